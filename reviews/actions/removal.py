"""What moderators do with writing: take it off the site, put it back, say that it gives things away. The words of its
author stay as they are. Decided in `moderation`, which keeps who did it and why."""

from __future__ import annotations

from django.db.models.functions import Coalesce, Now

from reviews.models import Entry


def remove_entry(entry: Entry) -> None:
    """From now on only its author and moderators see the entry, and it counts nowhere. Removing twice is removing once."""
    Entry.objects.filter(pk=entry.pk).update(removed_at=Coalesce("removed_at", Now()))
    entry.refresh_from_db(fields=["removed_at"])


def restore_entry(entry: Entry) -> None:
    """The entry is back where it was, with its likes."""
    Entry.objects.filter(pk=entry.pk).update(removed_at=None)
    entry.refresh_from_db(fields=["removed_at"])


def lock_spoilers(entry: Entry) -> None:
    """The review is covered for who has not seen the film, whatever its author says."""
    Entry.objects.filter(pk=entry.pk).update(has_spoilers=True, spoilers_locked=True)


def unlock_spoilers(entry: Entry) -> None:
    """It stays covered until its author says otherwise."""
    Entry.objects.filter(pk=entry.pk).update(spoilers_locked=False)
