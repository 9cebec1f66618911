"""What members say under a review: saying it, changing it for a while, taking it back."""

from __future__ import annotations

from functools import partial

from reviews.models import REVIEW_THREADS
from social.actions import words
from social.actions.words import (
    EDITABLE_FOR,
    HASTE,
    MOST_IN_HASTE,
    RESTORABLE_FOR,
    AcrossABlock,
    CannotComment,
    CommentGone,
    EditingOver,
    NotTheirs,
    Suspended,
    ThreadClosed,
    TooMany,
    delete_comment,
    restore_comment,
)

__all__ = [
    "EDITABLE_FOR",
    "HASTE",
    "MOST_IN_HASTE",
    "RESTORABLE_FOR",
    "AcrossABlock",
    "CannotComment",
    "CommentGone",
    "EditingOver",
    "NotTheirs",
    "Suspended",
    "ThreadClosed",
    "TooMany",
    "comment",
    "delete_comment",
    "edit_comment",
    "restore_comment",
]

comment = partial(words.comment, REVIEW_THREADS)
edit_comment = partial(words.edit_comment, REVIEW_THREADS)
