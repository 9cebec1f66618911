"""Notices: what is new, that it was seen, and which of them a member wants."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests import MemberRequest
from activity.actions.notices import choose_notices, see_notices
from activity.forms import NoticesForm
from activity.queries.notices import ALL, wanted_by
from activity.queries.telling import notice_page
from activity.views.feed import asked_place, paged
from web.access import is_htmx, sign_in_first

REFUSED = 422


@require_safe
@sign_in_first
def notifications(request: MemberRequest) -> HttpResponse:
    """Reading it changes nothing: the page says by itself, with the time it was made, that it was seen."""
    now = timezone.now()
    found = notice_page(request.user, asked_place(request, ALL), wanted_by(request.user))
    context = {
        "notices": found.notices,
        "has_new": found.has_new or request.user.was_told_lately,
        "was_told": request.user.told_at is not None,
        "page": paged(request, found.ends),
        "until": now.isoformat(),
    }
    return render(request, "activity/notifications.html", context)


@require_POST
@sign_in_first
def mark_as_seen(request: MemberRequest) -> HttpResponse:
    see_notices(request.user, until=posted_time(request))
    if not is_htmx(request):
        return redirect("activity:notifications")
    request.user.refresh_from_db(fields=["notices_seen_at"])
    return render(request, "activity/_notices_link.html", {"oob": True})


def posted_time(request: MemberRequest) -> datetime.datetime:
    """Raises BadRequest for what is no time with a zone."""
    try:
        until = datetime.datetime.fromisoformat(request.POST.get("until", ""))
        if until.tzinfo is None:
            raise BadRequest("This time has no zone.")
        return until.astimezone(datetime.UTC)
    except (ValueError, OverflowError) as problem:
        raise BadRequest("Until when is not said.") from problem


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def notification_settings(request: MemberRequest) -> HttpResponse:
    form = NoticesForm(request.POST if request.method == "POST" else None, member=request.user)
    if request.method == "POST" and form.is_valid():
        choose_notices(request.user, **form.choices())
        messages.success(request, "Saved.")
        return redirect("activity:notification_settings")
    context = {"form": form}
    return render(
        request, "activity/notification_settings.html", context, status=REFUSED if form.is_bound else 200
    )
