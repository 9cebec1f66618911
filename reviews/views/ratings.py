"""What members gave a film: as bars, over time, by first viewing and rewatch, by people one follows, and star by star."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from films.models import Film
from films.queries.finding import films_with_counts_at
from reviews.models import FilmStats, Mark
from reviews.models.stats import LEAST_RATINGS, PRIOR_COUNT, PRIOR_MEAN, RATINGS
from reviews.queries.blindness import is_hidden, looking
from reviews.queries.members import marks_of, rated_by_people_followed
from reviews.queries.over_time import OverTime, Viewings, over_time
from reviews.queries.ratings import histogram_of_film
from social.models import Viewer
from web.charts import Chart, Series, columns, lines
from web.finding import first_or_404
from web.paging import page_of
from web.viewer import viewer_of
from web.words import counted

MEMBERS_A_PAGE = 50
FOLLOWED_SHOWN = 60
HALF_STARS = 2
LEAST_PERIODS = 2  # one alone is no change over time


@require_safe
def ratings(request: HttpRequest, slug: str) -> HttpResponse:
    """The ratings as bars, how they came about, and how the published average is made."""
    film, viewer = first_or_404(films_with_counts_at(slug)), looking(viewer_of(request), request)
    stats = film.stats
    is_blind = is_hidden(film, viewer)
    context = {
        "film": film,
        "is_blind": is_blind,
        "histogram": histogram_of_film(film, stats, is_blind=is_blind),
        "stats": stats,
        "mean": "" if stats.mean is None else f"{stats.mean / HALF_STARS:.2f}",
        "average": "" if stats.average is None else f"{stats.average / HALF_STARS:.3f}",
        "prior_count": PRIOR_COUNT,
        "prior_mean": PRIOR_MEAN,
        "prior_total": PRIOR_COUNT * PRIOR_MEAN,
        "least": LEAST_RATINGS,
    }
    told = {} if is_blind or not stats.ratings_count else told_of(film, stats, viewer)
    return render(request, "reviews/ratings.html", context | told)


def told_of(film: Film, stats: FilmStats, viewer: Viewer) -> dict[str, object]:
    """What is kept from who shall not see any ratings."""
    found = over_time(film, stats)
    followed = (
        rated_by_people_followed(film, viewer, at_most=FOLLOWED_SHOWN) if viewer.is_authenticated else []
    )
    return {
        "charts": charts_of(found),
        "hours": found.hours,
        "viewings": viewings_told(found),
        "followed": followed,
        "followed_mean": mean_of(followed),
    }


def charts_of(found: OverTime) -> list[Chart]:
    """The average of each month or year beside that of all until then, and how many ratings there were."""
    periods = found.periods
    if len(periods) < LEAST_PERIODS:
        return []
    labels = [period.label for period in periods]
    given = [None if period.mean is None else period.mean / HALF_STARS for period in periods]
    so_far = [period.mean_so_far / HALF_STARS for period in periods]
    first = "Month" if " " in labels[0] else "Year"
    short = [f"{label[:3]} ’{label[-2:]}" if " " in label else label for label in labels]
    said = f"from {labels[0]} to {labels[-1]}"
    stars = lines(
        "Average",
        labels,
        [Series(f"Given in that {first.lower()}", given), Series("All until then", so_far)],
        first=first,
        said=f"The mean of all ratings went from {so_far[0]:.2f} to {so_far[-1]:.2f} stars {said}.",
        low=0,
        high=5,
        marked=(0, 1, 2, 3, 4, 5),
        number=lambda number: f"{number:.2f}" if number % 1 else f"{number:.0f}",
        short=short,
    )
    many = columns(
        "How many ratings",
        labels,
        [Series("Ratings", [period.ratings for period in periods])],
        first=first,
        said=f"{counted(sum(period.ratings for period in periods), 'rating,ratings')} {said}.",
        short=short,
    )
    return [stars, many]


def viewings_told(found: OverTime) -> list[dict[str, str]]:
    """First viewings and rewatches: how many ratings, and their average where there are enough for one."""
    return [
        {"name": name, "count": counted(viewings.ratings, "rating,ratings"), "mean": mean_told(viewings)}
        for name, viewings in (("First viewings", found.first), ("Rewatches", found.later))
        if viewings
    ]


def mean_told(viewings: Viewings) -> str:
    return f"{viewings.mean / HALF_STARS:.2f}" if viewings.ratings >= LEAST_RATINGS else ""


def mean_of(marks: list[Mark]) -> str:
    given = [mark.rating for mark in marks if mark.rating]
    return f"{sum(given) / len(given) / HALF_STARS:.1f}" if given else ""


@require_safe
def rated(request: HttpRequest, slug: str, rating: int) -> HttpResponse:
    """Who gave the film this rating, latest first."""
    if rating not in RATINGS:
        raise Http404("There is no such rating.")
    film, viewer = first_or_404(films_with_counts_at(slug)), looking(viewer_of(request), request)
    is_blind = is_hidden(film, viewer)
    marks = marks_of(film, viewer).rated(rating) if not is_blind else Mark.objects.none()
    page = page_of(marks, request, order=("-rated_at", "-pk"), size=MEMBERS_A_PAGE)
    count = film.stats.histogram[rating - 1]
    context = {
        "film": film,
        "rating": rating,
        "page": page,
        "is_blind": is_blind,
        "histogram": histogram_of_film(film, film.stats, is_blind=is_blind, rating=rating),
        "lower": star_url(film, rating - 1),
        "higher": star_url(film, rating + 1),
        "count": count,
        "share": share_of(count, film.stats.ratings_count),
    }
    return render(request, "reviews/rated.html", context)


def star_url(film: Film, rating: int) -> str:
    return f"{film.url}ratings/{rating}/" if rating in RATINGS else ""


def share_of(count: int, total: int) -> str:
    """Per cent, of some at least "under 1"."""
    if not count:
        return "0"
    return f"{100 * count / total:.0f}" if 100 * count >= total else "under 1"
