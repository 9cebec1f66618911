"""Which films are in a list, and what is said of them there.

Every act first holds the list (`lists/actions/holding.py`), so two people who change it at once lose nothing.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Member
from films.models import Film
from lists.actions.holding import IsSmart, NotTheirs, hold
from lists.actions.ordering import FilmIsOut, move_to
from lists.actions.publishing import publish
from lists.models import Item, List, ListStats
from lists.models.items import STEP
from social.actions.mentions import members_named
from web import text as texts

__all__ = ["IsSmart", "NotTheirs", "add_films", "add_keys", "note_film", "put_back", "remove_film"]

MOST_FILMS = 20_000
APPEND = """
    INSERT INTO lists_item (list_id, film_id, place, note, note_html, renderer, has_spoilers, added_by_id, added_at)
    SELECT %(list)s, film, %(last)s + row_number() OVER (ORDER BY number) * %(step)s, '', '', 1, false, %(by)s, %(at)s
    FROM unnest(%(films)s::bigint[]) WITH ORDINALITY AS wanted (film, number)
    WHERE NOT EXISTS (SELECT FROM lists_item WHERE list_id = %(list)s AND film_id = film)
"""


class ListIsFull(Exception):
    """A list has room for MOST_FILMS films."""


class NoteChanged(Exception):
    """Somebody else has changed the note since the form was opened; `theirs` is the film with the note as it is now."""

    def __init__(self, theirs: Item) -> None:
        super().__init__()
        self.theirs = theirs


def add_films(list_: List, films: Iterable[Film], *, by: Member, at: datetime.datetime | None = None) -> int:
    """Puts the films at the end, in this order, those that stand in it already left where they are; returns how many
    were added. Raises IsSmart, NotTheirs, ListIsFull, and Suspended where others could read it."""
    return add_keys(list_, [film.pk for film in films], by=by, at=at)


@transaction.atomic
def add_keys(list_: List, films: Iterable[int], *, by: Member, at: datetime.datetime | None = None) -> int:
    """The same for films by their keys, in one statement, however many they are."""
    wanted = list(dict.fromkeys(films))
    if not wanted:
        return 0
    hold(list_, by=by)
    at = at or timezone.now()
    given: dict[str, Any] = {
        "list": list_.pk,
        "films": wanted,
        "last": last_place(list_),
        "step": STEP,
        "by": by.pk,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(APPEND, given)
        added = cursor.rowcount
    if ListStats.objects.get(list=list_).films_count > MOST_FILMS:
        raise ListIsFull
    changed(list_, added, at=at)
    return added


@transaction.atomic
def remove_film(item: Item, *, by: Member) -> None:
    """Takes a film out of its list. Removing twice is removing once. Raises NotTheirs, Suspended."""
    hold(item.list, by=by)
    removed, _ = Item.objects.filter(pk=item.pk).delete()
    changed(item.list, removed, at=timezone.now())


@transaction.atomic
def put_back(
    list_: List, film: Film, *, by: Member, position: int, note: str = "", has_spoilers: bool = False
) -> None:
    """Has a film that was taken out in the list again, at this position and with its note; one that somebody else put
    back meanwhile stays as it is. Raises what `add_films` does."""
    if add_films(list_, [film], by=by):
        item = Item.objects.of(list_).get(film=film)
        move_to(item, position, by=by)
        note_film(item, note, by=by, has_spoilers=has_spoilers)


@transaction.atomic
def note_film(
    item: Item, note: str, *, by: Member, has_spoilers: bool = False, stands: str | None = None
) -> None:
    """Says this of the film in its list. With `stands` (`state_of` the note that the form was opened with) it takes the
    place of that note alone. Raises NoteChanged, FilmIsOut, NotTheirs, Suspended."""
    hold(item.list, by=by)
    present = Item.objects.filter(pk=item.pk).first()
    if present is None:
        raise FilmIsOut
    said = note.strip()
    if stands is not None and stands != state_of(present.note) and said != present.note:
        raise NoteChanged(present)
    rendered = texts.render(said, [member.username for member in members_named(said)])
    Item.objects.filter(pk=item.pk).update(
        note=said, note_html=rendered.html, renderer=texts.VERSION, has_spoilers=bool(said) and has_spoilers
    )
    changed(item.list, 1, at=timezone.now())


def state_of(note: str) -> str:
    """Says which note a form was opened with, in few letters."""
    return hashlib.blake2s(note.encode(), digest_size=12).hexdigest()


def last_place(list_: List) -> int:
    return Item.objects.of(list_).order_by("-place").values_list("place", flat=True).first() or 0


def changed(list_: List, number: int, *, at: datetime.datetime) -> None:
    """The list stands first among those lately changed, and is told of once it has something in it."""
    if number:
        List.objects.filter(pk=list_.pk).update(updated_at=at)
        publish(list_, at=at)
