"""Films like one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.actions import similar as making
from reviews.queries.blindness import looking
from reviews.queries.similar import MOST_SIMILAR_FIRST, films_like, with_reasons
from reviews.views.finding import film_or_404
from web.paging import page_of
from web.viewer import viewer_of
from web.words import in_words

FILMS_A_PAGE = 24
NUMBERS = {
    "loved": in_words(making.LOVED),
    "likers": making.LIKERS,
    "raters": making.RATERS,
    "latest": making.LATEST,
    "least_shared": making.LEAST_SHARED,
    "little_known": making.LITTLE_KNOWN,
    "most_taste": making.MOST_TASTE,
    "role_points": [(role.label, points) for role, points in making.ROLE_POINTS.items()],
    "leads": making.LEADS,
    "most_people": making.MOST_PEOPLE,
    "most_genres": making.MOST_GENRES,
    "least_points": making.LEAST_POINTS,
    "best_known": making.BEST_KNOWN,
    "most_kept": making.MOST_KEPT,
}


@require_safe
def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """The films most like this one first, each with the reasons; looked for anew once a week."""
    film, viewer = film_or_404(slug), looking(viewer_of(request), request)
    making.find_similar(film)
    page = page_of(films_like(film), request, order=MOST_SIMILAR_FIRST, size=FILMS_A_PAGE)
    context = {"film": film, "page": page, "films": with_reasons(film, page.rows, viewer), "numbers": NUMBERS}
    return render(request, "reviews/similar.html", context)
