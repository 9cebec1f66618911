"""How entries go, whoever takes them back."""

from __future__ import annotations

from reviews.models import EntryQuerySet, ReviewLike
from social.locks import lock


def erase(entries: EntryQuerySet) -> None:
    """Deletes entries with their likes. Needs a transaction: a like that is being given is over first, or comes too late."""
    lock(ReviewLike.objects.filter(entry__in=lock(entries)))
    entries.delete()
