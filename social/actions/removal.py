"""What moderators do with comments: take them off the site, put them back. Decided in `moderation`."""

from __future__ import annotations

from django.db.models.functions import Now

from social.models import DeletedBy, Words


def remove_comment(comment: Words) -> None:
    """A stub stays that says by whom. What its author or the author of the post deleted stays deleted by them."""
    standing = type(comment)._default_manager.filter(pk=comment.pk, deleted_at=None)
    standing.update(deleted_at=Now(), deleted_by=DeletedBy.MODERATOR)


def restore_comment(comment: Words) -> None:
    """The comment is back in its place, if it was moderators who removed it."""
    removed = type(comment)._default_manager.filter(pk=comment.pk, deleted_by=DeletedBy.MODERATOR)
    removed.update(deleted_at=None, deleted_by="")
