"""What members say under a review, and who hears of it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reviews import triggers
from reviews.models.entries import Entry
from social.models import Threads, Words
from social.triggers import statement_triggers
from web.models import Model


class Comment(Words):
    """As visible as the review it stands under."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    # The author of the review, put here by the database, so that what came in is one look into an index.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )

    class Meta(Words.Meta):
        indexes = [
            models.Index(fields=["entry", "created_at", "id"], name="comments_of_review"),
            models.Index(fields=["owner", "-created_at", "-id"], name="comments_received"),
            models.Index(fields=["author", "-created_at", "-id"], name="comments_of_author"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="comments_are_for_open_threads",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=triggers.CHECK_COMMENT_DECLARATIONS,
                func=triggers.CHECK_COMMENT,
            ),
            *statement_triggers("comment_counts", triggers.COUNT_COMMENTS),
        ]

    def __str__(self) -> str:
        return f"{self.author} on {self.entry}"

    @property
    def url(self) -> str:
        return f"/comments/{self.pk}/"


class ThreadSubscription(Model):
    """Whether a member hears of comments under a review. No row: they were never asked; its author hears of them."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_on = models.BooleanField()
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "entry"], name="one_subscription_per_member_and_thread")
        ]
        indexes = [
            models.Index(fields=["member", "-changed_at"], name="threads_heard_of", condition=Q(is_on=True))
        ]

    def __str__(self) -> str:
        return f"{self.member} {'hears' if self.is_on else 'does not hear'} of {self.entry}"


class Mention(Model):
    """A member named in a comment, in a review, or by a review that answers theirs."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "comment"], name="one_mention_per_comment", condition=Q(entry=None)
            ),
            models.UniqueConstraint(
                fields=["member", "entry"], name="one_mention_per_review", condition=Q(comment=None)
            ),
            models.CheckConstraint(
                condition=Q(comment=None, entry__isnull=False) | Q(comment__isnull=False, entry=None),
                name="a_mention_is_in_a_comment_or_a_review",
            ),
        ]
        indexes = [models.Index(fields=["member", "-created_at", "-id"], name="mentions_of_member")]

    def __str__(self) -> str:
        return f"{self.member} in {self.comment or self.entry}"


REVIEW_THREADS = Threads(
    kind="comment",
    noun="review",
    address="/entries/",
    column="entry",
    posts=Entry,
    comments=Comment,
    subscriptions=ThreadSubscription,
    mentions=Mention,
    closed_by="comments_are_for_open_threads",
)
