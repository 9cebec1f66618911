"""Members by what they did with a film or a review."""

from __future__ import annotations

from django.db.models import F, OuterRef, QuerySet

from accounts.models import Member, beyond_the_name
from films.models import Film
from reviews.models import Entry, Mark, MarkQuerySet, MemberStats, ReviewLike
from social.models import Viewer, followed_by
from social.queries import shown_to
from web.prepared import Holds, prepared

LATEST_LIKE_FIRST = ("-created_at", "-pk")


def marks_of(film: Film, viewer: Viewer) -> MarkQuerySet:
    """All marks of the film that this viewer may know of, each with its member."""
    return Mark.objects.visible_to(viewer).about(film).with_member()


@prepared
def rated_by_people_followed(film: Film, viewer: Viewer, *, at_most: int) -> MarkQuerySet:
    """The marks of the people this viewer follows who rated the film, highest first, each with its member."""
    # Nobody follows across a block, and a private member only as one of those who are let in.
    rated = Mark.objects.about(film).filter(rating__isnull=False, member__is_any_of=followed_by(viewer))
    return (
        rated.with_member()
        .defer(*beyond_the_name("member"))
        .order_by("-rating", "-rated_at", "-pk")[:at_most]
    )


def likes_of(review: Entry, viewer: Viewer) -> QuerySet[ReviewLike]:
    """Who liked the review, as far as the viewer may know, each with their member; its author knows of all."""
    likes = with_members(ReviewLike.objects.filter(entry=review))
    return shown_to(likes, viewer, member="member", or_to="author")


def with_members(likes: QuerySet[ReviewLike]) -> QuerySet[ReviewLike]:
    return likes.select_related("member").defer(*beyond_the_name("member"))


@prepared
def first_likes_of(review: Entry, viewer: Viewer, *, at_most: int) -> QuerySet[ReviewLike]:
    return likes_of(review, viewer).order_by(*LATEST_LIKE_FIRST)[:at_most]


def liked_by_people_followed(review: Entry, viewer: Viewer, *, at_most: int) -> list[Member]:
    """The people this viewer follows who liked the review, latest first. No query for a visitor."""
    if not viewer.is_authenticated:
        return []
    return [like.member for like in likes_by_people_followed(review, viewer, at_most=at_most)]


@prepared
def likes_by_people_followed(review: Entry, viewer: Viewer, *, at_most: int) -> QuerySet[ReviewLike]:
    # Nobody follows across a block, so blocks need not be asked for.
    likes = ReviewLike.objects.filter(entry=review, member__is_any_of=followed_by(viewer))
    return with_members(likes).order_by(*LATEST_LIKE_FIRST)[:at_most]


@prepared
def stats_of(member: Member) -> QuerySet[MemberStats]:
    """What the member did, counted; adds `followers`, `following` and `has_pins`."""
    pinned = Entry.objects.standing().filter(author=OuterRef("member"), pinned_at__isnull=False)
    return MemberStats.objects.filter(member=member).annotate(
        followers=F("member__follow_counts__followers"),
        following=F("member__follow_counts__following"),
        has_pins=Holds(pinned),
    )
