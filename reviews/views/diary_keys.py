"""A diary as a calendar, and one's own whole diary under a secret address."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Member
from accounts.requests import MemberRequest
from films.models.films import FIRST_YEAR, LAST_YEAR
from reviews import calendars, feeds
from reviews.actions import diary_keys as actions
from reviews.models import Entry
from reviews.queries import outside
from reviews.views.feeds import public_member_or_404
from reviews.views.finding import asked_number
from social.models import Viewer
from web.access import sign_in_first
from web.caching import etag_of, for_everybody
from web.viewer import NOBODY

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


@require_safe
def calendar(request: HttpRequest, username: str) -> HttpResponse:
    """What everyone may read of a diary: the latest entries, or those of a year."""
    etag, make = calendar_for(request, public_member_or_404(username), NOBODY)
    # By its tag alone: no time says that an entry was taken away or hidden.
    return for_everybody(request, make, etag=etag)


@require_safe
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The same of all that its member wrote, for whoever has the key."""
    member = member_with_key_or_404(token)
    etag, make = calendar_for(request, member, member)
    return for_its_member(request, make, etag)


@require_safe
def own_rss(request: HttpRequest, token: str) -> HttpResponse:
    member = member_with_key_or_404(token)
    latest = outside.own_latest(member, at_most=feeds.MOST_ITEMS)
    feed = feeds.feed_of_member(member, latest, request)
    content = feed.writeString("utf-8").encode()
    make = partial(HttpResponse, content, content_type=feed.content_type)
    return for_its_member(request, make, etag_of(content))


@require_safe
@sign_in_first
def diary_key(request: MemberRequest) -> HttpResponse:
    """The addresses of one's diary for calendars and feed readers."""
    key, member = outside.diary_key_of(request.user), request.user
    own = [("own_calendar", "Calendar"), ("own_rss", "Feed (RSS)")] if key else []
    public = [] if member.is_private else [("calendar", "Calendar"), ("rss", "Feed (RSS)")]
    context = {
        "key": key,
        "own": [address(request, name, label, key.token) for name, label in own if key],
        "public": [address(request, name, label, member.username) for name, label in public],
        "most": calendars.MOST_EVENTS,
    }
    response = render(request, "reviews/diary_key.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@sign_in_first
def make_diary_key(request: MemberRequest) -> HttpResponse:
    actions.make_diary_key(by=request.user)
    messages.success(request, "Your diary has new secret addresses. Earlier ones lead nowhere any more.")
    return redirect("reviews:diary_key")


@require_POST
@sign_in_first
def revoke_diary_key(request: MemberRequest) -> HttpResponse:
    actions.revoke_diary_key(by=request.user)
    messages.success(request, "The secret addresses of your diary lead nowhere any more.")
    return redirect("reviews:diary_key")


def member_with_key_or_404(token: str) -> Member:
    member = outside.member_with_key(token)
    if member is None:
        raise Http404
    return member


def calendar_for(request: HttpRequest, member: Member, viewer: Viewer) -> tuple[str, partial[HttpResponse]]:
    """The tag of the calendar, and how to make it where somebody does not have it yet."""
    year = asked_number(request, "year", YEARS)
    entries = outside.days_for_calendar(member, viewer, year=year, at_most=calendars.MOST_EVENTS)
    etag = calendars.etag_of_calendar(member, entries, request)
    return etag, partial(calendar_answer, request, member, entries)


def calendar_answer(request: HttpRequest, member: Member, entries: list[Entry]) -> HttpResponse:
    content = calendars.calendar_of(member, entries, request)
    return HttpResponse(content, content_type=calendars.CONTENT_TYPE)


def for_its_member(request: HttpRequest, make: partial[HttpResponse], etag: str) -> HttpResponse:
    """What nobody in between may keep and no search engine may list."""
    response = get_conditional_response(request, etag=etag) or make()
    response["Cache-Control"], response["ETag"] = "private, no-cache", etag
    response["X-Robots-Tag"] = "noindex"
    return response


def address(request: HttpRequest, name: str, label: str, which: str) -> dict[str, str]:
    return {
        "id": name.replace("_", "-"),
        "label": label,
        "url": request.build_absolute_uri(reverse(f"reviews:{name}", args=[which])),
    }
