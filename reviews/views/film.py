"""What members wrote, marked and rated about one film."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from films.models import Film
from films.queries.finding import films_with_counts_at
from reviews.models.stats import LEAST_RATINGS, PRIOR_COUNT, PRIOR_MEAN, RATINGS
from reviews.queries import reviews as reading
from reviews.queries.cards import cards
from reviews.queries.members import marks_of
from reviews.queries.ratings import histogram_of_film
from reviews.views.finding import asked_rating, asked_word, sort_links
from web.access import to_sign_in
from web.finding import first_or_404
from web.paging import page_of
from web.viewer import viewer_of

REVIEWS_A_PAGE = 24
MEMBERS_A_PAGE = 50
SORTS = {
    "popular": ("Popular", reading.POPULAR_FIRST),
    "newest": ("Newest", reading.NEWEST_FIRST),
    "oldest": ("Oldest", reading.OLDEST_FIRST),
    "highest": ("Highest rated", reading.HIGHEST_FIRST),
    "lowest": ("Lowest rated", reading.LOWEST_FIRST),
}
BY_RATING = {"highest", "lowest"}


def counted_film_or_404(slug: str) -> Film:
    return first_or_404(films_with_counts_at(slug))


@require_safe
def about_film(request: HttpRequest, slug: str) -> HttpResponse:
    """The reviews of a film, in the order and of the kind asked for."""
    film, viewer = counted_film_or_404(slug), viewer_of(request)
    sort, rating = asked_word(request, "sort", SORTS, "popular"), asked_rating(request)
    from_followed = asked_word(request, "from", ["following"]) == "following"
    if from_followed and not viewer.is_authenticated:
        return to_sign_in(request, request.get_full_path())
    reviews = reading.reviews_of(film, viewer, by_likes=sort == "popular").for_cards(viewer)
    if from_followed:
        reviews = reviews.by_people_followed_by(viewer)
    if rating:
        reviews = reviews.filter(rating=rating)
    elif sort in BY_RATING:
        reviews = reading.rated_reviews(reviews)
    page = page_of(reviews, request, order=SORTS[sort][1], size=REVIEWS_A_PAGE)
    context = {"film": film, "page": page, "cards": cards(page.rows, viewer), "viewer": viewer}
    asked = {
        "sort": sort,
        "sorts": sort_links(request, SORTS, sort),
        "rating": rating,
        "from_followed": from_followed,
    }
    return render(request, "reviews/about_film.html", context | asked)


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who watched the film, or who gave it one rating."""
    film, viewer, rating = counted_film_or_404(slug), viewer_of(request), asked_rating(request)
    marks, order = marks_of(film, viewer).watched(), ("-watched_at", "-pk")
    if rating:
        marks, order = marks.rated(rating), ("-rated_at", "-pk")
    page = page_of(marks, request, order=order, size=MEMBERS_A_PAGE)
    context = {"film": film, "page": page, "rating": rating, "ratings": reversed(RATINGS)}
    return render(request, "reviews/members.html", context)


@require_safe
def film_likes(request: HttpRequest, slug: str) -> HttpResponse:
    """Who likes the film."""
    film, viewer = counted_film_or_404(slug), viewer_of(request)
    page = page_of(marks_of(film, viewer).liked(), request, order=("-liked_at", "-pk"), size=MEMBERS_A_PAGE)
    return render(request, "reviews/film_likes.html", {"film": film, "page": page})


@require_safe
def ratings(request: HttpRequest, slug: str) -> HttpResponse:
    """The ratings as bars, and how the published average is made."""
    film = counted_film_or_404(slug)
    stats = film.stats
    context = {
        "film": film,
        "histogram": histogram_of_film(film, stats),
        "stats": stats,
        "mean": "" if stats.mean is None else f"{stats.mean / 2:.2f}",
        "average": "" if stats.average is None else f"{stats.average / 2:.3f}",
        "prior_count": PRIOR_COUNT,
        "prior_mean": PRIOR_MEAN,
        "prior_total": PRIOR_COUNT * PRIOR_MEAN,
        "least": LEAST_RATINGS,
    }
    return render(request, "reviews/ratings.html", context)
