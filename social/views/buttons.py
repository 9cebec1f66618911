"""What an act between two members answers: the button as it now stands, or the page again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Member
from accounts.requests import MemberRequest
from social.models import FollowCounts
from web.access import is_htmx
from web.redirects import next_url


def answer(
    request: MemberRequest, member: Member, *, followed: bool = False, asked: bool = False
) -> HttpResponse:
    """The button as it now stands, on their profile with the new number of followers, or the page again."""
    back_to = next_url(request, member.url)
    if not is_htmx(request):
        return redirect(back_to)
    if member.is_private and not asked:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})  # the page may have closed
    context = {"member": member, "followed": followed, "asked": asked, "back_to": back_to}
    if back_to == member.url and not asked:
        context["counts"] = FollowCounts.objects.get(member=member)
    return render(request, "social/_follow_answer.html", context)


def refused(request: MemberRequest, member: Member, words: str) -> HttpResponse:
    messages.error(request, words)
    if not is_htmx(request):
        return redirect(next_url(request, member.url))
    context = {"member": member, "followed": False, "can_follow": member != request.user}
    return render(request, "social/_follow_refused.html", context, status=422)


def back(request: MemberRequest, member: Member, words: str) -> HttpResponse:
    """Says what has happened on the page that the form came from."""
    messages.success(request, words)
    return redirect(next_url(request, member.url))
