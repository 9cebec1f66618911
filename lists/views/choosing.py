"""What the address of a list asks for: which of its films, in which order, and how they are shown."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest

from films.queries.filters import PERSON
from lists.models import List
from lists.queries.films import ADDED, LIST_ORDER_NAME
from reviews.queries.blindness import is_blind
from reviews.queries.filter_fields import Fields, fields_of
from reviews.queries.filters import Filters
from reviews.queries.sorts import RATED_BY, SORTS
from social.models import Viewer
from web.filtering import Bar, address, bar_of, said_in, tidy_address
from web.finding import asked_word
from web.paging import SECOND

POSTERS_A_PAGE, ROWS_A_PAGE = 100, 50
DETAIL, SEEN, OPEN = "detail", "seen", "open"
NO_FIELDS = Fields([], [], [], [])
OFFERED = ("name", "newest", "oldest", "popular", "average", "worst", "shortest", "longest")
NOTE_IN_BLIND_MODE = "In blind mode only films that you have rated stand in the order of the average."


class Link(NamedTuple):
    name: str
    url: str
    is_current: bool


class Asked(NamedTuple):
    """`is_plain`: nothing but the beginning of the list in its own order. `tidy_url`: where this page is found at, "" when
    that is here. `bar`: the form of filters and the orders; without `is_open` only the way to it is shown."""

    filters: Filters
    sort: str
    is_detailed: bool
    fades: bool
    is_plain: bool
    is_open: bool
    bar: Bar | None
    orders: list[Link]
    views: list[Link]
    open_url: str
    fade_url: str
    tidy_url: str

    @property
    def size(self) -> int:
        return ROWS_A_PAGE if self.is_detailed else POSTERS_A_PAGE


def asked_of(request: HttpRequest, list_: List, viewer: Viewer) -> Asked:
    """Raises Http404 for an address with a word that is none of ours."""
    filters, problem = Filters.read_form(said_in(request))
    labels = sorts_for(list_, viewer)
    sort = asked_word(request, "sort", labels, LIST_ORDER_NAME)
    is_detailed = asked_word(request, "view", [DETAIL]) == DETAIL
    fades = asked_word(request, "fade", [SEEN]) == SEEN
    is_open = asked_word(request, "filter", [OPEN]) == OPEN or filters.are_chosen or bool(problem)
    is_plain = not filters.are_chosen and sort == LIST_ORDER_NAME and SECOND not in request.GET
    note = NOTE_IN_BLIND_MODE if is_blind(viewer) and sort in ("average", "worst") else ""
    typed = request.GET.get(PERSON, "")
    fields = fields_of(filters, is_member=viewer.is_authenticated, typed=typed) if is_open else NO_FIELDS
    bar = bar_of(request, filters, fields, sorts=labels, sort=sort, note=note, problem=problem)
    return Asked(
        filters,
        sort,
        is_detailed,
        fades,
        is_plain,
        is_open,
        bar if is_open else None,
        [Link(*one) for one in bar.sorts],
        [
            Link("Posters", address(request, filters, view=""), not is_detailed),
            Link("Details", address(request, filters, view=DETAIL), is_detailed),
        ],
        address(request, filters, filter=OPEN),
        address(request, filters, fade="" if fades else SEEN),
        "" if problem else tidy_address(request, filters),
    )


def sorts_for(list_: List, viewer: Viewer) -> dict[str, str]:
    """Orders to look at it in, its own first; none of them changes it."""
    orders = {LIST_ORDER_NAME: "List order"} | {name: SORTS[name].label for name in OFFERED}
    if viewer.is_authenticated:
        orders |= {name: sort.label for name, sort in RATED_BY.items()}
    return orders if list_.is_smart else orders | {ADDED: "Added lately"}
