"""How entries go, whoever takes them back: for some days to be had again, then for good."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Member
from reviews.models import Comment, Entry, EntryQuerySet, ReviewLike
from social.actions.words import erase_words
from social.locks import lock

DAYS_KEPT = 30
A_BATCH = 200


def take_back(entries: EntryQuerySet) -> None:
    """Deletes entries so that they can be restored. Needs a transaction that holds their marks."""
    lock(entries)
    # Whoever goes back to the form and saves once more means a new entry.
    entries.standing().update(deleted_at=Now(), save_key=None, pinned_at=None)


def last_to_restore() -> datetime.datetime:
    """What was deleted before cannot be had again."""
    return timezone.now() - datetime.timedelta(days=DAYS_KEPT)


class Swept(NamedTuple):
    """How many were erased for good."""

    entries: int
    comments: int


def sweep(of: Member | None = None, *, batches: int | None = None) -> Swept:
    """Erases for good what was deleted so long ago, of one member or of all, A_BATCH at a time."""
    entries = in_batches(partial(sweep_entries, of), batches)
    return Swept(entries, comments=in_batches(partial(sweep_comments, of), batches))


def in_batches(sweep_some: Callable[[], int], most: int | None) -> int:
    erased, number = 0, 0
    while most is None or number < most:
        found = sweep_some()
        erased, number = erased + found, number + 1
        if found < A_BATCH:
            break
    return erased


@transaction.atomic
def sweep_entries(of: Member | None) -> int:
    old = Entry.objects.filter(deleted_at__lt=last_to_restore())
    if of is not None:
        old = old.by(of)
    keys = list(old.order_by("deleted_at").values_list("pk", flat=True)[:A_BATCH])
    if keys:
        erase(Entry.objects.filter(pk__in=keys))
    return len(keys)


def sweep_comments(of: Member | None) -> int:
    comments = Comment.objects.all() if of is None else Comment.objects.filter(author=of)
    return erase_words(comments, deleted_before=last_to_restore(), at_most=A_BATCH)


def erase(entries: EntryQuerySet) -> None:
    """Erases deleted entries for good with all that hangs on them. Needs a transaction."""
    keys = list(entries.values_list("pk", flat=True))
    lock(Entry.objects.filter(Q(pk__in=keys) | Q(answers__in=keys)))  # answers stay, and answer nothing then
    lock(ReviewLike.objects.filter(entry__in=keys), Comment.objects.filter(entry__in=keys))
    Entry.objects.filter(pk__in=keys, deleted_at__isnull=False).delete()  # unless restored at this moment
