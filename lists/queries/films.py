"""The films of a list as its page shows them: which, in which order, with what the viewer did and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections, router

from accounts.models import Member, beyond_the_name
from films.models import Film
from lists.models import Item, ItemQuerySet, List
from lists.queries.lists import signatures_among
from lists.queries.smart import found_by
from reviews.models import Mark
from reviews.queries.blindness import hidden_films
from reviews.queries.muting import muted_words_among
from reviews.queries.posters import posters
from reviews.queries.seen import films_seen, opened
from social.models import Viewer
from web.models import all_but
from web.prepared import execute, prepared, value_of

LIST_ORDER, LIST_ORDER_NAME = ("place",), "list"
ADDED_LATELY, ADDED = ("-added_at", "-pk"), "added"
MOST_OF_SMART = 10_000  # of its films, for what is done with all of them
MOST_COUNTED = 1_000
# What orders of films ask for stays with them.
SHOWN_OF_FILMS = ("slug", "state", "title", "year", "directed_by", "poster", "sort_title", "runtime")
RANKS = """
SELECT id, rank FROM (SELECT id, row_number() OVER (ORDER BY place) AS rank FROM lists_item WHERE list_id = %s) AS ranked
WHERE id = ANY(%s)
"""


class Line(NamedTuple):
    """A film in a list. `rank`: its position in the list's own order, None where none is shown. `signed_by`: who put it
    there, as far as that is told, in detail alone. `cover`: why its note is
    shown only when asked for, "" where it is not; `is_hidden`: no word of the note is shown at all, in blind mode."""

    film: Film
    mark: Mark | None
    rank: int | None = None
    item: Any = None
    signed_by: Member | None = None
    note: str = ""
    cover: str = ""
    is_hidden: bool = False

    @property
    def is_seen(self) -> bool:
        return self.mark is not None and self.mark.is_watched


def items_of(list_: List, *, with_notes: bool) -> ItemQuerySet:
    """The films of a list of chosen ones; with notes also who put them there."""
    items = (
        Item.objects.of(list_).select_related("film").defer("note", *all_but(Film, SHOWN_OF_FILMS, "film"))
    )
    if with_notes:
        return items.select_related("added_by").defer(*beyond_the_name("added_by"))
    return items.defer("note_html")


@prepared
def first_items_of(list_: List, *, with_notes: bool, at_most: int) -> ItemQuerySet:
    """The beginning of the list in its own order."""
    # Picked before they are joined: planned for lists of ordinary length, all of a long one would be joined and sorted.
    first = Item.objects.of(list_).order_by(*LIST_ORDER).values("pk")[:at_most]
    items = items_of(list_, with_notes=with_notes).filter(pk__is_any_of=ArraySubquery(first))
    return items.order_by(*LIST_ORDER)[:at_most]


def ranks_of(list_: List, items: Sequence[Item]) -> dict[int, int]:
    """The positions of these films in the list's own order, by the keys of their places in it."""
    if not items:
        return {}
    connection = connections[router.db_for_read(Item)]
    return dict(execute(connection, RANKS, [value_of(list_), value_of([item.pk for item in items])]))


def lines_of(list_: List, items: Iterable[Item], viewer: Viewer, ranks: dict[int, int]) -> list[Line]:
    """As posters show them."""
    shown = list(items)
    found = posters([item.film for item in shown], viewer)
    return [
        Line(one.film, one.mark, ranks.get(item.pk), item) for item, one in zip(shown, found, strict=True)
    ]


def lines_in_detail(list_: List, items: Iterable[Item], viewer: Viewer, ranks: dict[int, int]) -> list[Line]:
    """With the notes; needs items `with_notes`."""
    lines = lines_of(list_, items, viewer, ranks)
    named_adders = adders_named(list_, lines, viewer)
    lines = [line._replace(signed_by=named_adders.get(line.item.added_by_id)) for line in lines]
    noted = [line.item for line in lines if line.item.note_html]
    named = films_seen((item.note_html for item in noted), viewer)
    hidden = hidden_films(viewer, [item.film_id for item in noted])
    return [with_note(line, list_, viewer, named, hidden) if line.item.note_html else line for line in lines]


def adders_named(list_: List, lines: Iterable[Line], viewer: Viewer) -> dict[int, Member]:
    """By key, who put films there and is named to this viewer: the owner, the viewer, and of whose acts they may know;
    to who keeps the list themselves all of them. A query only where others have a part in it."""
    adders = {line.item.added_by_id: line.item.added_by for line in lines if line.item.added_by}
    known = {list_.author_id, viewer.pk}
    keeps = list_.author_id == viewer.pk or getattr(list_, "keeps", False)
    if keeps or not (others := sorted(adders.keys() - known)):
        return adders
    known.update(signatures_among(others, viewer))
    return {key: adder for key, adder in adders.items() if key in known}


def with_note(line: Line, list_: List, viewer: Viewer, named: set[str], hidden: set[int]) -> Line:
    item, film = line.item, line.film
    is_own = viewer.is_authenticated and viewer.pk in (list_.author_id, item.added_by_id)
    if film.pk in hidden and not is_own:
        return line._replace(is_hidden=True)
    note = opened(item.note_html, film.slug, named, has_watched=line.is_seen, is_own=is_own)
    return line._replace(note=note, cover="" if is_own else why_covered(line, viewer))


def why_covered(line: Line, viewer: Viewer) -> str:
    if line.item.has_spoilers and not line.is_seen:
        return "This note gives things away, and you have not marked the film as watched."
    muted = muted_words_among(line.item.note_html, viewer, also=line.film.title)
    return f"Covered: it has a word you muted (“{muted}”)." if muted else ""


def smart_lines(films: Iterable[Film], viewer: Viewer) -> list[Line]:
    """Films of a smart list, which have no notes and no positions."""
    return [Line(one.film, one.mark) for one in posters(films, viewer)]


def keys_of_films(list_: List, viewer: Viewer) -> list[int]:
    """The keys of all its films in its own order; of a smart list as the viewer finds them, MOST_OF_SMART at most."""
    if list_.is_smart:
        films, order = found_by(list_, viewer)
        return list(films.order_by(*order).values_list("pk", flat=True)[:MOST_OF_SMART])
    return list(Item.objects.of(list_).in_order().values_list("film", flat=True))
