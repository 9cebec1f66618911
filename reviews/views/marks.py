"""What a member does with a film in one press of a button; each may be pressed again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from accounts.requests import MemberRequest
from films.models import Film
from reviews.actions import marks
from reviews.models.stats import RATINGS
from reviews.queries.blindness import is_hidden
from reviews.queries.forgetting import what_would_go
from reviews.queries.panel import panel_of
from reviews.views.finding import film_or_404, film_to_record_or_404
from web.access import sign_in_first
from web.parts import part_answer
from web.redirects import next_url


@require_POST
@sign_in_first
def watch(request: MemberRequest, slug: str) -> HttpResponse:
    return pressed(request, film_to_record_or_404(slug), marks.watch)


@require_POST
@sign_in_first
def unwatch(request: MemberRequest, slug: str) -> HttpResponse:
    """Where more than the press of a button would go, the page that says what goes is next."""
    film = film_or_404(slug)
    try:
        if panel_of(film, request.user).rating is None:
            return pressed(request, film, marks.unwatch)
    except marks.EntriesStand:
        pass
    page = reverse("reviews:forget", args=[slug])
    return HttpResponseClientRedirect(page) if request.htmx else redirect(page)


@require_POST
@sign_in_first
def like_film(request: MemberRequest, slug: str) -> HttpResponse:
    return pressed(request, film_to_record_or_404(slug), marks.like_film)


@require_POST
@sign_in_first
def unlike_film(request: MemberRequest, slug: str) -> HttpResponse:
    return pressed(request, film_or_404(slug), marks.unlike_film)


@require_POST
@sign_in_first
def add_to_watchlist(request: MemberRequest, slug: str) -> HttpResponse:
    return pressed(request, film_to_record_or_404(slug), marks.add_to_watchlist)


@require_POST
@sign_in_first
def remove_from_watchlist(request: MemberRequest, slug: str) -> HttpResponse:
    return pressed(request, film_or_404(slug), marks.remove_from_watchlist)


@require_POST
@sign_in_first
def rate(request: MemberRequest, slug: str) -> HttpResponse:
    film = film_to_record_or_404(slug)
    given = request.POST.get("rating", "")
    if not given:
        return answer(request, film)
    if given not in map(str, RATINGS):
        raise BadRequest("A rating is a number of half-stars from 1 to 10.")
    was_hidden = is_hidden(film, request.user)
    marks.rate(film, rating=int(given), by=request.user)
    return HttpResponseClientRefresh() if was_hidden and request.htmx else answer(request, film)


@require_POST
@sign_in_first
def unrate(request: MemberRequest, slug: str) -> HttpResponse:
    return pressed(request, film_or_404(slug), marks.unrate)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def forget(request: MemberRequest, slug: str) -> HttpResponse:
    """Says what would go, and on POST removes it."""
    film = film_or_404(slug)
    if request.method == "POST":
        marks.forget(film, by=request.user)
        messages.success(request, f"Everything you recorded for {film.title} is removed.")
        return redirect(film)
    return render(request, "reviews/forget.html", {"film": film, "going": what_would_go(film, request.user)})


def pressed(request: MemberRequest, film: Film, act: Callable[..., None]) -> HttpResponse:
    act(film, by=request.user)
    return answer(request, film)


def answer(request: MemberRequest, film: Film) -> HttpResponse:
    """The panel as it stands now, or the page the plain form came from."""
    if request.htmx:
        return part_answer(request, "reviews/panel", panel=panel_of(film, request.user))
    return redirect(next_url(request, film.url))
