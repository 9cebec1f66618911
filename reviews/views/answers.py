"""The reviews that answer one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.queries.answers import OLDEST_ANSWER_FIRST, answers_to
from reviews.queries.blindness import looking
from reviews.queries.cards import cards
from reviews.queries.entries import entry_or_404, reviews_at
from web.paging import page_of
from web.viewer import viewer_of

ANSWERS_A_PAGE = 24


@require_safe
def answers(request: HttpRequest, username: str, slug: str, number: int = 1) -> HttpResponse:
    """The first answer first."""
    viewer = looking(viewer_of(request), request)
    review = entry_or_404(reviews_at(username, slug, number, viewer), username)
    found = answers_to(review, viewer).for_cards(viewer)
    page = page_of(found, request, order=OLDEST_ANSWER_FIRST, size=ANSWERS_A_PAGE)
    context = {"entry": review, "film": review.film, "author": review.author, "page": page}
    return render(request, "reviews/answers.html", context | {"cards": cards(page.rows, viewer)})
