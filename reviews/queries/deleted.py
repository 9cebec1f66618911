"""What a member has deleted and may have again."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Member, beyond_the_name
from films.models.films import beyond_the_poster
from reviews.actions.erasing import DAYS_KEPT, last_to_restore
from reviews.models import Entry, EntryQuerySet


@dataclass(frozen=True)
class Deleted:
    """A deleted entry; `days_left` until it is gone for good, at least one."""

    entry: Entry
    days_left: int


def restorable_entries(member: Member) -> EntryQuerySet:
    """The member's deleted entries that can be restored, without their texts."""
    deleted = Entry.objects.by(member).filter(deleted_at__gte=last_to_restore())
    shown = deleted.select_related("author", "film")
    return shown.defer("text", "text_html", *beyond_the_name("author"), *beyond_the_poster("film"))


def deleted_of(member: Member, *, at_most: int) -> list[Deleted]:
    """The latest deleted first."""
    entries = restorable_entries(member).order_by("-deleted_at", "-pk")[:at_most]
    return [Deleted(entry, days_left(entry.deleted_at)) for entry in entries if entry.deleted_at]


def days_left(deleted_at: datetime.datetime) -> int:
    return max(DAYS_KEPT - (timezone.now() - deleted_at).days, 1)
