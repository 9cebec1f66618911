"""Two members side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Member
from activity.actions.taste import AS_GOOD_AS_ALIKE, UNKNOWN_FILMS, WIDEST_APART
from activity.queries.figures.together import (
    BEGINNING,
    DIFFERENT,
    LEAST_SHARED,
    LOVED,
    Pair,
    Shared,
    Together,
    some_of,
    together,
)
from activity.queries.figures.whole import named_films
from films.models import Film
from social.queries import member_open_to
from web.finding import asked_word
from web.paging import PARAMETER, address, make_token, read_token
from web.viewer import viewer_of
from web.words import in_stars

FIRST_FEW, A_PAGE = 9, 48
ORDER = ("weight", "film")
LARGEST = 2**62
RULES = {
    "alike": in_stars(AS_GOOD_AS_ALIKE),
    "different": in_stars(DIFFERENT),
    "loved": in_stars(LOVED),
    "unknown": UNKNOWN_FILMS,
    "widest": in_stars(WIDEST_APART),
    "least": LEAST_SHARED,
}


class Line(NamedTuple):
    """A film with what each gave it."""

    film: Film
    ours: int | None
    theirs: int | None


class Section(NamedTuple):
    """One list: its name in the address, its title, what is in it, how many films, the first of them."""

    name: str
    title: str
    says: str
    number: int
    lines: list[Line]

    @property
    def has_more(self) -> bool:
        return self.number > len(self.lines)


@require_safe
def side_by_side(request: HttpRequest, username: str, other: str) -> HttpResponse:
    viewer = viewer_of(request)
    first, _ = member_open_to(viewer, username)
    second, _ = member_open_to(viewer, other)
    if first == second:
        return redirect("activity:stats", username)
    pair = Pair(first, second, viewer)
    which = asked_word(request, "show", pair.lists())
    context = {"member": first, "other": second, "rules": RULES, "titles": titles(first, second)}
    context |= page_of_list(pair, which, request) if which else summary(pair)
    return render(request, "activity/side_by_side.html", context)


def titles(first: Member, second: Member) -> dict[str, tuple[str, str]]:
    """Of each list the title, and what is in it."""
    return {
        "differ": ("Where they differ most", f"{RULES['different']} stars or more apart"),
        "love": ("Loved by both", f"{RULES['loved']} or 5 stars from both, or liked by both"),
        "common": ("Seen by both", "Highest rated first"),
        "first_saw": (f"{first.name} saw, {second.name} wants to see", ""),
        "second_saw": (f"{second.name} saw, {first.name} wants to see", ""),
    }


def summary(pair: Pair) -> dict[str, Any]:
    found = together(pair, at_most=FIRST_FEW)
    films = films_of(one for shared in found.first.values() for one in shared)
    named = titles(pair.first, pair.second)
    sections = [
        Section(which, *named[which], found.counts[which], lines_of(shared, films))
        for which, shared in found.first.items()
        if shared
    ]
    return {"together": found, "sections": sections, "apart": apart(found)}


def apart(found: Together) -> str:
    """How far apart the ratings are on average, in stars."""
    return f"{found.apart / found.rated / 2:.1f}" if found.rated else ""


def page_of_list(pair: Pair, which: str, request: HttpRequest) -> dict[str, Any]:
    token = request.GET.get(PARAMETER, "")
    found = some_of(pair, which, place_at(token) if token else BEGINNING, at_most=A_PAGE + 1)
    shown = found[:A_PAGE]
    more = make_token(shown[-1], ORDER) if len(found) > A_PAGE else ""
    title, says = titles(pair.first, pair.second)[which]
    return {
        "section": Section(which, title, says, len(shown), lines_of(shown, films_of(shown))),
        "page": {
            "first_url": address(request, "") if token else "",
            "next_url": address(request, more) if more else "",
        },
    }


def place_at(token: str) -> tuple[int, int]:
    """Raises BadRequest for a token that is none of ours."""
    values = read_token(token, len(ORDER))
    if not all(isinstance(value, int) and 0 <= value < LARGEST for value in values):
        raise BadRequest("This page address is not one of ours.")
    return values[0], values[1]


def films_of(shared: Iterable[Shared]) -> dict[int, Film]:
    keys = sorted({one.film for one in shared})
    return {film.pk: film for film in named_films(keys)} if keys else {}


def lines_of(shared: list[Shared], films: dict[int, Film]) -> list[Line]:
    return [Line(films[one.film], one.ours, one.theirs) for one in shared]
