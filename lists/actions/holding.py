"""Holding a list while its films are changed, by somebody who may."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.actions import refuse_suspended
from accounts.models import Member
from lists.models import List
from social.locks import keep_all_from_leaving
from social.models import Audience


class IsSmart(Exception):
    """The films of a smart list are found by its filter, not chosen."""


class NotTheirs(Exception):
    """The list is gone, or not kept by this member (any more)."""


def hold_all(lists: Iterable[List], *, by: Member) -> None:
    """For acts on several lists: all of them are locked before what is in the first is counted, or two such acts, or one
    and a member who leaves, could wait for each other."""
    keep_all_from_leaving([by.pk])
    keys = [one.pk for one in lists]
    rows = List.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))


def hold(list_: List, *, by: Member) -> None:
    """Holds the films of the list and their order until the transaction ends, so that acts on them come one after the
    other. Raises IsSmart, NotTheirs, and Suspended where others could read what is done."""
    keep_all_from_leaving([by.pk])  # members come before their lists in the order of locks
    held = List.objects.standing().select_for_update(no_key=True)
    stands = held.only("author", "audience", "filters").filter(pk=list_.pk).first()
    if stands is None:
        raise NotTheirs
    if stands.is_smart:
        raise IsSmart
    is_own = stands.author_id == by.pk
    if not is_own and not List.objects.editable_by(by).filter(pk=list_.pk).exists():
        raise NotTheirs
    if not is_own or stands.audience != Audience.ME:
        refuse_suspended(by)
