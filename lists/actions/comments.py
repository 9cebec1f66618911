"""What members say under a list, and who hears of it."""

from __future__ import annotations

from functools import partial

from lists.models import LIST_THREADS
from social.actions import bells, words
from social.actions.words import delete_comment, restore_comment

__all__ = ["comment", "delete_comment", "edit_comment", "restore_comment", "subscribe", "unsubscribe"]

comment = partial(words.comment, LIST_THREADS)
edit_comment = partial(words.edit_comment, LIST_THREADS)
subscribe = partial(bells.subscribe, LIST_THREADS)
unsubscribe = partial(bells.unsubscribe, LIST_THREADS)
