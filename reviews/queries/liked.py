"""Reviews and members by who liked whom: on a film, and over what a member liked or was liked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Func, OuterRef, QuerySet

from accounts.models import Member, beyond_the_name
from films.models import Film
from films.models.films import beyond_the_poster
from reviews.models import Entry, ReviewLike
from reviews.queries.entries import NO_TEXTS
from social.models import Follow, Viewer, muted_by
from social.queries import shown_to
from web.prepared import Holds, prepared

LATEST_LIKES = 24
MOST_FOLLOWED, MOST_EACH, MOST_LOOKED_AT = 500, 3, 100
LIKES_COUNTED = 1_000


@dataclass
class LikedReview:
    """A review, and who liked it of the people one follows, latest first."""

    review: Entry
    givers: list[Member] = field(default_factory=list)


def reviews_liked_by_people_followed(film: Film, viewer: Member, *, at_most: int) -> list[LikedReview]:
    """The reviews of the film that people this viewer follows liked last, of those the viewer may read."""
    found: dict[int, LikedReview] = {}
    for like in likes_of_film_by_people_followed(film, viewer, at_most=LATEST_LIKES):
        found.setdefault(like.entry_id, LikedReview(like.entry)).givers.append(like.member)
    return list(found.values())[:at_most]


@prepared
def likes_of_film_by_people_followed(film: Film, viewer: Member, *, at_most: int) -> QuerySet[ReviewLike]:
    readable = Entry.objects.visible_to(viewer).without_muted_authors(viewer).filter(pk=OuterRef("entry"))
    given = ReviewLike.objects.filter(pk__is_any_of=ArraySubquery(likes_given(film, viewer)))
    latest = given.order_by("-created_at", "-pk").values("pk")[:MOST_LOOKED_AT]
    shown = ReviewLike.objects.filter(Holds(readable), pk__is_any_of=ArraySubquery(latest))
    shown = shown.select_related("member", "entry__author", "entry__film")
    unread = [*NO_TEXTS, "lead_html", *beyond_the_name("author"), *beyond_the_poster("film")]
    shown = shown.defer(*(f"entry__{name}" for name in unread), *beyond_the_name("member"))
    return shown.order_by("-created_at", "-pk")[:at_most]


def likes_given(film: Film, viewer: Member) -> QuerySet[Member, int]:
    """The keys of the latest likes of the film's reviews by the people this viewer follows, MOST_EACH of MOST_FOLLOWED.

    Asked for each of them: PostgreSQL expects the likes of any film to be few, and would go through all of a well-known
    one's.
    """
    follows = Follow.objects.filter(follower=viewer).exclude(followed__is_any_of=muted_by(viewer))
    followed = ArraySubquery(follows.order_by("-created_at", "-pk").values("followed")[:MOST_FOLLOWED])
    likes = ReviewLike.objects.filter(member=OuterRef("pk"), film=film).order_by("-created_at")
    keys = Func(ArraySubquery(likes.values("pk")[:MOST_EACH]), function="unnest")
    return Member.objects.filter(pk__is_any_of=followed).values_list(keys, flat=True)


class Counted(NamedTuple):
    """A member, and how many likes that is about."""

    member: Member
    likes: int


def authors_liked_by(member: Member, viewer: Viewer, *, at_most: int) -> list[Counted]:
    """Whose reviews the member likes most, of the last LIKES_COUNTED: as far as the viewer may read those reviews."""
    return with_members(likes_by_author(member, viewer, at_most=at_most))


def givers_of_likes_to(member: Member, viewer: Viewer, *, at_most: int) -> list[Counted]:
    """Who likes the member's reviews most, likewise."""
    return with_members(likes_by_giver(member, viewer, at_most=at_most))


def with_members(counts: list[tuple[int, int]]) -> list[Counted]:
    known = {member.pk: member for member in faces([key for key, _ in counts])}
    return [Counted(known[key], likes) for key, likes in counts if key in known]


@prepared
def faces(keys: list[int]) -> QuerySet[Member]:
    return Member.objects.filter(pk__is_any_of=keys, is_active=True).only(
        "username", "display_name", "avatar", "is_active"
    )


@prepared
def likes_by_author(member: Member, viewer: Viewer, *, at_most: int) -> QuerySet[ReviewLike, tuple[int, int]]:
    latest = ReviewLike.objects.filter(member=member).order_by("-created_at", "-pk")
    return counted_by("author", readable(latest, viewer), at_most=at_most)


@prepared
def likes_by_giver(member: Member, viewer: Viewer, *, at_most: int) -> QuerySet[ReviewLike, tuple[int, int]]:
    latest = ReviewLike.objects.filter(author=member).order_by("-created_at", "-pk")
    shown = shown_to(readable(latest, viewer), viewer, member="member", or_to="author")
    return counted_by("member", shown, at_most=at_most)


def readable(latest: QuerySet[ReviewLike], viewer: Viewer) -> QuerySet[ReviewLike]:
    """The first LIKES_COUNTED of these likes, where this viewer may read the review."""
    reviews = Entry.objects.visible_to(viewer).without_muted_authors(viewer).filter(pk=OuterRef("entry"))
    keys = ArraySubquery(latest.values("pk")[:LIKES_COUNTED])
    return ReviewLike.objects.filter(Holds(reviews), pk__is_any_of=keys)


def counted_by(
    whom: str, likes: QuerySet[ReviewLike], *, at_most: int
) -> QuerySet[ReviewLike, tuple[int, int]]:
    counts = likes.values(whom).annotate(likes=Count("pk")).order_by("-likes", whom)
    return counts.values_list(whom, "likes")[:at_most]
