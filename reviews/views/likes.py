"""Likes of reviews: giving, taking back, and who gave."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from reviews.actions import likes as actions
from reviews.queries.cards import card
from reviews.queries.entries import entries_for_cards, entry_or_404, readable_entries, reviews_at
from reviews.queries.members import LATEST_LIKE_FIRST, first_likes_of, likes_of
from web.access import sign_in_first
from web.finding import first_or_404
from web.paging import page_of
from web.parts import part_answer
from web.redirects import next_url
from web.viewer import viewer_of

LIKES_A_PAGE = 50
REFUSAL = "This review cannot be liked: it is your own, or it has no text any more."


def page_of_review(request: HttpRequest, pk: int) -> str:
    """Where somebody comes back to who signed in to like a review."""
    return next((entry.url for entry in readable_entries(pk, request.user)), "/")


@require_POST
@sign_in_first(page=page_of_review)
def like(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        actions.like_review(pk, by=request.user)
    except actions.CannotBeLiked:
        return answer(request, pk, refusal=REFUSAL)
    except Suspended:
        return answer(request, pk, refusal=request.user.suspension)
    return answer(request, pk)


@require_POST
@sign_in_first(page=page_of_review)
def unlike(request: MemberRequest, pk: int) -> HttpResponse:
    actions.unlike_review(pk, by=request.user)
    return answer(request, pk)


def answer(request: MemberRequest, pk: int, refusal: str = "") -> HttpResponse:
    """The button as it stands now, or the page the plain form came from."""
    entry = first_or_404(entries_for_cards(pk, request.user))
    if request.htmx:
        shown = card(entry, request.user)
        return part_answer(
            request, "reviews/like_button", card=shown, refusal=refusal, status=422 if refusal else 200
        )
    if refusal:
        messages.error(request, refusal)
    return redirect(next_url(request, entry.url))


@require_safe
def likes(request: HttpRequest, username: str, slug: str, number: int = 1) -> HttpResponse:
    """Who liked this review, latest first."""
    viewer = viewer_of(request)
    review = entry_or_404(reviews_at(username, slug, number, viewer), username)
    page = page_of(
        partial(likes_of, review, viewer),
        request,
        order=LATEST_LIKE_FIRST,
        size=LIKES_A_PAGE,
        first=partial(first_likes_of, review, viewer),
    )
    context = {"entry": review, "film": review.film, "author": review.author, "page": page}
    return render(request, "reviews/likes.html", context)
