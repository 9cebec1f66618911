"""Following and blocking, and the lists of members that come of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Member
from accounts.queries import member_or_404
from accounts.requests import MemberRequest
from social import actions, queries
from social.models import FollowCounts, Viewer
from web.access import is_htmx, sign_in_first
from web.paging import page_of
from web.redirects import next_url
from web.viewer import viewer_of

MEMBERS_A_PAGE = 30
STATS = ("stats__films_count", "stats__reviews_count")


@require_POST
@sign_in_first
def follow(request: MemberRequest, username: str) -> HttpResponse:
    member, _ = queries.member_for(request.user, username)
    try:
        actions.follow(member, by=request.user)
    except actions.Yourself:
        return refused(request, member, "Nobody follows themselves.")
    except actions.Blocked:
        return refused(request, member, f"You blocked {member.name}. Unblock them first, and then follow.")
    return answer(request, member, followed=True)


@require_POST
@sign_in_first
def unfollow(request: MemberRequest, username: str) -> HttpResponse:
    member, _ = queries.member_for(request.user, username)
    actions.unfollow(member, by=request.user)
    return answer(request, member, followed=False)


@require_POST
@sign_in_first
def block(request: MemberRequest, username: str) -> HttpResponse:
    member, _ = queries.member_for(request.user, username)
    try:
        actions.block(member, by=request.user)
    except actions.Yourself:
        return refused(request, member, "Nobody blocks themselves.")
    messages.success(request, f"You blocked {member.name}. You do not see each other any more.")
    return redirect(next_url(request, member.url))


@require_POST
@sign_in_first
def unblock(request: MemberRequest, username: str) -> HttpResponse:
    """Open to both sides of a mutual block, so that each can end their own half."""
    member = member_or_404(username)
    actions.unblock(member, by=request.user)
    return redirect(next_url(request, member.url))


def answer(request: MemberRequest, member: Member, *, followed: bool) -> HttpResponse:
    """The button as it now stands, with the new number of followers, or the page again."""
    if not is_htmx(request):
        return redirect(next_url(request, member.url))
    counts = FollowCounts.objects.get(member=member)
    context = {"member": member, "followed": followed, "followers": counts.followers}
    return render(request, "social/_follow_answer.html", context)


def refused(request: MemberRequest, member: Member, words: str) -> HttpResponse:
    messages.error(request, words)
    if not is_htmx(request):
        return redirect(next_url(request, member.url))
    context = {"member": member, "followed": False, "can_follow": member != request.user}
    return render(request, "social/_follow_refused.html", context, status=422)


@dataclass(frozen=True)
class MemberRow:
    """One line of a list of members."""

    member: Member
    films: int
    reviews: int
    followed: bool
    can_follow: bool


def member_rows(rows: Iterable[Any], viewer: Viewer, *, member: str) -> list[MemberRow]:
    """Lines of rows that have a `member` of this name and are annotated with `films`, `reviews` and `is_followed`."""
    return [
        MemberRow(
            member=getattr(row, member),
            films=row.films,
            reviews=row.reviews,
            followed=row.is_followed,
            can_follow=viewer.is_authenticated and getattr(row, member) != viewer,
        )
        for row in rows
    ]


@require_safe
def followers(request: HttpRequest, username: str) -> HttpResponse:
    return list_of_follows(request, username, kind="followers")


@require_safe
def following(request: HttpRequest, username: str) -> HttpResponse:
    return list_of_follows(request, username, kind="following")


def list_of_follows(request: HttpRequest, username: str, *, kind: str) -> HttpResponse:
    """Both directions of following are one page with other people on it."""
    viewer = viewer_of(request)
    member, relation = queries.member_for(viewer, username)
    if relation.blocks:
        return redirect(member.url)
    of, side = (
        (queries.followers_of, "follower") if kind == "followers" else (queries.followed_by, "followed")
    )
    follows = of(member, viewer).annotate(
        films=F(f"{side}__stats__films_count"), reviews=F(f"{side}__stats__reviews_count")
    )
    page = page_of(follows, request, order=queries.LATEST_FOLLOW_FIRST, size=MEMBERS_A_PAGE)
    context = {
        "member": member,
        "is_own": relation.is_self,
        "page": page,
        "rows": member_rows(page.rows, viewer, member=side),
    }
    return render(request, f"social/{kind}.html", context)


@require_safe
@sign_in_first
def blocked(request: MemberRequest) -> HttpResponse:
    """The people the viewer blocked: where a block can be ended, also one that goes both ways."""
    page = page_of(
        queries.blocked_by(request.user), request, order=queries.LATEST_BLOCK_FIRST, size=MEMBERS_A_PAGE
    )
    return render(request, "social/blocked.html", {"page": page})


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Everybody, most followed first."""
    viewer = viewer_of(request)
    counts = queries.members_by_followers(viewer).annotate(
        films=F("member__stats__films_count"), reviews=F("member__stats__reviews_count")
    )
    page = page_of(counts, request, order=queries.MOST_FOLLOWED_FIRST, size=MEMBERS_A_PAGE)
    context = {"page": page, "rows": member_rows(page.rows, viewer, member="member")}
    return render(request, "social/directory.html", context)
