"""The catalogue, 72 posters a page."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from films.forms import FilmFilters
from films.models import FilmQuerySet
from films.queries.browsing import first_films, some_films
from reviews.queries.posters import posters
from web.paging import PARAMETER, page_of
from web.viewer import viewer_of

FILMS_A_PAGE = 72
MOST_COUNTED = 1_000


class Sort(NamedTuple):
    """An order, and the fact a film needs to stand in it."""

    label: str
    order: tuple[str, ...]
    needs: str = ""

    def of(self, films: FilmQuerySet) -> FilmQuerySet:
        return self.having_its_fact(films.select_related("stats").filter(stats__isnull=False))

    def having_its_fact(self, films: FilmQuerySet) -> FilmQuerySet:
        return films.filter(**{f"{self.needs}__isnull": False}) if self.needs else films


SORTS = {
    "popular": Sort("Popular", ("-stats__popularity", "-stats__film_id")),
    "name": Sort("Name", ("sort_title", "pk")),
    "newest": Sort("Newest", ("-year", "sort_title", "pk"), needs="year"),
    # The order of the newest backwards: one index for both.
    "oldest": Sort("Oldest", ("year", "-sort_title", "-pk"), needs="year"),
    "average": Sort("Best rated", ("-stats__average", "-stats__film_id"), needs="stats__average"),
    "shortest": Sort("Shortest", ("runtime", "sort_title", "pk"), needs="runtime"),
    "longest": Sort("Longest", ("-runtime", "sort_title", "pk"), needs="runtime"),
}


class Choice(NamedTuple):
    label: str
    url: str
    is_current: bool = True


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Films on offer by genre, decade, country and language, in one of seven orders; a word unknown to us is a 404."""
    filters, asked_sort = FilmFilters(request.GET), request.GET.get("sort") or "popular"
    if asked_sort not in SORTS or not filters.is_valid():
        raise Http404("There is no such choice of films.")
    if "" in request.GET.values():
        return redirect(address(request))
    viewer, sort = viewer_of(request), SORTS[asked_sort]
    page = page_of(
        lambda: sort.of(filters.films()),
        request,
        order=sort.order,
        size=FILMS_A_PAGE,
        # PostgreSQL has to know which genre it is: of the rare it sorts all films, of the common it walks the order.
        first=None if filters.are_chosen else partial(first_films, order=sort.order, needs=sort.needs),
    )
    context = {
        "page": page,
        "posters": posters(page.rows, viewer),
        "filters": filters,
        "heading": filters.label_of("genre") or "Films",
        "line": f"{counted(filters, sort)}{described(filters)}",
        "chosen": chosen(filters, request),
        "sort": asked_sort,
        "sorts": [
            Choice(one.label, address(request, sort="" if name == "popular" else name), name == asked_sort)
            for name, one in SORTS.items()
        ],
    }
    return render(request, "films/browse.html", context)


def address(request: HttpRequest, **changes: str) -> str:
    """This page from its start with other words; empty ones are left out."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    words = {**query.dict(), **changes}
    query.clear()
    query.update({name: str(word) for name, word in words.items() if word})
    return f"{request.path}?{query.urlencode()}" if query else request.path


def counted(filters: FilmFilters, sort: Sort) -> str:
    """How many, as far as it is worth counting."""
    at_most = MOST_COUNTED + 1
    if filters.are_chosen:
        number = sort.having_its_fact(filters.films())[:at_most].count()
    else:
        number = len(some_films(needs=sort.needs, at_most=at_most))
    if number > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} films"
    return f"{number:,} {'film' if number == 1 else 'films'}"


def described(filters: FilmFilters) -> str:
    said = {name: filters.label_of(name) for name in ("decade", "year", "country", "language")}
    parts = [
        f" from the {said['decade']}" if said["decade"] else "",
        f" from {said['year']}" if said["year"] else "",
        f", made in {said['country']}" if said["country"] else "",
        f", language: {said['language']}" if said["language"] else "",
    ]
    return "".join(parts)


def chosen(filters: FilmFilters, request: HttpRequest) -> list[Choice]:
    """Each chosen word with the address without it."""
    labels = {name: filters.label_of(name) for name in filters.fields}
    return [Choice(label, address(request, **{name: ""})) for name, label in labels.items() if label]
