"""Likes of lists."""

from __future__ import annotations

import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from accounts.actions import refuse_suspended
from accounts.models import Member
from lists.models import ListLike


class CannotBeLiked(Exception):
    """The list is one's own, is gone or not for this member to read, or one of the two has blocked the other."""


def like_list(pk: int, *, by: Member, at: datetime.datetime | None = None) -> None:
    """Liking twice is liking once. Raises CannotBeLiked and Suspended."""
    refuse_suspended(by)
    try:
        with transaction.atomic():
            like = ListLike(list_id=pk, member=by, created_at=at or timezone.now())
            ListLike.objects.bulk_create([like], ignore_conflicts=True)
    except (IntegrityError, DataError) as problem:
        raise CannotBeLiked from problem


def unlike_list(pk: int, *, by: Member) -> None:
    """Always allowed, also where the list has been hidden meanwhile."""
    ListLike.objects.filter(list=pk, member=by).delete()
