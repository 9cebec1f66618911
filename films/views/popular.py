"""What is watched now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activity.queries.popular import LIMITS, PERIODS, WATCHED_FILMS, films_shown, in_rank, ranked
from films.models import Film
from reviews.queries.films import most_popular_films
from reviews.queries.posters import posters
from social.models import Viewer
from web.access import to_sign_in
from web.finding import asked_word
from web.viewer import viewer_of

FILMS_SHOWN = 60


@require_safe
def popular(request: HttpRequest) -> HttpResponse:
    """The films that most members watched in a period, of everybody or of the people the viewer follows."""
    viewer = viewer_of(request)
    period = asked_word(request, "period", PERIODS, "week")
    is_among = asked_word(request, "among", ["following"]) == "following"
    if is_among and not viewer.is_authenticated:
        return to_sign_in(request, request.get_full_path())
    films = films_in(period, viewer, is_among=is_among)
    context = {"posters": posters(films, viewer), "limits": LIMITS}
    asked = {"periods": PERIODS, "period": period, "is_among": is_among}
    return render(request, "films/popular.html", context | asked)


def films_in(period: str, viewer: Viewer, *, is_among: bool) -> list[Film]:
    if period == "all" and not is_among:
        return most_popular_films(at_most=FILMS_SHOWN)
    ranks = ranked(WATCHED_FILMS, period, among=viewer if is_among else None)  # type: ignore[arg-type]
    return in_rank(films_shown([one.key for one in ranks], viewer), ranks)[:FILMS_SHOWN]
