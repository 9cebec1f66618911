"""The front door: for visitors what the site is, for members what the people they follow watched and wrote."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Member
from reviews.queries import reviews as reading
from reviews.queries.cards import cards
from reviews.queries.diary import feed_of
from reviews.queries.films import films_wanted_by, most_popular_films
from social.models import Viewer
from web.paging import page_of
from web.viewer import viewer_of

HERO_POSTERS = 5
POPULAR_FILMS = 8
POPULAR_REVIEWS = 6
FEED_A_PAGE = 20
WATCHLIST_STRIP = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return members_home(request, viewer) if viewer.is_authenticated else visitors_home(request, viewer)


def visitors_home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    films = list(most_popular_films()[: HERO_POSTERS + POPULAR_FILMS])
    context = {
        "hero": films[:HERO_POSTERS],
        "films": films[HERO_POSTERS:],
        "cards": cards(reading.popular_now(viewer, at_most=POPULAR_REVIEWS), viewer),
    }
    return render(request, "reviews/home.html", context)


def members_home(request: HttpRequest, member: Member) -> HttpResponse:
    """The feed; where it is empty, what to read and whom to follow."""
    page = page_of(feed_of(member), request, order=reading.NEWEST_FIRST, size=FEED_A_PAGE)
    context = {
        "member": member,
        "page": page,
        "cards": cards(page.rows, member),
        "watchlist": films_wanted_by(member, at_most=WATCHLIST_STRIP),
        "popular": [] if page.rows else cards(reading.popular_now(member, at_most=POPULAR_REVIEWS), member),
    }
    return render(request, "reviews/home.html", context)
