"""Likes of reviews: how writing travels."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Member
from reviews.models import Entry, ReviewLike


class CannotBeLiked(Exception):
    """It is one's own, has no text, is not for this member to read, or one of the two has blocked the other."""


def like_review(entry: Entry, *, by: Member, at: datetime.datetime | None = None) -> None:
    """Liking twice is liking once. Raises CannotBeLiked."""
    try:
        with transaction.atomic():
            like = ReviewLike(entry=entry, member=by, film_id=entry.film_id, created_at=at or timezone.now())
            ReviewLike.objects.bulk_create([like], ignore_conflicts=True)
    except IntegrityError as problem:
        raise CannotBeLiked from problem


def unlike_review(entry: Entry, *, by: Member) -> None:
    ReviewLike.objects.filter(entry=entry, member=by).delete()
