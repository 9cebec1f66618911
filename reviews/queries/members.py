"""Members by what they did with a film or a review."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet

from accounts.models import Member
from reviews.models import Entry, ReviewLike
from social.models import Follow, Viewer
from social.queries import without_blocks_of

Row = TypeVar("Row", bound=Model)


def without_blocked_members(rows: QuerySet[Row], viewer: Viewer) -> QuerySet[Row]:
    """Leaves out the marks or likes of anyone the viewer blocked, and of anyone who blocked the viewer."""
    if not viewer.is_authenticated:
        return rows
    return rows.filter(Exists(without_blocks_of(Member.objects.filter(pk=OuterRef("member")), viewer)))


def likes_of(review: Entry, viewer: Viewer) -> QuerySet[ReviewLike]:
    """Who liked the review, each with their member."""
    return without_blocked_members(ReviewLike.objects.filter(entry=review).select_related("member"), viewer)


def liked_by_people_followed(review: Entry, viewer: Viewer, *, at_most: int) -> list[Member]:
    """The people this viewer follows who liked the review, latest first. No query for a visitor."""
    if not viewer.is_authenticated:
        return []
    followed = Follow.objects.filter(follower=viewer, followed=OuterRef("member"))
    likes = likes_of(review, viewer).filter(Exists(followed)).order_by("-created_at", "-pk")
    return [like.member for like in likes[:at_most]]
