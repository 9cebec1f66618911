"""Lists of members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Member
from social import queries
from social.models import Viewer
from web.paging import page_of
from web.viewer import viewer_of

MEMBERS_A_PAGE = 30


@dataclass(frozen=True)
class MemberRow:
    """One line of a list of members. `is_closed`: a private member, of whom the viewer sees no more than name and face."""

    member: Member
    films: int
    reviews: int
    followed: bool
    asked: bool
    can_follow: bool
    is_closed: bool


def member_rows(rows: Iterable[Any], viewer: Viewer, *, member: str) -> list[MemberRow]:
    """Lines of rows that have a `member` of this name and are annotated with `films`, `reviews`, `is_followed` and
    `is_asked`."""
    return [
        MemberRow(
            member=getattr(row, member),
            films=row.films,
            reviews=row.reviews,
            followed=row.is_followed,
            asked=row.is_asked,
            can_follow=viewer.is_authenticated and getattr(row, member) != viewer,
            is_closed=getattr(row, member).is_private
            and not row.is_followed
            and getattr(row, member) != viewer,
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
    if not relation.may_see:
        raise Http404
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
def directory(request: HttpRequest) -> HttpResponse:
    """Everybody, most followed first."""
    viewer = viewer_of(request)
    counts = queries.members_by_followers(viewer).annotate(
        films=F("member__stats__films_count"), reviews=F("member__stats__reviews_count")
    )
    page = page_of(counts, request, order=queries.MOST_FOLLOWED_FIRST, size=MEMBERS_A_PAGE)
    context = {"page": page, "rows": member_rows(page.rows, viewer, member="member")}
    return render(request, "social/directory.html", context)
