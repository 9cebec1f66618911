"""All that a profile shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accounts.models import Member
from films.models import Film
from lists.queries.covers import ListCard, list_cards
from lists.queries.hub import lists_on_profile, numbers_of_lists
from lists.queries.parts import parts_of_list_cards
from reviews.actions.pins import PINS
from reviews.models import Entry
from reviews.queries.blindness import without_stars
from reviews.queries.cards import Card, cards
from reviews.queries.diary import latest_in_diary
from reviews.queries.members import stats_of
from reviews.queries.parts import parts_of_cards, parts_of_entries, parts_of_member
from reviews.queries.posters import favourites_of
from reviews.queries.ratings import Histogram, histogram_of_member
from reviews.queries.reviews import (
    NEWEST_FIRST,
    POPULAR_FIRST,
    films_since,
    films_this_year,
    first_of_the_year,
    first_reviews_by,
    pinned_reviews,
)
from social.models import Viewer
from social.queries import Relation
from web.finding import first_or_404
from web.kept import Part, answer, listing, rows
from web.viewer import NOBODY

LATEST_ENTRIES = 4
REVIEWS = 3
LISTS = 3


@dataclass(frozen=True)
class Face:
    """What everybody may know of a member: all that a private one shows to those who do not follow."""

    member: Member
    relation: Relation
    is_visitor: bool

    @property
    def website(self) -> str:
        """The member's website as people write it, without the scheme."""
        return self.member.website.partition("://")[2].rstrip("/")


@dataclass(frozen=True)
class Profile(Face):
    """A member as this viewer sees them, who may see what they did."""

    films: int
    films_this_year: int
    followers: int
    following: int
    histogram: Histogram
    favourites: list[Film]
    latest: list[Entry]
    pinned: list[Card]
    recent: list[Card]
    popular: list[Card]
    lists: list[ListCard]
    lists_number: int

    @property
    def is_empty(self) -> bool:
        return not (self.films or self.favourites or self.latest or self.recent or self.lists)


def profile_of(member: Member, viewer: Viewer, relation: Relation) -> Profile:
    stats: Any = first_or_404(stats_of(member))
    pinned = pinned_reviews(member, viewer, at_most=PINS) if stats.has_pins else []
    recent = first_reviews_by(member, viewer, order=NEWEST_FIRST, at_most=REVIEWS)
    # As many more as may be among the recent ones.
    liked = first_reviews_by(member, viewer, order=POPULAR_FIRST, at_most=2 * REVIEWS, is_liked=True)
    popular = [review for review in liked if review not in recent][:REVIEWS]
    lists = lists_on_profile(member, viewer, at_most=LISTS)
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
        latest=without_stars(latest_in_diary(member, viewer, at_most=LATEST_ENTRIES), viewer),
        pinned=cards(pinned, viewer),
        recent=cards(recent, viewer),
        popular=cards(popular, viewer),
        lists=list_cards(lists, viewer),
        lists_number=lists[0].number if lists else 0,  # type: ignore[attr-defined]
    )


def parts_of_face(face: Face) -> list[Part]:
    """All that the profile of a private member shows a visitor."""
    return [rows(Member, [face.member])]


def parts_of(profile: Profile) -> list[Part]:
    """All that the profile shows a visitor."""
    member = profile.member
    return [
        *parts_of_member(member),
        rows(Film, profile.favourites),
        listing(latest_in_diary, member, NOBODY, at_most=LATEST_ENTRIES),
        *parts_of_entries(profile.latest),
        listing(pinned_reviews, member, NOBODY, at_most=PINS),
        listing(first_reviews_by, member, NOBODY, order=NEWEST_FIRST, at_most=REVIEWS),
        listing(first_reviews_by, member, NOBODY, order=POPULAR_FIRST, at_most=2 * REVIEWS, is_liked=True),
        *parts_of_cards([*profile.pinned, *profile.recent, *profile.popular]),
        listing(lists_on_profile, member, NOBODY, at_most=LISTS),
        answer(numbers_of_lists, member, NOBODY),
        *parts_of_list_cards(profile.lists),
        answer(films_since, member, first_of_the_year(member), NOBODY),
    ]
