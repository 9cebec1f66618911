"""One page of the films of a list."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from django.http import HttpRequest

from films.models import Film
from lists.models import Item, ItemQuerySet, List
from lists.queries import films as reading
from lists.queries.films import Line
from lists.queries.smart import found_by
from lists.views.choosing import Asked
from reviews.queries.sorts import in_order
from social.models import Viewer
from web.paging import SECOND, Page, page_of


class FilmsShown(NamedTuple):
    """`number`: of how many films, None where the filters were not counted; `is_more`: there are more than so many."""

    page: Page[Item] | Page[Film]
    lines: list[Line]
    number: int
    is_more: bool = False


def films_shown(request: HttpRequest, list_: List, asked: Asked, viewer: Viewer) -> FilmsShown:
    if list_.is_smart:
        return smart_films_shown(request, list_, asked, viewer)
    page = page_of_items(request, list_, asked, viewer)
    ranks = ranks_on(page, list_, asked) if list_.is_ranked else {}
    lines_in = reading.lines_in_detail if asked.is_detailed else reading.lines_of
    return FilmsShown(page, lines_in(list_, page.rows, viewer, ranks), list_.stats.films_count)


def page_of_items(request: HttpRequest, list_: List, asked: Asked, viewer: Viewer) -> Page[Item]:
    notes = asked.is_detailed
    if asked.filters.are_chosen or asked.sort != reading.LIST_ORDER_NAME:
        items = asked.filters.among(reading.items_of(list_, with_notes=notes), viewer)
        return page_in_order(items, request, asked, viewer)
    return page_of(
        partial(reading.items_of, list_, with_notes=notes),
        request,
        order=reading.LIST_ORDER,
        size=asked.size,
        parameter=SECOND,
        first=partial(reading.first_items_of, list_, with_notes=notes),
    )


def page_in_order(items: ItemQuerySet, request: HttpRequest, asked: Asked, viewer: Viewer) -> Page[Item]:
    own = {reading.LIST_ORDER_NAME: reading.LIST_ORDER, reading.ADDED: reading.ADDED_LATELY}
    if asked.sort in own:
        return page_of(items, request, order=own[asked.sort], size=asked.size, parameter=SECOND)
    rows, order = in_order(items, asked.sort, viewer, film="film")
    return page_of(rows, request, order=order, size=asked.size, parameter=SECOND)


def ranks_on(page: Page[Item], list_: List, asked: Asked) -> dict[int, int]:
    """Positions in the list's own order; they are only counted where it does not begin with the first."""
    if asked.is_plain:
        return {item.pk: place for place, item in enumerate(page.rows, start=1)}
    return reading.ranks_of(list_, page.rows)


def smart_films_shown(request: HttpRequest, list_: List, asked: Asked, viewer: Viewer) -> FilmsShown:
    """A filter has no positions; its films are counted as far as it is worth it."""
    films, order = found_by(list_, viewer)
    number = films.order_by()[: reading.MOST_COUNTED + 1].count()
    films = asked.filters.narrow(films, viewer)
    if asked.sort != reading.LIST_ORDER_NAME:
        films, order = in_order(films, asked.sort, viewer)
    page = page_of(films, request, order=order, size=asked.size, parameter=SECOND)
    is_more = number > reading.MOST_COUNTED
    return FilmsShown(
        page, reading.smart_lines(page.rows, viewer), min(number, reading.MOST_COUNTED), is_more
    )
