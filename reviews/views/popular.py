"""What to read now."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activity.queries.popular import (
    LIKED_REVIEWS,
    LIMITS,
    PERIODS,
    in_rank,
    ranked,
    reviews_shown,
)
from reviews.models import Entry
from reviews.queries import reviews as reading
from reviews.queries.cards import cards
from social.models import Viewer
from web.access import to_sign_in
from web.finding import asked_word
from web.paging import Page, page_of
from web.viewer import viewer_of

REVIEWS_A_PAGE = 24


@require_safe
def popular(request: HttpRequest) -> HttpResponse:
    """The reviews most liked in a period, by everybody or by the people the viewer follows; or the newest."""
    viewer = viewer_of(request)
    sort = asked_word(request, "sort", ["popular", "newest"], "popular")
    period = asked_word(request, "period", PERIODS, "week")
    is_among = asked_word(request, "among", ["following"]) == "following"
    if is_among and not viewer.is_authenticated:
        return to_sign_in(request, request.get_full_path())
    if sort == "newest":
        page = newest_page(request, viewer)
    elif is_among or period in {"month", "year"}:
        page = ranked_page(viewer, period, is_among=is_among)
    else:
        page = all_time_page(request, viewer) if period == "all" else week_page(request, viewer)
    context = {"page": page, "cards": cards(page.rows, viewer), "sort": sort, "limits": LIMITS}
    asked = {"periods": PERIODS, "period": period, "is_among": is_among}
    return render(request, "reviews/popular.html", context | asked)


def ranked_page(viewer: Viewer, period: str, *, is_among: bool) -> Page[Entry]:
    """The first of a ranking that is no longer than a page."""
    ranks = ranked(LIKED_REVIEWS, period, among=viewer if is_among else None)  # type: ignore[arg-type]
    found = in_rank(reviews_shown([one.key for one in ranks], viewer), ranks)
    return Page(found[:REVIEWS_A_PAGE], first_url="", next_url="")


def week_page(request: HttpRequest, viewer: Viewer) -> Page[Entry]:
    since = reading.start_of_the_week()
    return page_of(
        partial(reading.popular_this_week, viewer, since),
        request,
        order=reading.POPULAR_THIS_WEEK,
        size=REVIEWS_A_PAGE,
        first=partial(reading.most_liked_since, viewer, since),
    )


def all_time_page(request: HttpRequest, viewer: Viewer) -> Page[Entry]:
    return page_of(
        lambda: reading.weightiest_reviews(viewer).for_cards(viewer),
        request,
        order=reading.WEIGHTIEST_FIRST,
        size=REVIEWS_A_PAGE,
        first=partial(reading.first_weightiest_reviews, viewer),
    )


def newest_page(request: HttpRequest, viewer: Viewer) -> Page[Entry]:
    return page_of(
        lambda: reading.newest_reviews(viewer).for_cards(viewer),
        request,
        order=reading.NEWEST_FIRST,
        size=REVIEWS_A_PAGE,
        first=partial(reading.first_newest_reviews, viewer),
    )
