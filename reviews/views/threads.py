"""The bell: hearing of new comments under a review, or not."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.requests import MemberRequest
from reviews.actions import threads as actions
from reviews.models import Entry
from reviews.queries.comments import bell_of, reviews_with_thread
from reviews.views.likes import page_of_review
from web.access import sign_in_first
from web.finding import first_or_404
from web.parts import part_answer
from web.redirects import next_url


@require_POST
@sign_in_first(page=page_of_review)
def subscribe(request: MemberRequest, pk: int) -> HttpResponse:
    review = first_or_404(reviews_with_thread(pk, request.user))
    actions.subscribe(review, by=request.user)
    return answer(request, review)


@require_POST
@sign_in_first(page=page_of_review)
def unsubscribe(request: MemberRequest, pk: int) -> HttpResponse:
    review = first_or_404(reviews_with_thread(pk, request.user))
    actions.unsubscribe(review, by=request.user)
    return answer(request, review)


def answer(request: MemberRequest, review: Entry) -> HttpResponse:
    """The bell as it stands now, or the page the plain form came from."""
    if not request.htmx:
        return redirect(next_url(request, f"{review.url}#comments"))
    now = first_or_404(reviews_with_thread(review.pk, request.user))
    return part_answer(request, "reviews/bell", bell=bell_of(now, request.user))
