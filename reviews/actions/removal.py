"""What moderators do with writing: take it off the site, or put it back. The author's text stays as it is."""

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
