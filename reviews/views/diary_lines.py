"""What its owner changes in a line of the diary: the rating of the viewing, and the like of the film."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.actions import Suspended
from accounts.requests import MemberRequest
from reviews.actions import marks
from reviews.actions import rating_entries as actions
from reviews.models import Entry
from reviews.models.stats import RATINGS
from reviews.queries.diary import lines_on
from reviews.queries.entries import own_entries
from reviews.views.likes import page_of_review
from web.access import sign_in_first
from web.finding import first_or_404
from web.parts import rendered
from web.redirects import next_url

MOST_LINES = 100
STOPPED = "A viewing that was stopped has no rating."


@require_POST
@sign_in_first(page=page_of_review)
def rate_entry(request: MemberRequest, pk: int) -> HttpResponse:
    """No rating takes the one that stands away."""
    entry, given = first_or_404(own_entries(pk, request.user)), request.POST.get("rating", "")
    if given and given not in map(str, RATINGS):
        raise BadRequest("A rating is a number of half-stars from 1 to 10.")
    try:
        if given:
            actions.rate_entry(entry, rating=int(given))
        else:
            actions.unrate_entry(entry)
    except actions.CannotBeRated:
        return refused(request, pk, STOPPED)
    except Suspended:
        return refused(request, pk, request.user.suspension)
    if request.htmx:
        return shown(request, "reviews/diary_rating", [entry])
    return back(request)


def refused(request: MemberRequest, pk: int, why: str) -> HttpResponse:
    """The rating as it stands, and why it stays."""
    entry = first_or_404(own_entries(pk, request.user))
    if request.htmx:
        return shown(request, "reviews/diary_rating", [entry], refusal=why)
    messages.error(request, why)
    return back(request)


@require_POST
@sign_in_first(page=page_of_review)
def like_film_of(request: MemberRequest, pk: int) -> HttpResponse:
    """Retired films keep what was recorded; nothing is added."""
    if first_or_404(own_entries(pk, request.user)).film.is_retired:
        raise Http404
    return pressed(request, pk, marks.like_film)


@require_POST
@sign_in_first(page=page_of_review)
def unlike_film_of(request: MemberRequest, pk: int) -> HttpResponse:
    return pressed(request, pk, marks.unlike_film)


def pressed(request: MemberRequest, pk: int, act: Callable[..., None]) -> HttpResponse:
    """The hearts of the film in all lines of the page, or the page that the plain form came from."""
    entry = first_or_404(own_entries(pk, request.user))
    act(entry.film, by=request.user)
    if not request.htmx:
        return back(request)
    lines = lines_on(entry.film, request.user, asked_lines(request, entry))
    return shown(request, "reviews/diary_like", sorted(lines, key=lambda line: line.pk != pk))


def asked_lines(request: MemberRequest, entry: Entry) -> list[int]:
    """The keys of the lines that the page says it has of the film."""
    asked = [key for key in request.POST.getlist("line")[:MOST_LINES] if key.isascii() and key.isdigit()]
    return [entry.pk, *(int(key) for key in asked if len(key) < len(str(2**63)))]


def shown(request: MemberRequest, which: str, lines: list[Entry], *, refusal: str = "") -> HttpResponse:
    """A cell as it stands now; those of other lines find their own places."""
    token, here = get_token(request), next_url(request, "").partition("#")[0]
    cells = [
        rendered(which, entry=line, here=here, csrf_token=token, is_elsewhere=number > 0, refusal=refusal)
        for number, line in enumerate(lines)
    ]
    return HttpResponse("".join(cells), status=422 if refusal else 200)


def back(request: MemberRequest) -> HttpResponse:
    """To the line in the page the form came from."""
    return redirect(next_url(request, f"{request.user.url}diary/"))
