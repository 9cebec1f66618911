"""The front door: for visitors what the site is, for members what the people they follow watched and wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Member
from accounts.requests import MemberRequest
from activity.actions.taste import find_neighbours
from activity.queries.first_evening import films_many_have_seen, people_to_follow
from activity.views.feed import feed_of
from films.models import Film
from films.queries.finding import films_at
from reviews.actions import marks
from reviews.models.stats import RATINGS
from reviews.queries import reviews as reading
from reviews.queries.cards import cards
from reviews.queries.films import films_wanted_by, most_popular_films
from reviews.queries.parts import parts_of_cards
from social.models import Viewer
from web.access import is_htmx, sign_in_first
from web.finding import first_or_404
from web.kept import Part, kept_for_visitors, listing, resting_on, rows
from web.parts import part_answer
from web.redirects import next_url
from web.viewer import NOBODY, viewer_of

HERO_POSTERS = 5
POPULAR_FILMS = 8
POPULAR_REVIEWS = 6
WATCHLIST_STRIP = 5
FILMS_TO_RATE, PEOPLE_TO_FOLLOW = 12, 6


@require_safe
@kept_for_visitors()
def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return members_home(request, viewer) if viewer.is_authenticated else visitors_home(request, viewer)


def visitors_home(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    films = most_popular_films(at_most=HERO_POSTERS + POPULAR_FILMS)
    context = {
        "hero": films[:HERO_POSTERS],
        "films": films[HERO_POSTERS:],
        "cards": cards(reading.popular_now(viewer, at_most=POPULAR_REVIEWS), viewer),
    }
    return resting_on(render(request, "activity/home.html", context), parts_of, context)


def parts_of(context: Mapping[str, Any]) -> list[Part]:
    """All that the page shows a visitor. What was liked a week ago counts until the page is built anew."""
    week = reading.start_of_the_week()
    return [
        rows(Film, [*context["hero"], *context["films"]]),
        listing(most_popular_films, at_most=HERO_POSTERS + POPULAR_FILMS),
        listing(reading.most_liked_since, NOBODY, week, at_most=POPULAR_REVIEWS),
        listing(reading.first_newest_reviews, NOBODY, at_most=POPULAR_REVIEWS),
        *parts_of_cards(context["cards"]),
    ]


def members_home(request: HttpRequest, member: Member) -> HttpResponse:
    """The feed; where it is empty, a first evening."""
    context = feed_of(request, member) | {
        "member": member,
        "watchlist": films_wanted_by(member, at_most=WATCHLIST_STRIP),
    }
    is_quiet = not (context["rows"] or context["kind"] or context["page"]["first_url"])
    if is_quiet:
        context |= first_evening(member)
        context["popular"] = cards(reading.popular_now(member, at_most=POPULAR_REVIEWS), member)
    return render(request, "activity/home.html", context | {"is_quiet": is_quiet})


def first_evening(member: Member) -> dict[str, Any]:
    """Films to rate and people to follow."""
    return {
        "films": films_many_have_seen(member, at_most=FILMS_TO_RATE),
        "people": people_to_follow(member, at_most=PEOPLE_TO_FOLLOW),
    }


@require_safe
@sign_in_first
def welcome(request: MemberRequest) -> HttpResponse:
    find_neighbours(request.user)
    return render(request, "activity/welcome.html", first_evening(request.user) | {"member": request.user})


@require_POST
@sign_in_first
def rate_film(request: MemberRequest, slug: str) -> HttpResponse:
    """One of the films of the first evening: rated, or with no number its rating taken back."""
    film = first_or_404(films_at(slug))
    given = request.POST.get("rating", "")
    if given and given not in map(str, RATINGS):
        raise BadRequest("A rating is a number of half-stars from 1 to 10.")
    if given:
        marks.rate(film, rating=int(given), by=request.user)
    else:
        marks.unrate(film, by=request.user)
    if is_htmx(request):
        return part_answer(request, "activity/film_to_rate", film=film, rating=given, is_saved=True)
    return redirect(next_url(request, "/welcome/"))
