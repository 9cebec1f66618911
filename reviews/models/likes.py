"""The like of a review: how writing travels."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from films.models import Film
from reviews import triggers
from reviews.models.entries import Entry
from social.triggers import statement_triggers
from web.models import Model


class ReviewLike(Model):
    """One per member and review, never on one's own, only on text its giver may read."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="likes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # The entry's film, put here by the database, so that "X liked these reviews" is one look into an index.
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="+", editable=False)
    # Likewise its author, so that what one's reviews were given is one look too; empty only on likes from before.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+", editable=False
    )
    # Did its giver rate the film differently from the author, by ACROSS half-stars, when they liked it?
    is_across = models.BooleanField(default=False, db_default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "member"], name="one_like_per_member_and_review")
        ]
        indexes = [
            models.Index(fields=["member", "film", "-created_at"], name="likes_of_member_on_film"),
            models.Index(fields=["member", "-created_at", "-id"], name="likes_of_member"),
            models.Index(fields=["entry", "-created_at", "-id"], name="likes_of_review"),
            models.Index(fields=["created_at", "entry"], name="likes_by_time"),
            models.Index(fields=["author", "-created_at", "-id"], name="likes_received"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="likes_are_for_readable_reviews_of_others",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=triggers.CHECK_LIKE_DECLARATIONS,
                func=triggers.CHECK_LIKE,
            ),
            *statement_triggers("like_counts", triggers.COUNT_LIKES, kinds=["insert", "delete"]),
        ]

    def __str__(self) -> str:
        return f"{self.member} likes {self.entry}"
