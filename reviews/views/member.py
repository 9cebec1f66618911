"""What one member wrote and likes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reviews.models import Mark
from reviews.queries import reviews as reading
from reviews.queries.blindness import films_rated_by, is_blind, without_stars
from reviews.queries.cards import cards
from reviews.views.finding import sort_links
from social.queries import member_open_to
from web.finding import asked_word
from web.paging import page_of
from web.viewer import viewer_of

FILMS_A_PAGE = 72
REVIEWS_A_PAGE = 24
REVIEW_SORTS = {
    "newest": ("Newest", reading.NEWEST_FIRST),
    "popular": ("Popular", reading.POPULAR_FIRST),
    "highest": ("Highest rated", reading.HIGHEST_FIRST),
    "lowest": ("Lowest rated", reading.LOWEST_FIRST),
}
BY_RATING = {"highest", "lowest"}


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
