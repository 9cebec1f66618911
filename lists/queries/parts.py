"""What visitors' pages with lists rest on (web/kept.py)."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Member
from films.models import Film
from lists.models import Collaborator, Item, List, ListStats
from lists.queries.covers import ListCard, items_of_covers
from lists.queries.films import Line, first_items_of
from lists.queries.lists import clones_of, collaborators_named
from web.kept import Part, listing, rows
from web.viewer import NOBODY


def parts_of_list(
    list_: List,
    lines: Iterable[Line],
    collaborators: Iterable[Collaborator],
    *,
    with_notes: bool,
    at_most: int,
) -> list[Part]:
    """The beginning of a list of chosen films."""
    shown = list(lines)
    original = list_.cloned_from
    lists = [list_, *([original] if original else [])]
    adders = {line.item.added_by_id for line in shown} if with_notes else set()
    people = {one.author_id for one in lists} | {one.member_id for one in collaborators} | adders
    return [
        rows(List, lists),
        rows(ListStats, [list_]),
        rows(Member, people - {None}),
        listing(collaborators_named, list_, NOBODY),
        listing(first_items_of, list_, with_notes=with_notes, at_most=at_most),
        rows(Item, [line.item for line in shown]),
        rows(Film, {line.film.pk for line in shown}),
        listing(clones_of, list_, NOBODY, at_most=1),
    ]


def parts_of_list_cards(cards: Iterable[ListCard]) -> list[Part]:
    """Lists as cards; which they are is said apart."""
    shown = list(cards)
    lists = [card.list.pk for card in shown]
    return [
        rows(List, lists),
        rows(ListStats, lists),
        rows(Member, {card.list.author_id for card in shown}),
        listing(items_of_covers, lists),
        rows(Film, {film.pk for card in shown for film in card.films}),
    ]
