"""Who watched and who likes one film."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from films.models import Film
from films.queries.finding import films_with_counts_at
from reviews.queries.blindness import is_hidden, looking, without_stars
from reviews.queries.members import marks_of
from reviews.views.finding import asked_rating
from web.finding import first_or_404
from web.paging import page_of
from web.viewer import viewer_of

MEMBERS_A_PAGE = 50


def counted_film_or_404(slug: str) -> Film:
    return first_or_404(films_with_counts_at(slug))


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who watched the film. Who gave it one rating has a page of its own, and stood here before."""
    if rating := asked_rating(request):
        return redirect("reviews:rated", slug, rating, permanent=True)
    film, viewer = counted_film_or_404(slug), looking(viewer_of(request), request)
    marks = marks_of(film, viewer).watched()
    page = page_of(marks, request, order=("-watched_at", "-pk"), size=MEMBERS_A_PAGE)
    context = {"film": film, "page": page, "marks": without_stars(page.rows, viewer)}
    return render(request, "reviews/members.html", context | {"is_blind": is_hidden(film, viewer)})


@require_safe
def film_likes(request: HttpRequest, slug: str) -> HttpResponse:
    """Who likes the film."""
    film, viewer = counted_film_or_404(slug), looking(viewer_of(request), request)
    page = page_of(marks_of(film, viewer).liked(), request, order=("-liked_at", "-pk"), size=MEMBERS_A_PAGE)
    context = {"film": film, "page": page, "marks": without_stars(page.rows, viewer)}
    return render(request, "reviews/film_likes.html", context | {"is_blind": is_hidden(film, viewer)})
