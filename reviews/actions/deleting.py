"""Taking an entry back, and having it again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.actions import refuse_suspended
from reviews.actions.erasing import take_back
from reviews.actions.settling import marked_again
from reviews.models import Entry, Mark
from social.locks import keep_from_leaving, lock
from social.models import Audience


@transaction.atomic
def delete_entry(entry: Entry) -> None:
    """Takes the entry back, for DAYS_KEPT days to be had again with its likes. The film stays watched and rated."""
    keep_from_leaving(entry.author)
    lock(Mark.objects.of(entry.author).about(entry.film))
    take_back(Entry.objects.filter(pk=entry.pk))


@transaction.atomic
def restore_deleted(entry: Entry) -> None:
    """The entry is back where it was, with its likes and number; the film is watched again, or stopped. Raises
    Suspended where others could read it."""
    if entry.audience != Audience.ME:
        refuse_suspended(entry.author)
    keep_from_leaving(entry.author)
    lock(Mark.objects.of(entry.author).about(entry.film))
    Entry.objects.filter(pk=entry.pk).update(deleted_at=None)
    marked_again(entry, at=timezone.now())
