"""Following, asking to follow, and letting in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import Suspended
from accounts.queries import member_or_404
from accounts.requests import MemberRequest
from social import actions, queries
from social.views.buttons import answer, back, refused
from social.views.lists import MEMBERS_A_PAGE
from web.access import sign_in_first
from web.paging import page_of
from web.redirects import next_url


@require_POST
@sign_in_first
def follow(request: MemberRequest, username: str) -> HttpResponse:
    """Of a private member it is a request."""
    member, _ = queries.member_for(request.user, username)
    try:
        follows = actions.follow(member, by=request.user)
    except actions.Yourself:
        return refused(request, member, "Nobody follows themselves.")
    except actions.Blocked:
        return refused(request, member, f"You blocked {member.name}. Unblock them first, and then follow.")
    except Suspended:
        return refused(request, member, request.user.suspension)
    return answer(request, member, followed=follows, asked=not follows)


@require_POST
@sign_in_first
def unfollow(request: MemberRequest, username: str) -> HttpResponse:
    """Also takes back a request."""
    member, _ = queries.member_for(request.user, username)
    actions.unfollow(member, by=request.user)
    return answer(request, member)


@require_POST
@sign_in_first
def remove_follower(request: MemberRequest, username: str) -> HttpResponse:
    member = member_or_404(username)
    actions.remove_follower(member, by=request.user)
    return back(request, member, f"{member.name} does not follow you any more.")


@require_safe
@sign_in_first
def requests(request: MemberRequest) -> HttpResponse:
    """Who asks to follow the viewer, to be let in or refused."""
    page = page_of(
        queries.requests_to(request.user), request, order=queries.LATEST_REQUEST_FIRST, size=MEMBERS_A_PAGE
    )
    return render(request, "social/requests.html", {"page": page, "member": request.user})


@require_POST
@sign_in_first
def accept(request: MemberRequest, username: str) -> HttpResponse:
    member = member_or_404(username)
    if actions.accept(member, by=request.user):
        messages.success(request, f"{member.name} follows you now.")
    else:
        messages.info(request, f"{member.name} does not ask any more.")
    return redirect(next_url(request, member.url))


@require_POST
@sign_in_first
def refuse(request: MemberRequest, username: str) -> HttpResponse:
    member = member_or_404(username)
    actions.refuse(member, by=request.user)
    return back(request, member, f"{member.name} is refused. They are not told.")
