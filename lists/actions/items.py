"""Which films are in a list, and in which order.

Every act first locks the list, so that acts on its order come one after the other, and says where to in words that
still hold then: before this film, at that position. So two people who order a list at once lose nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from accounts.actions import refuse_suspended
from accounts.models import Member
from films.models import Film
from lists.actions.publishing import publish
from lists.models import Item, List
from lists.models.items import STEP
from social.models import Audience


class IsSmart(Exception):
    """The films of a smart list are found by its filter, not chosen."""


@transaction.atomic
def add_films(list_: List, films: Iterable[Film], *, by: Member, at: datetime.datetime | None = None) -> int:
    """Puts the films at the end, in this order, those that stand in it already left where they are; returns how many
    were added. Raises IsSmart, and Suspended where others could read it."""
    wanted = list({film.pk: film for film in films}.values())
    if not wanted:
        return 0
    refuse_for_others(list_, by=by)
    lock_order(list_)
    there = set(Item.objects.of(list_).filter(film__in=wanted).values_list("film", flat=True))
    fresh = [film for film in wanted if film.pk not in there]
    at, last = at or timezone.now(), last_place(list_)
    Item.objects.bulk_create(
        [
            Item(list=list_, film=film, place=last + number * STEP, added_by=by, added_at=at)
            for number, film in enumerate(fresh, start=1)
        ],
        batch_size=1_000,
    )
    if fresh:
        List.objects.filter(pk=list_.pk).update(updated_at=at)
        publish(list_, at=at)
    return len(fresh)


@transaction.atomic
def remove_item(item: Item) -> None:
    """Takes a film out of its list. Removing twice is removing once."""
    lock_order(item.list)
    Item.objects.filter(pk=item.pk).delete()
    List.objects.filter(pk=item.list_id).update(updated_at=timezone.now())


@transaction.atomic
def move_to(item: Item, position: int) -> None:
    """Puts a film at this position, 1 for the first; beyond the last is the last. Moving what was taken out moves nothing."""
    lock_order(item.list)
    others = Item.objects.of(item.list).exclude(pk=item.pk)
    index = max(position - 1, 0)
    around = list(others.in_order().values_list("place", flat=True)[max(index - 1, 0) : index + 1])
    if index == 0:
        before, after = None, around[0] if around else None
    elif around:
        before, after = around[0], around[1] if len(around) > 1 else None
    else:
        before, after = others.order_by("-place").values_list("place", flat=True).first(), None
    if before is not None and after is not None and after - before < 2:
        space_out(item.list)
        move_to(item, position)
        return
    put(item, place_between(before, after))


@transaction.atomic
def move_before(item: Item, other: Item | None) -> None:
    """Puts a film before another one of the same list; None, and one that was taken out meanwhile: at the end."""
    lock_order(item.list)
    others = Item.objects.of(item.list).exclude(pk=item.pk)
    after = others.filter(pk=other.pk).values_list("place", flat=True).first() if other else None
    behind = others if after is None else others.filter(place__lt=after)
    before = behind.order_by("-place").values_list("place", flat=True).first()
    if before is not None and after is not None and after - before < 2:
        space_out(item.list)
        move_before(item, other)
        return
    put(item, place_between(before, after))


def place_between(before: int | None, after: int | None) -> int:
    if before is None:
        return 0 if after is None else after - STEP
    return before + STEP if after is None else (before + after) // 2


def put(item: Item, place: int) -> None:
    Item.objects.filter(pk=item.pk).update(place=place)
    List.objects.filter(pk=item.list_id).update(updated_at=timezone.now())


def space_out(list_: List) -> None:
    """Gives the films of a list whose places have become too narrow new ones in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE lists_item AS item SET place = ordered.number * %s"
            " FROM (SELECT id, row_number() OVER (ORDER BY place) AS number FROM lists_item WHERE list_id = %s) AS ordered"
            " WHERE item.id = ordered.id",
            [STEP, list_.pk],
        )


def lock_order(list_: List) -> None:
    """Holds the order of the list until the transaction ends. Raises IsSmart; DoesNotExist once it is erased."""
    if List.objects.select_for_update(no_key=True).only("filters").get(pk=list_.pk).is_smart:
        raise IsSmart


def last_place(list_: List) -> int:
    return Item.objects.of(list_).order_by("-place").values_list("place", flat=True).first() or 0


def refuse_for_others(list_: List, *, by: Member) -> None:
    if list_.audience != Audience.ME:
        refuse_suspended(by)
