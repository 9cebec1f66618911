"""What others say to a list: likes and comments, and who hears of them."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from lists import triggers
from lists.models.lists import List
from social.models import Threads, Words
from social.triggers import statement_triggers
from web.models import Model


class ListLike(Model):
    """One per member and list, never on one's own, only on what its giver may read."""

    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="likes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The author of the list, put here by the database, so that what one's lists were given is one look into an index.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "member"], name="one_like_per_member_and_list")
        ]
        indexes = [
            models.Index(fields=["member", "-created_at", "-id"], name="list_likes_of_member"),
            models.Index(fields=["list", "-created_at", "-id"], name="likes_of_list"),
            models.Index(fields=["created_at", "list"], name="list_likes_by_time"),
            models.Index(fields=["author", "-created_at", "-id"], name="list_likes_received"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="likes_are_for_readable_lists_of_others",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=triggers.CHECK_DECLARATIONS,
                func=triggers.CHECK_LIKE,
            ),
            *statement_triggers("list_like_counts", triggers.COUNT_LIKES, kinds=["insert", "delete"]),
        ]

    def __str__(self) -> str:
        return f"{self.member} likes {self.list}"


class ListComment(Words):
    """As visible as the list it stands under."""

    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="+")
    # The author of the list, put here by the database.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False
    )

    class Meta(Words.Meta):
        indexes = [
            models.Index(fields=["list", "created_at", "id"], name="comments_of_list"),
            models.Index(fields=["owner", "-created_at", "-id"], name="list_comments_received"),
            models.Index(fields=["author", "-created_at", "-id"], name="list_comments_of_author"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="comments_are_for_open_lists",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=triggers.CHECK_DECLARATIONS,
                func=triggers.CHECK_COMMENT,
            ),
            *statement_triggers("list_comment_counts", triggers.COUNT_COMMENTS),
        ]

    def __str__(self) -> str:
        return f"{self.author} on {self.list}"

    @property
    def url(self) -> str:
        return f"/list-comments/{self.pk}/"


class ListSubscription(Model):
    """Whether a member hears of comments under a list. No row: they were never asked; its author hears of them."""

    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_on = models.BooleanField()
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "list"], name="one_subscription_per_member_and_list")
        ]
        indexes = [
            models.Index(fields=["member", "-changed_at"], name="lists_heard_of", condition=Q(is_on=True))
        ]

    def __str__(self) -> str:
        return f"{self.member} {'hears' if self.is_on else 'does not hear'} of {self.list}"


class ListMention(Model):
    """A member named in a comment on a list."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(ListComment, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "comment"], name="one_mention_per_comment_on_a_list")
        ]
        indexes = [models.Index(fields=["member", "-created_at", "-id"], name="mentions_in_lists")]

    def __str__(self) -> str:
        return f"{self.member} in {self.comment}"


LIST_THREADS = Threads(
    kind="list-comment",
    noun="list",
    address="/lists/",
    column="list",
    posts=List,
    comments=ListComment,
    subscriptions=ListSubscription,
    mentions=ListMention,
    closed_by="comments_are_for_open_lists",
)
