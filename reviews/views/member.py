"""What one member watched, logged, wrote, wants to watch and likes."""

from __future__ import annotations

import calendar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from films.models.films import FIRST_YEAR, LAST_YEAR
from reviews.models import Mark
from reviews.models.stats import RATINGS
from reviews.queries import reviews as reading
from reviews.queries.blindness import films_rated_by, is_blind, without_stars
from reviews.queries.cards import cards
from reviews.queries.diary import diary_lines, diary_of
from reviews.queries.posters import Poster, posters
from reviews.views.finding import asked_number, asked_rating, sort_links
from social.queries import member_open_to
from web.finding import asked_word
from web.paging import page_of
from web.viewer import viewer_of

FILMS_A_PAGE = 72
LINES_A_PAGE = 50
REVIEWS_A_PAGE = 24
FILM_SORTS = {
    "watched": ("Added lately", ("-watched_at", "-pk")),
    "highest": ("Highest rated", ("-rating", "pk")),
    "lowest": ("Lowest rated", ("rating", "-pk")),
    "title": ("Title", ("film__sort_title", "film__pk")),
}
REVIEW_SORTS = {
    "newest": ("Newest", reading.NEWEST_FIRST),
    "popular": ("Popular", reading.POPULAR_FIRST),
    "highest": ("Highest rated", reading.HIGHEST_FIRST),
    "lowest": ("Lowest rated", reading.LOWEST_FIRST),
}
BY_RATING = {"highest", "lowest"}


@require_safe
def films(request: HttpRequest, username: str) -> HttpResponse:
    """The films a member watched, each with what they gave it."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    sort, rating = asked_word(request, "sort", FILM_SORTS, "watched"), asked_rating(request)
    marks = Mark.objects.of(member).watched().with_film()
    if rating or sort in BY_RATING:
        marks = marks.rated(rating) if rating else marks.filter(rating__isnull=False)
        if is_blind(viewer) and not relation.is_self:
            marks = marks.filter(film__in=films_rated_by(viewer))
    page = page_of(marks, request, order=FILM_SORTS[sort][1], size=FILMS_A_PAGE)
    context = {
        "member": member,
        "relation": relation,
        "page": page,
        "marks": without_stars(page.rows, viewer),
        "rating": rating,
        "ratings": reversed(RATINGS),
    }
    return render(
        request,
        "reviews/films.html",
        context | {"sort": sort, "sorts": sort_links(request, FILM_SORTS, sort)},
    )


@require_safe
def diary(request: HttpRequest, username: str) -> HttpResponse:
    """The dated entries, newest first: all, of a year, of a month, or of a day."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    year = asked_number(request, "year", range(FIRST_YEAR, LAST_YEAR + 1))
    month = asked_number(request, "month", range(1, 13))
    day = asked_number(request, "day", range(1, 32))
    asked = {"watched_on__year": year, "watched_on__month": month, "watched_on__day": day}
    entries = diary_of(member, viewer).filter(
        **{lookup: number for lookup, number in asked.items() if number}
    )
    page = page_of(entries, request, order=reading.DIARY_ORDER, size=LINES_A_PAGE)
    context = {
        "member": member,
        "relation": relation,
        "page": page,
        "lines": diary_lines(without_stars(page.rows, viewer)),
    }
    return render(request, "reviews/diary.html", context | {"period": period(year, month, day)})


def period(year: int | None, month: int | None, day: int | None) -> str:
    """ "14 November 2026", as much of it as was asked for."""
    return " ".join(str(part) for part in (day, calendar.month_name[month] if month else None, year) if part)


@require_safe
def written(request: HttpRequest, username: str) -> HttpResponse:
    """The reviews a member wrote."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    sort = asked_word(request, "sort", REVIEW_SORTS, "newest")
    reviews = reading.reviews_by(member, viewer, by_likes=sort == "popular").for_cards(viewer)
    if sort in BY_RATING:
        reviews = reading.rated_reviews(reviews)
        if is_blind(viewer) and not relation.is_self:
            reviews = reviews.filter(film__in=films_rated_by(viewer))
    page = page_of(reviews, request, order=REVIEW_SORTS[sort][1], size=REVIEWS_A_PAGE)
    context = {"member": member, "relation": relation, "page": page, "cards": cards(page.rows, viewer)}
    return render(
        request, "reviews/written.html", context | {"sorts": sort_links(request, REVIEW_SORTS, sort)}
    )


@require_safe
def watchlist(request: HttpRequest, username: str) -> HttpResponse:
    """The films a member wants to watch, with what the viewer did with them."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    marks = Mark.objects.of(member).on_watchlist().with_film()
    page = page_of(marks, request, order=("-watchlisted_at", "-pk"), size=FILMS_A_PAGE)
    wanted = [mark.film for mark in page.rows]
    shown = [Poster(film, None) for film in wanted] if relation.is_self else posters(wanted, viewer)
    context = {"member": member, "relation": relation, "page": page, "posters": shown}
    return render(request, "reviews/watchlist.html", context)


@require_safe
def liked_films(request: HttpRequest, username: str) -> HttpResponse:
    """The films a member likes."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    marks = Mark.objects.of(member).liked().with_film()
    page = page_of(marks, request, order=("-liked_at", "-pk"), size=FILMS_A_PAGE)
    context = {
        "member": member,
        "relation": relation,
        "page": page,
        "marks": without_stars(page.rows, viewer),
    }
    return render(request, "reviews/liked_films.html", context)


@require_safe
def all_liked_reviews(request: HttpRequest, username: str) -> HttpResponse:
    """Every review the member has liked."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    liked = reading.reviews_liked_by(member, viewer).met_by(viewer)
    page = page_of(liked, request, order=reading.LIKED_LATELY, size=REVIEWS_A_PAGE)
    context = {"member": member, "relation": relation, "page": page, "cards": cards(page.rows, viewer)}
    return render(request, "reviews/all_liked_reviews.html", context)
