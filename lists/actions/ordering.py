"""The order of the films in a list.

Every act holds the list and says where to in words that still hold then: before this film, one further up, at that
position. So two people who order a list at once lose nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Member
from lists.actions.holding import hold
from lists.models import Item, ItemQuerySet, List
from lists.models.items import STEP

# What comes first, once it is ordered anew; films alike in it keep the order they had.
ORDERS = {
    "name": "film.sort_title",
    "newest": "film.year DESC NULLS LAST, film.released_on DESC NULLS LAST",
    "oldest": "film.year NULLS LAST, film.released_on NULLS LAST",
    "average": "stats.average DESC NULLS LAST",
    "rating": "mark.rating DESC NULLS LAST",
    "added": "item.added_at, item.id",
    "lately": "item.added_at DESC, item.id DESC",
    "reverse": "item.place DESC",
    "shuffle": "random()",
}
REORDER = """
    UPDATE lists_item SET former_place = lists_item.place, place = ordered.number * %(step)s
    FROM (
        SELECT item.id, row_number() OVER (ORDER BY {order}, item.place) AS number
        FROM lists_item AS item JOIN films_film AS film ON film.id = item.film_id
        LEFT JOIN reviews_filmstats AS stats ON stats.film_id = item.film_id
        LEFT JOIN reviews_mark AS mark ON mark.film_id = item.film_id AND mark.member_id = %(by)s
        WHERE item.list_id = %(list)s
    ) AS ordered
    WHERE lists_item.id = ordered.id
"""
# What was added since stands at the end, in the order it has.
GIVE_BACK = """
    UPDATE lists_item SET former_place = lists_item.place, place = ordered.number * %(step)s
    FROM (
        SELECT id, row_number() OVER (ORDER BY former_place NULLS LAST, place) AS number
        FROM lists_item WHERE list_id = %(list)s
    ) AS ordered
    WHERE lists_item.id = ordered.id
"""
SPACE_OUT = """
    UPDATE lists_item SET place = ordered.number * %(step)s
    FROM (SELECT id, row_number() OVER (ORDER BY place) AS number FROM lists_item WHERE list_id = %(list)s) AS ordered
    WHERE lists_item.id = ordered.id
"""


class FilmIsOut(Exception):
    """A film that was to be moved, or beside which one was to be put, has been taken out of the list meanwhile."""


class Gap(NamedTuple):
    """Two places with nothing between them; None is the beginning or the end of the list."""

    before: int | None
    after: int | None

    @property
    def is_narrow(self) -> bool:
        return self.before is not None and self.after is not None and self.after - self.before < 2

    @property
    def middle(self) -> int:
        if self.before is None:
            return 0 if self.after is None else self.after - STEP
        return self.before + STEP if self.after is None else (self.before + self.after) // 2


def move_to(item: Item, position: int, *, by: Member) -> None:
    """Puts a film at this position, 1 for the first; beyond the last is the last. Raises FilmIsOut, NotTheirs,
    Suspended, as all moves do."""
    move(item, lambda others, _: gap_at(others, max(position, 1)), by=by)


def move_by(item: Item, steps: int, *, by: Member) -> None:
    """Puts a film so many positions further down than it stands now; up where it is less than nothing."""
    move(item, lambda others, place: gap_at(others, max(position_of(others, place) + steps, 1)), by=by)


def move_before(item: Item, other: Item, *, by: Member) -> None:
    """Puts a film right before another one of the same list."""
    if other.pk != item.pk:
        move(item, lambda others, _: gap_before(others, other), by=by)


def move_after(item: Item, other: Item, *, by: Member) -> None:
    """Puts a film right behind another one of the same list."""
    if other.pk != item.pk:
        move(item, lambda others, _: gap_behind(others, other), by=by)


@transaction.atomic
def move(item: Item, find: Callable[[ItemQuerySet, int], Gap], *, by: Member) -> None:
    """`find` gives the gap among the other films, told where this one stands."""
    hold(item.list, by=by)
    others = Item.objects.of(item.list).exclude(pk=item.pk)
    gap = find(others, place_of(item))
    if gap.is_narrow:
        rewrite(SPACE_OUT, item.list)
        gap = find(others, place_of(item))
    Item.objects.filter(pk=item.pk).update(place=gap.middle)
    List.objects.filter(pk=item.list_id).update(updated_at=timezone.now())


def place_of(item: Item) -> int:
    for place in Item.objects.filter(pk=item.pk).values_list("place", flat=True):
        return place
    raise FilmIsOut


def position_of(others: ItemQuerySet, place: int) -> int:
    return others.filter(place__lt=place).count() + 1


def gap_at(others: ItemQuerySet, position: int) -> Gap:
    places = others.in_order().values_list("place", flat=True)
    around = list(places[max(position - 2, 0) : position])
    if position == 1:
        return Gap(None, around[0] if around else None)
    if around:
        return Gap(around[0], around[1] if len(around) > 1 else None)
    return Gap(places.last(), None)


def gap_before(others: ItemQuerySet, other: Item) -> Gap:
    after = place_of(other)
    return Gap(others.filter(place__lt=after).in_order().values_list("place", flat=True).last(), after)


def gap_behind(others: ItemQuerySet, other: Item) -> Gap:
    before = place_of(other)
    return Gap(before, others.filter(place__gt=before).in_order().values_list("place", flat=True).first())


@transaction.atomic
def reorder(list_: List, order: str, *, by: Member) -> None:
    """Orders all films once, by one of ORDERS; the rating is that of who orders. `give_back_order` takes it back.
    Raises IsSmart, NotTheirs, Suspended."""
    hold(list_, by=by)
    rewrite(REORDER.format(order=ORDERS[order]), list_, by=by.pk)
    List.objects.filter(pk=list_.pk).update(updated_at=timezone.now())


@transaction.atomic
def give_back_order(list_: List, *, by: Member) -> None:
    """The films stand again as they did before they were last ordered anew; a second time takes that back in turn.
    Raises IsSmart, NotTheirs, Suspended."""
    hold(list_, by=by)
    if Item.objects.of(list_).filter(former_place__isnull=False).exists():
        rewrite(GIVE_BACK, list_)
        List.objects.filter(pk=list_.pk).update(updated_at=timezone.now())


def rewrite(statement: str, list_: List, **given: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"list": list_.pk, "step": STEP, **given})
