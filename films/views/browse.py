"""The catalogue, 72 posters a page."""

from __future__ import annotations

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from films.models import Film
from films.queries.browsing import first_films, some_films
from films.queries.filters import PERSON
from reviews.queries.blindness import is_blind
from reviews.queries.filter_fields import fields_of
from reviews.queries.filters import Filters
from reviews.queries.posters import posters
from reviews.queries.sorts import RATED_BY, SORTS, Sort, in_order
from social.models import Viewer
from web.filtering import bar_of, said_in, tidy_address, written
from web.paging import Page, page_of
from web.viewer import viewer_of

FILMS_A_PAGE, REFUSED = 72, 422
MOST_COUNTED = 1_000
SMART_LIST = "/list/smart/"  # where a filter is kept as a list
IN_BLIND_MODE = "You are in blind mode: averages are only asked of films that you have rated."


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Films on offer by every word of the filters, in one of nine orders; a word unknown to us is a 404."""
    viewer = viewer_of(request)
    filters, problem = Filters.read_form(said_in(request))
    sort = asked_sort(request, viewer)
    if not problem and (elsewhere := tidy_address(request, filters)):
        return redirect(elsewhere)
    page, line = found(request, filters, sort, viewer)
    typed = request.GET.get(PERSON, "")
    fields = fields_of(filters, is_member=viewer.is_authenticated, typed=typed)
    labels = {name: one.label for name, one in sorts_for(viewer).items()}
    context = {
        "page": page,
        "posters": posters(page.rows, viewer),
        "heading": ", ".join(wanted(filters, "genre")) or "Films",
        "line": line,
        "bar": bar_of(
            request,
            filters,
            fields,
            sorts=labels,
            sort=sort,
            note=note(filters, sort, viewer),
            problem=problem,
            save_url=written(SMART_LIST, filters.words | {"sort": sort}) if viewer.is_authenticated else "",
        ),
    }
    return render(request, "films/browse.html", context, status=REFUSED if problem else 200)


def sorts_for(viewer: Viewer) -> dict[str, Sort]:
    return SORTS | RATED_BY if viewer.is_authenticated else SORTS


def asked_sort(request: HttpRequest, viewer: Viewer) -> str:
    sort = request.GET.get("sort") or "popular"
    if sort not in sorts_for(viewer):
        raise Http404("There is no such order of films.")
    return sort


def found(request: HttpRequest, filters: Filters, sort: str, viewer: Viewer) -> tuple[Page[Film], str]:
    """One page of the films, and how many of what there are."""
    one = sorts_for(viewer)[sort]
    if filters.are_chosen or sort not in SORTS or (one.tells_average and is_blind(viewer)):
        # PostgreSQL has to know which genre it is: of the rare it sorts all films, of the common it walks the order.
        rows, order = in_order(filters.films(viewer), sort, viewer)
        page = page_of(rows, request, order=order, size=FILMS_A_PAGE)
        number = rows.order_by()[: MOST_COUNTED + 1].count()
    else:
        first = partial(first_films, order=one.order, needs=one.needs)
        page = page_of(
            lambda: in_order(filters.films(viewer), sort, viewer).rows,
            request,
            order=one.order,
            size=FILMS_A_PAGE,
            first=first,
        )
        number = len(some_films(needs=one.needs, at_most=MOST_COUNTED + 1))
    return page, f"{counted(number)}{described(filters)}"


def counted(number: int) -> str:
    """How many, as far as it is worth counting."""
    if number > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} films"
    return f"{number:,} {'film' if number == 1 else 'films'}"


def wanted(filters: Filters, name: str) -> list[str]:
    """What of one name was chosen, without what shall not be."""
    return [one.text for one in filters.chosen.get(name, ()) if one.word[0] != "-"]


def described(filters: Filters) -> str:
    said = {name: ", ".join(wanted(filters, name)) for name in ("decade", "country", "language")}
    year = filters.words.get("year", "")
    parts = [
        f" from the {said['decade']}" if said["decade"] else "",
        f" from {year}" if year.isdigit() else "",
        f", made in {said['country']}" if said["country"] else "",
        f", language: {said['language']}" if said["language"] else "",
    ]
    return "".join(parts)


def note(filters: Filters, sort: str, viewer: Viewer) -> str:
    asks = "average" in filters.chosen or sorts_for(viewer)[sort].tells_average
    return IN_BLIND_MODE if asks and is_blind(viewer) else ""
