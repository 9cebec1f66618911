"""What readers of feeds, search engines and files of lists are given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import Member, beyond_the_name
from films.models import Film
from lists.models import Item, ItemQuerySet, List, ListQuerySet
from lists.queries.films import MOST_OF_SMART
from lists.queries.hub import NEWEST_FIRST
from lists.queries.lists import readable_at
from lists.queries.smart import found_by
from reviews.queries.blindness import films_rated_by, is_blind
from social.models import Viewer
from web.models import all_but
from web.prepared import prepared
from web.viewer import NOBODY

ROWS_AT_ONCE = 500


class Written(NamedTuple):
    film: Film
    note: str


@prepared
def latest_in(list_: List, *, at_most: int) -> ItemQuerySet:
    """The films that came to the list last, each with its note and who put it there."""
    items = (
        Item.objects.of(list_).select_related("film", "added_by").defer("note", *beyond_the_name("added_by"))
    )
    shown = ("slug", "state", "title", "year", "directed_by", "poster")
    return items.defer(*all_but(Film, shown, "film")).order_by("-added_at", "-pk")[:at_most]


@prepared
def latest_lists_by(member: Member, *, at_most: int) -> ListQuerySet:
    """The member's lists that everybody may read."""
    lists = List.objects.published().visible_to(NOBODY).by(member).select_related("author", "stats")
    return lists.defer("description", *beyond_the_name("author")).order_by(*NEWEST_FIRST)[:at_most]


@prepared
def lists_to_write(username: str, slug: str, viewer: Viewer) -> ListQuerySet:
    """The one list at this address with its description as it was typed."""
    lists = readable_at(username, slug, viewer).select_related("author")
    return lists.defer("description_html", "lead_html", *beyond_the_name("author"))


def films_to_write(list_: List, viewer: Viewer) -> Iterator[Written]:
    """All films of the list in its own order with their notes as they were typed, fetched a part at a time. In blind mode
    without the notes of others on films that the viewer has not rated."""
    if list_.is_smart:
        films, order = found_by(list_, viewer)
        for film in films.order_by(*order)[:MOST_OF_SMART].iterator(ROWS_AT_ONCE):
            yield Written(film, "")
        return
    items: QuerySet[Item] = Item.objects.of(list_).in_order().select_related("film")
    items = items.only("note", "added_by", "film__slug", "film__title", "film__year")
    is_kept = is_blind(viewer) and list_.author_id != viewer.pk
    open_films = set(films_rated_by(viewer)) if is_kept else set()
    for item in items.iterator(ROWS_AT_ONCE):
        is_hidden = is_kept and item.film_id not in open_films and item.added_by_id != viewer.pk
        yield Written(item.film, "" if is_hidden else item.note)


def lists_for_search_engines() -> ListQuerySet:
    lists = List.objects.published().visible_to(NOBODY).select_related("author")
    return lists.only("slug", "updated_at", "author__username")
