"""Somebody who made films."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from films.models import Film, Person, Role
from films.queries.credits import NEWEST_WORK_FIRST, films_with, roles_of
from films.views.browse import FILMS_A_PAGE
from reviews.queries.filters import Filters
from reviews.queries.posters import posters
from reviews.queries.progress import seen_by_role
from reviews.queries.sorts import MY_RATING, RATED_BY, SORTS, in_order
from social.models import Viewer
from web.filtering import Choice, others, written
from web.finding import asked_word
from web.paging import Page, page_of
from web.viewer import viewer_of

NEWEST = "newest"  # and what is to come before it
ORDERS = (NEWEST, "oldest", "popular", "name")
STATES = {"": "All", "watched": "Watched", "-watched": "Not watched"}
SEEN = "seen"


class Part(NamedTuple):
    """One thing that somebody did, on how many films, and how many of these the viewer has watched."""

    role: Role
    films: int
    seen: int


class Asked(NamedTuple):
    """What the address asks for: the part, the order, which films, and whether the watched ones step back."""

    part: Part | None
    sort: str
    state: str
    fades: bool


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Their films by what they did on them, the role with most films first, and how many of them the viewer has seen."""
    viewer = viewer_of(request)
    shown = get_object_or_404(Person, slug=slug)
    seen = seen_by_role(shown, viewer)
    parts = [Part(role, films, seen.get(role, 0)) for role, films in roles_of(shown)]
    asked = asked_in(request, parts, viewer)
    page = films_page(request, shown, asked, viewer)
    context = {
        "person": shown,
        "parts": parts,
        "asked": asked,
        "sorts": choices(request, sorts_for(viewer), "sort", asked.sort, NEWEST),
        "states": choices(request, STATES, "mine", asked.state, "") if viewer.is_authenticated else [],
        "fade_url": address(request, fade="" if asked.fades else SEEN),
        "page": page,
        "posters": posters(page.rows, viewer),
    }
    return render(request, "films/person.html", context)


def asked_in(request: HttpRequest, parts: list[Part], viewer: Viewer) -> Asked:
    """What only members have is nothing for a visitor. Raises BadRequest for what is no word of ours."""
    state = asked_word(request, "mine", STATES)
    sort = asked_word(request, "sort", (*ORDERS, MY_RATING), NEWEST)
    fades = asked_word(request, "fade", [SEEN]) == SEEN
    is_member = viewer.is_authenticated
    return Asked(
        part_in(request, parts),
        sort if sort in sorts_for(viewer) else NEWEST,
        state if is_member else "",
        fades and is_member,
    )


def part_in(request: HttpRequest, parts: list[Part]) -> Part | None:
    """The role in the address, else the first; None for somebody without films."""
    asked = request.GET.get("role", "")
    if not asked:
        return parts[0] if parts else None
    found = next((one for one in parts if one.role == asked), None)
    if found is None:
        raise Http404(f"There are no films with this person as {asked}.")
    return found


def sorts_for(viewer: Viewer) -> dict[str, str]:
    named = {name: SORTS[name].label for name in ORDERS}
    return named | {MY_RATING: RATED_BY[MY_RATING].label} if viewer.is_authenticated else named


def films_page(request: HttpRequest, person: Person, asked: Asked, viewer: Viewer) -> Page[Film]:
    # Who has no films at all has none as director either.
    films: Any = films_with([person], asked.part.role if asked.part else Role.DIRECTOR)
    if asked.state:
        films = Filters.read({"mine": [asked.state]}).narrow(films, viewer)
    if asked.sort == NEWEST:
        return page_of(films, request, order=NEWEST_WORK_FIRST, size=FILMS_A_PAGE)
    rows, order = in_order(films, asked.sort, viewer)
    return page_of(rows, request, order=order, size=FILMS_A_PAGE)


def choices(request: HttpRequest, named: dict[str, str], word: str, current: str, usual: str) -> list[Choice]:
    return [
        Choice(label, address(request, **{word: "" if name == usual else name}), name == current)
        for name, label in named.items()
    ]


def address(request: HttpRequest, **changes: str) -> str:
    """This page from its start with other words; empty ones are left out."""
    return written(request.path, {**others(request, ()), **changes})
