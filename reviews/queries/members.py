"""Members by what they did with a film or a review."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import Member
from films.models import Film
from reviews.models import Entry, Mark, MarkQuerySet, ReviewLike
from social.models import Follow, Viewer
from social.queries import without_blocks_of


def marks_of(film: Film, viewer: Viewer) -> MarkQuerySet:
    """Everybody's marks of the film, each with its member, without those the viewer has a block with."""
    return without_blocks_of(Mark.objects.about(film).with_member(), viewer, member="member")  # type: ignore[return-value]


def likes_of(review: Entry, viewer: Viewer) -> QuerySet[ReviewLike]:
    """Who liked the review, each with their member."""
    likes = ReviewLike.objects.filter(entry=review).select_related("member")
    return without_blocks_of(likes, viewer, member="member")


def liked_by_people_followed(review: Entry, viewer: Viewer, *, at_most: int) -> list[Member]:
    """The people this viewer follows who liked the review, latest first. No query for a visitor."""
    if not viewer.is_authenticated:
        return []
    followed = Follow.objects.filter(follower=viewer, followed=OuterRef("member"))
    likes = likes_of(review, viewer).filter(Exists(followed)).order_by("-created_at", "-pk")
    return [like.member for like in likes[:at_most]]
