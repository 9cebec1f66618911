"""Blocking, and who is blocked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.queries import member_or_404
from accounts.requests import MemberRequest
from social import actions, queries
from social.views.buttons import back, refused
from social.views.lists import MEMBERS_A_PAGE
from web.access import sign_in_first
from web.paging import page_of
from web.redirects import next_url


@require_POST
@sign_in_first
def block(request: MemberRequest, username: str) -> HttpResponse:
    member, _ = queries.member_for(request.user, username)
    try:
        actions.block(member, by=request.user)
    except actions.Yourself:
        return refused(request, member, "Nobody blocks themselves.")
    return back(request, member, f"You blocked {member.name}. You do not see each other any more.")


@require_POST
@sign_in_first
def unblock(request: MemberRequest, username: str) -> HttpResponse:
    """Open to both sides of a mutual block, so that each can end their own half."""
    member = member_or_404(username)
    actions.unblock(member, by=request.user)
    return redirect(next_url(request, member.url))


@require_safe
@sign_in_first
def blocked(request: MemberRequest) -> HttpResponse:
    """The people the viewer blocked: where a block can be ended, also one that goes both ways."""
    page = page_of(
        queries.blocked_by(request.user), request, order=queries.LATEST_BLOCK_FIRST, size=MEMBERS_A_PAGE
    )
    return render(request, "social/blocked.html", {"page": page})
