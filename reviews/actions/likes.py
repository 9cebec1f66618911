"""Likes of reviews: how writing travels."""

from __future__ import annotations

import datetime

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from accounts.actions import refuse_suspended
from accounts.models import Member
from reviews.models import Entry, ReviewLike


class CannotBeLiked(Exception):
    """It is one's own, has no text, is not for this member to read, or one of the two has blocked the other."""


def like_review(entry: Entry | int, *, by: Member, at: datetime.datetime | None = None) -> None:
    """Liking twice is liking once; the review may be said by its key. Raises CannotBeLiked, also where there is none,
    and Suspended."""
    refuse_suspended(by)
    try:
        with transaction.atomic():
            like = ReviewLike(entry_id=key_of(entry), member=by, created_at=at or timezone.now())
            ReviewLike.objects.bulk_create([like], ignore_conflicts=True)
    except (IntegrityError, DataError) as problem:
        raise CannotBeLiked from problem


def unlike_review(entry: Entry | int, *, by: Member) -> None:
    """Always allowed, also where the review has been hidden meanwhile."""
    ReviewLike.objects.filter(entry=key_of(entry), member=by).delete()


def key_of(entry: Entry | int) -> int:
    return entry if isinstance(entry, int) else entry.pk
