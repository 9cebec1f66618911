"""What moderators do with writing: take it off the site, put it back, say that it gives things away. The words of its
author stay as they are. Decided in `moderation`, which keeps who did it and why."""

from __future__ import annotations

from django.db.models.functions import Coalesce, Now

from reviews.models import Comment, Entry
from social.models import DeletedBy


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


def remove_comment(comment: Comment) -> None:
    """A stub stays that says by whom. What its author or the author of the review deleted stays deleted by them."""
    Comment.objects.filter(pk=comment.pk, deleted_at=None).update(
        deleted_at=Now(), deleted_by=DeletedBy.MODERATOR
    )


def restore_comment(comment: Comment) -> None:
    """The comment is back in its place, if it was moderators who removed it."""
    removed = Comment.objects.filter(pk=comment.pk, deleted_by=DeletedBy.MODERATOR)
    removed.update(deleted_at=None, deleted_by="")
