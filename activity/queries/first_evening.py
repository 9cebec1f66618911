"""What a member finds who follows nobody yet: films that many have seen, and people worth following."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Member
from activity.queries.mutes import met_by
from activity.queries.taste import nearest_members
from films.models import Film, FilmQuerySet
from reviews.models import Mark, ReviewLike
from social.models import FollowCounts, followed_by
from web.prepared import Holds, prepared

LOOKED_AT = 60


class Suggestion(NamedTuple):
    """Somebody to follow, and why: how many of their reviews the viewer liked, on how many films they agree."""

    member: Member
    films: int = 0
    reviews: int = 0
    liked: int = 0
    agreed: int = 0
    shared: int = 0


@prepared
def films_many_have_seen(viewer: Member, *, at_most: int) -> FilmQuerySet:
    """The best known films that this viewer has not rated."""
    rated = Mark.objects.filter(member=viewer, film=OuterRef("pk"), rating__isnull=False)
    films = Film.objects.offered().filter(stats__popularity__gt=0).filter(~Holds(rated)).defer("synopsis")
    return films.order_by("-stats__popularity", "-stats__film")[:at_most]


def people_to_follow(viewer: Member, *, at_most: int) -> list[Suggestion]:
    """Those nearest in taste, as far as they are known, the authors of the reviews this viewer liked, and those whom
    most people follow: all who fit, in this order."""
    near = [
        Suggestion(one.other, agreed=one.agreed_count, shared=one.shared_count)
        for one in nearest_members(viewer, at_most=at_most // 2)
    ]
    taken = {one.member.pk for one in near}
    others: list[Any] = well_liked_or_well_followed(viewer, at_most=at_most)
    known = [
        Suggestion(one.member, one.films, one.reviews, one.liked) for one in others if one.pk not in taken
    ]
    return [*near, *known][:at_most]


@prepared
def well_liked_or_well_followed(viewer: Member, *, at_most: int) -> QuerySet[FollowCounts]:
    """Adds `films`, `reviews` and `liked`: how many of their reviews the viewer likes."""
    likes = ReviewLike.objects.filter(member=viewer)
    authors = likes.filter(author__isnull=False).order_by("-created_at").values("author")[:LOOKED_AT]
    known = FollowCounts.objects.order_by("-followers", "member").values("pk")[:LOOKED_AT]
    candidates = Q(pk__is_any_of=ArraySubquery(authors)) | Q(pk__is_any_of=ArraySubquery(known))
    liked = likes.filter(author=OuterRef("pk")).order_by().values("author").annotate(number=Count("pk"))
    people = FollowCounts.objects.filter(
        candidates, member__is_active=True, member__stats__reviews_count__gt=0
    )
    people = met_by(viewer, people.exclude(pk=viewer.pk)).exclude(pk__is_any_of=followed_by(viewer))
    return (
        people.select_related("member")
        .annotate(
            films=F("member__stats__films_count"),
            reviews=F("member__stats__reviews_count"),
            liked=Coalesce(Subquery(liked.values("number")), 0),
        )
        .order_by("-liked", "-followers", "pk")[:at_most]
    )
