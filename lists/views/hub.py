"""Lists of everybody: popular ones, new ones, and those of people one follows."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from activity.queries.popular import LIKED_LISTS, LIMITS, in_rank, ranked
from lists.models import List
from lists.queries import hub as reading
from lists.queries.covers import list_cards
from social.models import Viewer
from web.access import to_sign_in
from web.finding import asked_word
from web.paging import Page, page_of
from web.viewer import viewer_of

LISTS_A_PAGE = 24


class Order(NamedTuple):
    label: str
    line: str


ORDERS = {
    "popular": Order("This week", "The ones most liked in the last seven days."),
    "liked": Order("Of all time", "The ones with the most likes."),
    "newest": Order("New", "Shown for the first time, the latest on top."),
    "following": Order("From people you follow", "By the people you follow, changed lately."),
}
NUMBERS = {"followed": reading.MOST_FOLLOWED, "lists_each": reading.LISTS_EACH}


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    order = asked_word(request, "order", ORDERS, "popular")
    if order == "following" and not viewer.is_authenticated:
        return to_sign_in(request, request.get_full_path())
    page = page_in(order, request, viewer)
    context = {
        "page": page,
        "cards": list_cards(page.rows, viewer),
        "order": order,
        "line": ORDERS[order].line,
        "orders": ORDERS
        if viewer.is_authenticated
        else {name: ORDERS[name] for name in ORDERS if name != "following"},
        "limits": LIMITS | NUMBERS,
    }
    return render(request, "lists/hub.html", context)


def page_in(order: str, request: HttpRequest, viewer: Viewer) -> Page[List]:
    if order == "popular":
        return popular_page(viewer)
    if order == "following":
        rows = reading.lists_from_people_followed(viewer)
        return page_of(rows, request, order=reading.CHANGED_LATELY, size=LISTS_A_PAGE)
    if order == "liked":
        rest, first, fields = (
            reading.most_liked_lists,
            reading.first_most_liked_lists,
            reading.MOST_LIKED_FIRST,
        )
    else:
        rest, first, fields = reading.newest_lists, reading.first_newest_lists, reading.NEWEST_FIRST
    return page_of(
        partial(rest, viewer), request, order=fields, size=LISTS_A_PAGE, first=partial(first, viewer)
    )


def popular_page(viewer: Viewer) -> Page[List]:
    """The first of a ranking that is no longer than a page."""
    ranks = ranked(LIKED_LISTS, "week")
    found = in_rank(reading.lists_shown([one.key for one in ranks], viewer), ranks)
    return Page(found[:LISTS_A_PAGE], first_url="", next_url="")
