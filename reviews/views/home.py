"""The front door: for visitors what the site is, for members what the people they follow watched and wrote."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Member
from films.models import Film
from reviews.queries import reviews as reading
from reviews.queries.cards import cards
from reviews.queries.diary import feed_of, first_of_feed, start_of_feed
from reviews.queries.films import films_wanted_by, most_popular_films
from reviews.queries.parts import parts_of_cards
from social.models import Viewer
from web.kept import Part, kept_for_visitors, listing, resting_on, rows
from web.paging import page_of
from web.viewer import NOBODY, viewer_of

HERO_POSTERS = 5
POPULAR_FILMS = 8
POPULAR_REVIEWS = 6
FEED_A_PAGE = 20
WATCHLIST_STRIP = 5


@require_safe
@kept_for_visitors()
def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return members_home(request, viewer) if viewer.is_authenticated else visitors_home(request, viewer)


def visitors_home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    films = most_popular_films(at_most=HERO_POSTERS + POPULAR_FILMS)
    context = {
        "hero": films[:HERO_POSTERS],
        "films": films[HERO_POSTERS:],
        "cards": cards(reading.popular_now(viewer, at_most=POPULAR_REVIEWS), viewer),
    }
    return resting_on(render(request, "reviews/home.html", context), parts_of, context)


def parts_of(context: Mapping[str, Any]) -> list[Part]:
    """All that the page shows a visitor. What was liked a week ago counts until the page is built anew."""
    week = reading.start_of_the_week()
    return [
        rows(Film, [*context["hero"], *context["films"]]),
        listing(most_popular_films, at_most=HERO_POSTERS + POPULAR_FILMS),
        listing(reading.most_liked_since, NOBODY, week, at_most=POPULAR_REVIEWS),
        listing(reading.first_newest_reviews, NOBODY, at_most=POPULAR_REVIEWS),
        *parts_of_cards(context["cards"]),
    ]


def members_home(request: HttpRequest, member: Member) -> HttpResponse:
    """The feed; where it is empty, what to read and whom to follow."""
    since = start_of_feed()
    page = page_of(
        lambda: feed_of(member, since).for_cards(member),
        request,
        order=reading.NEWEST_FIRST,
        size=FEED_A_PAGE,
        first=partial(first_of_feed, member, since),
    )
    context = {
        "member": member,
        "page": page,
        "cards": cards(page.rows, member),
        "watchlist": films_wanted_by(member, at_most=WATCHLIST_STRIP),
        "popular": [] if page.rows else cards(reading.popular_now(member, at_most=POPULAR_REVIEWS), member),
    }
    return render(request, "reviews/home.html", context)
