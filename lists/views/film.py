"""The lists that have a film in them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from films.models import Film
from films.queries.finding import films_at
from lists.models import Item, List
from lists.queries import hub as reading
from lists.queries.covers import list_cards
from social.models import Viewer
from web.access import to_sign_in
from web.finding import asked_word, first_or_404
from web.paging import Page, page_of
from web.viewer import viewer_of

LISTS_A_PAGE = 24
ORDERS = {"popular": "Popular", "newest": "Added lately", "following": "From people you follow"}


@require_safe
def about_film(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    film = first_or_404(films_at(slug))
    order = asked_word(request, "order", ORDERS, "popular")
    if order == "following" and not viewer.is_authenticated:
        return to_sign_in(request, request.get_full_path())
    page, found = page_in(order, film, request, viewer)
    context = {
        "film": film,
        "page": page,
        "cards": list_cards(found, viewer),
        "order": order,
        "orders": ORDERS
        if viewer.is_authenticated
        else {name: ORDERS[name] for name in ("popular", "newest")},
        "most": f"{reading.MOST_RANKED:,}",
        "followed": reading.MOST_FOLLOWED,
        "lists_each": reading.LISTS_EACH,
    }
    return render(request, "lists/about_film.html", context)


def page_in(order: str, film: Film, request: HttpRequest, viewer: Viewer) -> tuple[Page[Any], list[List]]:
    if order == "newest":
        additions: Page[Item] = page_of(
            reading.additions_of(film, viewer), request, order=reading.ADDED_LATELY, size=LISTS_A_PAGE
        )
        keys = [item.list_id for item in additions.rows]
        found = {one.pk: one for one in reading.lists_shown(keys, viewer)}
        return additions, [found[key] for key in keys if key in found]
    rows, fields = reading.popular_lists_with(film, viewer), reading.MOST_LIKED_FIRST
    if order == "following":
        rows, fields = reading.lists_with_from_people_followed(film, viewer), reading.CHANGED_LATELY
    page = page_of(rows, request, order=fields, size=LISTS_A_PAGE)
    return page, page.rows
