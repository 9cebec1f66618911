"""Who says that one was there when they watched a film, and what one answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import MemberRequest
from reviews.actions import companions as actions
from reviews.models import Companion
from reviews.queries.companions import (
    LATEST_FIRST,
    beside_readable,
    confirmed_by,
    names_beginning_with,
    requests_to,
)
from web.access import sign_in_first
from web.finding import first_or_404
from web.paging import page_of
from web.redirects import next_url

REQUESTS_A_PAGE = 24
CONFIRMED_SHOWN = 24


@require_safe
@sign_in_first
def companions(request: MemberRequest) -> HttpResponse:
    """Who waits for an answer, and where the member is named because they said yes."""
    page = page_of(requests_to(request.user), request, order=LATEST_FIRST, size=REQUESTS_A_PAGE)
    confirmed = confirmed_by(request.user).order_by("-confirmed_at", "-pk")[:CONFIRMED_SHOWN]
    return render(request, "reviews/companions.html", {"page": page, "confirmed": confirmed})


def the_companions(request: HttpRequest, **_: object) -> str:
    return reverse("reviews:companions")


@require_POST
@sign_in_first(page=the_companions)
def confirm_companion(request: MemberRequest, pk: int) -> HttpResponse:
    """Yes: leads to the member's own entry of it, where rating and words can be added."""
    asked = named_or_404(request, pk)
    try:
        own = actions.confirm(asked, by=request.user)
    except actions.Withdrawn:
        messages.error(request, "That is not asked any longer.")
        return redirect("reviews:companions")
    if own is None:
        messages.success(request, f"You are named. {asked.entry.film.title} takes no new entries.")
        return redirect(asked.entry)
    messages.success(request, f"{asked.entry.film.title} is in your diary. Rate it, or add a few words.")
    return redirect("reviews:edit", own.pk)


@require_POST
@sign_in_first(page=the_companions)
def decline_companion(request: MemberRequest, pk: int) -> HttpResponse:
    """No, or no longer: the member is not named."""
    actions.decline(named_or_404(request, pk), by=request.user)
    messages.success(request, "You are not named there.")
    return redirect(next_url(request, reverse("reviews:companions")))


def named_or_404(request: MemberRequest, pk: int) -> Companion:
    return first_or_404(beside_readable(request.user).filter(pk=pk))


@require_safe
@sign_in_first
def companion_names(request: MemberRequest) -> JsonResponse:
    """People one follows whose name begins with what was typed."""
    typed = request.GET.get("q", "").strip(" @")[:100]
    return JsonResponse({"tags": names_beginning_with(typed, request.user) if typed else []})
