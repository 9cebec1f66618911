"""The feed by itself: of the people one follows, of oneself, and what others did to one's own."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Member
from accounts.requests import MemberRequest
from activity.queries.events import Place, beginning, place_at, token_of
from activity.queries.feed import KINDS, feed_page
from activity.queries.happenings import ENTRY, FOLLOW, LIKE, LIST, LIST_LIKE, REVIEW
from activity.queries.notices import ALL, EVERYTHING
from activity.queries.telling import notice_page
from web.access import sign_in_first
from web.paging import PARAMETER, address

ASKED = {
    "reviews": (REVIEW,),
    "diary": (ENTRY,),
    "lists": (LIST,),
    "likes": (LIKE, LIST_LIKE),
    "follows": (FOLLOW,),
}
WORDS = {
    "": "All",
    "reviews": "Reviews",
    "diary": "Logged films",
    "lists": "Lists",
    "likes": "Likes",
    "follows": "Follows",
}


def asked_place(request: HttpRequest, kinds: tuple[str, ...]) -> Place:
    """Where the page begins. Raises BadRequest for a token that is none of ours."""
    token = request.GET.get(PARAMETER, "")
    return place_at(token, kinds) if token else beginning()


def asked_kind(request: HttpRequest) -> str:
    """The word in `?kind=`, "" for all. Raises BadRequest for any other."""
    kind = request.GET.get("kind", "")
    if kind not in WORDS:
        raise BadRequest(f"kind is one of: {', '.join(ASKED)}.")
    return kind


def kind_links(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The filters of the feed as links."""
    return [
        {
            "name": name,
            "url": f"{request.path}?kind={kind}" if kind else request.path,
            "is_current": kind == current,
        }
        for kind, name in WORDS.items()
    ]


def paged(request: HttpRequest, ends: Place | None) -> dict[str, str]:
    """The addresses of the first and the next page."""
    return {
        "first_url": address(request, "") if request.GET.get(PARAMETER) else "",
        "next_url": address(request, token_of(ends)) if ends else "",
    }


def feed_of(request: HttpRequest, member: Member, *, own: bool = False) -> dict[str, Any]:
    """What a page with a feed shows: rows, filters, ways on."""
    kind = asked_kind(request)
    kinds = ASKED[kind] if kind else KINDS
    found = feed_page(member, asked_place(request, KINDS), kinds, own=own)
    return {
        "rows": found.rows,
        "kind": kind,
        "kinds": kind_links(request, kind),
        "page": paged(request, found.ends),
        "here": request.get_full_path(),
    }


@require_safe
@sign_in_first
def activity(request: MemberRequest) -> HttpResponse:
    return render(request, "activity/activity.html", feed_of(request, request.user))


@require_safe
@sign_in_first
def you(request: MemberRequest) -> HttpResponse:
    return render(request, "activity/you.html", feed_of(request, request.user, own=True))


@require_safe
@sign_in_first
def incoming(request: MemberRequest) -> HttpResponse:
    """All that others did to what is the member's, also what they have no notices of."""
    found = notice_page(request.user, asked_place(request, ALL), EVERYTHING)
    context = {"notices": found.notices, "page": paged(request, found.ends)}
    return render(request, "activity/incoming.html", context)
