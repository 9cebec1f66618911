"""All that a profile shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from accounts.models import Member
from films.models import Film
from reviews.models import Entry, MemberStats
from reviews.queries.cards import Card, cards
from reviews.queries.posters import favourites_of
from reviews.queries.ratings import Histogram, histogram_of_member
from reviews.queries.reviews import DIARY_ORDER, NEWEST_FIRST, POPULAR_FIRST, films_this_year, reviews_by
from social.models import Viewer
from social.queries import Relation

LATEST_ENTRIES = 4
REVIEWS = 3


@dataclass(frozen=True)
class Profile:
    """A member as this viewer sees them."""

    member: Member
    relation: Relation
    is_visitor: bool
    films: int
    films_this_year: int
    followers: int
    following: int
    histogram: Histogram
    favourites: list[Film]
    latest: list[Entry]
    recent: list[Card]
    popular: list[Card]

    @property
    def website(self) -> str:
        """The member's website as people write it, without the scheme."""
        return self.member.website.partition("://")[2].rstrip("/")

    @property
    def is_empty(self) -> bool:
        return not (self.films or self.favourites or self.latest or self.recent)


def profile_of(member: Member, viewer: Viewer, relation: Relation) -> Profile:
    stats = MemberStats.objects.annotate(
        followers=F("member__follow_counts__followers"), following=F("member__follow_counts__following")
    ).get(member=member)
    reviews = reviews_by(member, viewer)
    recent = cards(reviews.order_by(*NEWEST_FIRST)[:REVIEWS], viewer)
    others = reviews.exclude(pk__in=[card.review.pk for card in recent]).filter(stats__likes_count__gt=0)
    popular = cards(others.order_by(*POPULAR_FIRST)[:REVIEWS], viewer)
    return Profile(
        member=member,
        relation=relation,
        is_visitor=not viewer.is_authenticated,
        films=stats.films_count,
        films_this_year=films_this_year(member, viewer),
        followers=stats.followers,
        following=stats.following,
        histogram=histogram_of_member(member, stats),
        favourites=favourites_of(member),
        latest=latest_entries(member, viewer),
        recent=recent,
        popular=popular,
    )


def latest_entries(member: Member, viewer: Viewer) -> list[Entry]:
    diary = (
        Entry.objects.visible_to(viewer)
        .by(member)
        .in_diary()
        .select_related("author", "film")
        .with_author_liked_film()
    )
    return list(diary.defer("text", "text_html", "film__synopsis").order_by(*DIARY_ORDER)[:LATEST_ENTRIES])
