"""What members marked and rated of one film."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from films.models import Film
from films.queries.finding import films_with_counts_at
from reviews.models.stats import LEAST_RATINGS, PRIOR_COUNT, PRIOR_MEAN
from reviews.queries.blindness import is_hidden, looking, without_stars
from reviews.queries.members import marks_of
from reviews.queries.ratings import histogram_of_film
from reviews.views.finding import asked_rating
from web.finding import first_or_404
from web.paging import page_of
from web.viewer import viewer_of

MEMBERS_A_PAGE = 50


def counted_film_or_404(slug: str) -> Film:
    return first_or_404(films_with_counts_at(slug))


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who watched the film, or who gave it one rating."""
    film, viewer = counted_film_or_404(slug), looking(viewer_of(request), request)
    is_blind = is_hidden(film, viewer)
    rating = None if is_blind else asked_rating(request)
    marks, order = marks_of(film, viewer).watched(), ("-watched_at", "-pk")
    if rating:
        marks, order = marks.rated(rating), ("-rated_at", "-pk")
    page = page_of(marks, request, order=order, size=MEMBERS_A_PAGE)
    context = {
        "film": film,
        "page": page,
        "marks": without_stars(page.rows, viewer),
        "rating": rating,
        "is_blind": is_blind,
    }
    return render(request, "reviews/members.html", context)


@require_safe
def film_likes(request: HttpRequest, slug: str) -> HttpResponse:
    """Who likes the film."""
    film, viewer = counted_film_or_404(slug), looking(viewer_of(request), request)
    page = page_of(marks_of(film, viewer).liked(), request, order=("-liked_at", "-pk"), size=MEMBERS_A_PAGE)
    context = {"film": film, "page": page, "marks": without_stars(page.rows, viewer)}
    return render(request, "reviews/film_likes.html", context | {"is_blind": is_hidden(film, viewer)})


@require_safe
def ratings(request: HttpRequest, slug: str) -> HttpResponse:
    """The ratings as bars, and how the published average is made."""
    film = counted_film_or_404(slug)
    stats = film.stats
    is_blind = is_hidden(film, looking(viewer_of(request), request))
    context = {
        "film": film,
        "is_blind": is_blind,
        "histogram": histogram_of_film(film, stats, is_blind=is_blind),
        "stats": stats,
        "mean": "" if stats.mean is None else f"{stats.mean / 2:.2f}",
        "average": "" if stats.average is None else f"{stats.average / 2:.3f}",
        "prior_count": PRIOR_COUNT,
        "prior_mean": PRIOR_MEAN,
        "prior_total": PRIOR_COUNT * PRIOR_MEAN,
        "least": LEAST_RATINGS,
    }
    return render(request, "reviews/ratings.html", context)
