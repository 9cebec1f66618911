"""What to read now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.queries import reviews as reading
from reviews.queries.cards import cards
from reviews.views.finding import asked_word
from web.paging import page_of
from web.viewer import viewer_of

REVIEWS_A_PAGE = 24


@require_safe
def popular(request: HttpRequest) -> HttpResponse:
    """The reviews most liked in the last seven days, or the newest."""
    viewer = viewer_of(request)
    sort = asked_word(request, "sort", ["popular", "newest"], "popular")
    if sort == "newest":
        page = page_of(
            reading.newest_reviews(viewer), request, order=reading.NEWEST_FIRST, size=REVIEWS_A_PAGE
        )
    else:
        page = page_of(
            reading.popular_this_week(viewer), request, order=reading.POPULAR_THIS_WEEK, size=REVIEWS_A_PAGE
        )
    return render(
        request, "reviews/popular.html", {"page": page, "cards": cards(page.rows, viewer), "sort": sort}
    )
