"""The lists that a member has deleted and may have again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.models import Member, beyond_the_name
from lists.models import List, ListQuerySet
from reviews.actions.erasing import last_to_restore
from reviews.queries.deleted import days_left


@dataclass(frozen=True)
class DeletedList:
    """A deleted list; `days_left` until it is gone for good, at least one."""

    list: List
    days_left: int


def restorable_lists(member: Member) -> ListQuerySet:
    """The member's lists that stand or can be restored, without their texts."""
    there = List.objects.by(member).filter(Q(deleted_at=None) | Q(deleted_at__gte=last_to_restore()))
    shown = there.select_related("author", "stats")
    return shown.defer("description", "description_html", "lead_html", *beyond_the_name("author"))


def deleted_lists_of(member: Member, *, at_most: int) -> list[DeletedList]:
    """The latest deleted first."""
    gone = restorable_lists(member).filter(deleted_at__isnull=False).order_by("-deleted_at", "-pk")[:at_most]
    return [DeletedList(one, days_left(one.deleted_at)) for one in gone if one.deleted_at]
