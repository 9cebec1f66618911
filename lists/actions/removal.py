"""What moderators do with lists. Decided in `moderation`, which keeps who did it and why."""

from __future__ import annotations

from django.db.models.functions import Coalesce, Now

from lists.models import List


def remove_list(list_: List) -> None:
    """From now on only its owner and moderators see the list. Removing twice is removing once."""
    List.objects.filter(pk=list_.pk).update(removed_at=Coalesce("removed_at", Now()))
    list_.refresh_from_db(fields=["removed_at"])


def restore_list(list_: List) -> None:
    """The list is back where it was, with its likes and comments."""
    List.objects.filter(pk=list_.pk).update(removed_at=None)
    list_.refresh_from_db(fields=["removed_at"])
