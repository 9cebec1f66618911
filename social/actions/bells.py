"""Who hears of new comments under something."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Member
from social.models import Post, Threads
from social.models.comments import CommentType


def subscribe(threads: Threads[CommentType], post: Post, *, by: Member) -> None:
    """From now on the member hears of new comments here."""
    answer(threads, post, by, is_on=True)


def unsubscribe(threads: Threads[CommentType], post: Post, *, by: Member) -> None:
    """The member hears no more of comments here, and commenting does not change that."""
    answer(threads, post, by, is_on=False)


def answer(threads: Threads[CommentType], post: Post, member: Member, *, is_on: bool) -> None:
    said = threads.subscriptions(
        **{threads.column: post}, member=member, is_on=is_on, changed_at=timezone.now()
    )
    threads.subscriptions._default_manager.bulk_create(
        [said],
        update_conflicts=True,
        unique_fields=["member", threads.column],
        update_fields=["is_on", "changed_at"],
    )


def subscribe_unless_asked(threads: Threads[CommentType], post: Post, *, by: Member) -> None:
    """For who was never asked; the author of what it stands under hears anyhow."""
    if by.pk != post.author_id:
        said = threads.subscriptions(**{threads.column: post}, member=by, is_on=True)
        threads.subscriptions._default_manager.bulk_create([said], ignore_conflicts=True)
