"""Watchlists: who may read one, and what people the viewer follows want or thought of the same films."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet

from accounts.models import Audience, Member, beyond_the_name
from films.models.films import beyond_the_poster
from reviews.models import Mark, MarkQuerySet
from reviews.queries.blindness import without_stars
from social.models import Follow, Viewer, muted_by
from web.prepared import prepared

# Those followed last are asked for: each of them costs one look into an index for each film of a page.
MOST_FOLLOWED_ASKED = 200
LATEST_WANTED_FIRST = ("-watchlisted_at", "-pk")
LATEST_WATCHED_FIRST = ("-watched_at", "-pk")


def watchlist_of(member: Member, viewer: Viewer) -> MarkQuerySet:
    """The member's watchlist, empty for whom it is hidden from."""
    wanted = Mark.objects.of(member).on_watchlist()
    return wanted if shows_watchlist(member, viewer) else wanted.none()


@prepared
def latest_wanted(member: Member, *, at_most: int) -> MarkQuerySet:
    """The beginning of the whole watchlist, with what posters show; ask `shows_watchlist` first."""
    wanted = Mark.objects.of(member).on_watchlist().with_film().defer(*beyond_the_poster("film"))
    return wanted.order_by(*LATEST_WANTED_FIRST)[:at_most]


@prepared
def keys_of_wanted(member: Member, *, at_most: int) -> QuerySet[Mark, int]:
    """To be counted: as many as there are, so many at most."""
    return Mark.objects.of(member).on_watchlist().values_list("pk", flat=True)[:at_most]


def watched_from_watchlist(member: Member) -> MarkQuerySet:
    """What stood on the watchlist when it was watched; each has `wanted_since`."""
    return Mark.objects.of(member).watched().filter(wanted_since__isnull=False)


def shows_watchlist(member: Viewer, viewer: Viewer) -> bool:
    """Whether the viewer, who may see what this member does, may see their watchlist too."""
    if not member.is_authenticated or member.pk == viewer.pk:
        return True
    if member.watchlist_audience == Audience.FOLLOWERS and viewer.is_authenticated:
        return Follow.objects.filter(follower=viewer.pk, followed=member.pk).exists()
    return member.watchlist_audience == Audience.EVERYONE


@dataclass
class Circle:
    """What people the viewer follows have to do with one film: marks with a rating, and who wants to see it."""

    ratings: list[Mark] = field(default_factory=list)
    wanting: list[Member] = field(default_factory=list)


def circles_of(viewer: Viewer, films: Iterable[int], *, besides: Member | None = None) -> dict[int, Circle]:
    """By film. `besides`: whose page it is, and who is therefore not told of. No query for a visitor."""
    found: dict[int, Circle] = {}
    asked = sorted(set(films))
    marks = marks_of_followed(viewer, asked) if viewer.is_authenticated and asked else []
    for mark in without_stars(marks, viewer):
        if besides is None or mark.member_id != besides.pk:
            circle = found.setdefault(mark.film_id, Circle())
            if mark.rating:
                circle.ratings.append(mark)
            if mark.is_on_watchlist and mark.member.watchlist_audience != Audience.ME:
                circle.wanting.append(mark.member)
    return found


@prepared
def marks_of_followed(viewer: Member, films: list[int]) -> MarkQuerySet:
    """Ratings and wishes of the people this viewer follows, for these films. Nobody follows across a block."""
    told = Q(rating__isnull=False) | Q(watchlisted_at__isnull=False)
    marks = Mark.objects.filter(told, member__is_any_of=followed_last_by(viewer), film__is_any_of=films)
    deferred = [name for name in beyond_the_name("member") if name != "member__watchlist_audience"]
    return marks.with_member().defer(*deferred).order_by("-rating", "-watchlisted_at", "-pk")


def followed_last_by(viewer: Member) -> ArraySubquery:
    followed = Follow.objects.filter(follower=viewer.pk).exclude(followed__is_any_of=muted_by(viewer))
    return ArraySubquery(followed.order_by("-created_at", "-pk").values("followed")[:MOST_FOLLOWED_ASKED])
