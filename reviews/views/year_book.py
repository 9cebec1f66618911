"""A year of a diary to read in one go, and to print."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from films.models.films import FIRST_YEAR, LAST_YEAR
from reviews.queries.year_book import MOST_ENTRIES, book_of
from social.queries import member_open_to
from web.viewer import viewer_of


@require_safe
def year_book(request: HttpRequest, username: str, year: int) -> HttpResponse:
    """Every entry of the year with its whole text, by months."""
    viewer = viewer_of(request)
    member, relation = member_open_to(viewer, username)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    book = book_of(member, viewer, year)
    context = {"member": member, "relation": relation, "year": year, "book": book, "most": MOST_ENTRIES}
    return render(request, "reviews/year_book.html", context)
