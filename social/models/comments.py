"""The shape of a comment, whatever it stands under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from social.models.posts import Post
from web import text as texts
from web.models import Model


class DeletedBy(models.TextChoices):
    AUTHOR = "author", "Deleted by its author"
    OWNER = "owner", "Deleted by the author of the review"
    MODERATOR = "moderator", "Removed by the moderators"


class Words(Model):
    """What members say under something. A deleted comment keeps its row: a stub says by whom."""

    owner_id: int  # the author of what it stands under, put there by the database

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=texts.LONGEST)
    text_html = models.TextField(editable=False)
    renderer = models.PositiveSmallIntegerField(default=1, editable=False)  # older ones are rendered anew
    save_key = models.UUIDField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_by = models.CharField(max_length=9, choices=DeletedBy, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["author", "save_key"], name="one_%(class)s_per_save"),
            models.CheckConstraint(condition=~Q(text=""), name="a_%(class)s_has_text"),
            models.CheckConstraint(
                condition=Q(deleted_at=None, deleted_by="")
                | Q(deleted_at__isnull=False, deleted_by__in=DeletedBy.values),
                name="a_deleted_%(class)s_says_by_whom",
            ),
        ]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


CommentType = TypeVar("CommentType", bound=Words)


@dataclass(frozen=True)
class Threads(Generic[CommentType]):
    """One kind of threads: what they stand under, and the tables of what is said there and of who hears of it."""

    kind: str  # of the comments, in addresses
    noun: str  # of what they stand under, as people read it
    address: str  # of what they stand under, before its key
    column: str  # that names it in the tables
    posts: type[Post]
    comments: type[CommentType]
    subscriptions: type[models.Model]
    mentions: type[models.Model]
    closed_by: str  # the constraint by which the database refuses what may not be said

    def post_of(self, comment: Words) -> Any:
        """What a comment stands under."""
        return getattr(comment, self.column)

    def post_key(self, comment: Words) -> int:
        """The key of what a comment stands under."""
        key: int = getattr(comment, f"{self.column}_id")
        return key

    def stub_of(self, comment: Words) -> str:
        """By whom a comment was deleted; "" while it stands."""
        if comment.deleted_by == DeletedBy.OWNER:
            return f"Deleted by the author of the {self.noun}"
        return DeletedBy(comment.deleted_by).label if comment.deleted_by else ""

    def form_url(self, post: Post) -> str:
        """Where a comment is sent to."""
        return f"{self.address}{post.pk}/comment/"

    def bell_url(self, post: Post, *, hears: bool) -> str:
        """Where the bell is pressed."""
        return f"{self.address}{post.pk}/{'unsubscribe' if hears else 'subscribe'}/"
