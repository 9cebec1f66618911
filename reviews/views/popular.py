"""What to read now."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.models import Entry
from reviews.queries import reviews as reading
from reviews.queries.cards import cards
from reviews.views.finding import asked_word
from social.models import Viewer
from web.paging import Page, page_of
from web.viewer import viewer_of

REVIEWS_A_PAGE = 24


@require_safe
def popular(request: HttpRequest) -> HttpResponse:
    """The reviews most liked in the last seven days, or the newest."""
    viewer = viewer_of(request)
    sort = asked_word(request, "sort", ["popular", "newest"], "popular")
    page = newest_page(request, viewer) if sort == "newest" else popular_page(request, viewer)
    return render(
        request, "reviews/popular.html", {"page": page, "cards": cards(page.rows, viewer), "sort": sort}
    )


def popular_page(request: HttpRequest, viewer: Viewer) -> Page[Entry]:
    since = reading.start_of_the_week()
    return page_of(
        partial(reading.popular_this_week, viewer, since),
        request,
        order=reading.POPULAR_THIS_WEEK,
        size=REVIEWS_A_PAGE,
        first=partial(reading.most_liked_since, viewer, since),
    )


def newest_page(request: HttpRequest, viewer: Viewer) -> Page[Entry]:
    return page_of(
        lambda: reading.newest_reviews(viewer).for_cards(viewer),
        request,
        order=reading.NEWEST_FIRST,
        size=REVIEWS_A_PAGE,
        first=partial(reading.first_newest_reviews, viewer),
    )
