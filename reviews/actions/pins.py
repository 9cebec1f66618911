"""The reviews a member shows first on their profile."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Coalesce, Now

from reviews.models import Entry
from social.locks import keep_from_leaving

PINS = 4


class TooManyPins(Exception):
    """PINS reviews are pinned already."""


@transaction.atomic
def pin(review: Entry) -> None:
    """Pinning twice is pinning once. Raises TooManyPins."""
    keep_from_leaving(review.author)
    others = Entry.objects.standing().by(review.author).filter(pinned_at__isnull=False).exclude(pk=review.pk)
    if others.count() >= PINS:
        raise TooManyPins
    reviews = Entry.objects.standing().reviews().filter(pk=review.pk)
    reviews.update(pinned_at=Coalesce("pinned_at", Now()))


def unpin(review: Entry) -> None:
    Entry.objects.filter(pk=review.pk).update(pinned_at=None)
