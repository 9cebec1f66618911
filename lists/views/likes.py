"""Likes of lists: giving, taking back, and who gave."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from lists.actions import likes as actions
from lists.queries.likes import LATEST_LIKE_FIRST, first_likes_of, likes_of, lists_with_like
from lists.queries.lists import list_or_404, names_of_lists_at
from lists.views.finding import page_of_list
from web.access import sign_in_first
from web.finding import first_or_404
from web.paging import page_of
from web.parts import part_answer
from web.redirects import next_url
from web.viewer import viewer_of

LIKES_A_PAGE = 50
REFUSAL = "This list cannot be liked: it is your own, or it is not for you to read any more."


@require_POST
@sign_in_first(page=page_of_list)
def like(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        actions.like_list(pk, by=request.user)
    except actions.CannotBeLiked:
        return answer(request, pk, refusal=REFUSAL)
    except Suspended:
        return answer(request, pk, refusal=request.user.suspension)
    return answer(request, pk)


@require_POST
@sign_in_first(page=page_of_list)
def unlike(request: MemberRequest, pk: int) -> HttpResponse:
    actions.unlike_list(pk, by=request.user)
    return answer(request, pk)


def answer(request: MemberRequest, pk: int, refusal: str = "") -> HttpResponse:
    """The button as it stands now, or the page the plain form came from."""
    shown = first_or_404(lists_with_like(pk, request.user))
    if request.htmx:
        own = shown.author_id == request.user.pk
        named = {"list": shown, "is_own": own, "is_visitor": False, "refusal": refusal}
        return part_answer(request, "lists/like_button", status=422 if refusal else 200, **named)
    if refusal:
        messages.error(request, refusal)
    return redirect(next_url(request, shown.url))


@require_safe
def likes(request: HttpRequest, username: str, slug: str) -> HttpResponse:
    """Who liked this list, latest first."""
    viewer = viewer_of(request)
    shown = list_or_404(names_of_lists_at(username, slug, viewer), username)
    page = page_of(
        partial(likes_of, shown, viewer),
        request,
        order=LATEST_LIKE_FIRST,
        size=LIKES_A_PAGE,
        first=partial(first_likes_of, shown, viewer),
    )
    return render(request, "lists/likes.html", {"list": shown, "author": shown.author, "page": page})
