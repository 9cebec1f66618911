"""What addresses ask for: the film, the member, the entry, the filters."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest

from films.models import Film
from films.queries.finding import films_at
from reviews.models.stats import RATINGS
from web.finding import first_or_404


def film_or_404(slug: str) -> Film:
    return first_or_404(films_at(slug))


def film_to_record_or_404(slug: str) -> Film:
    """Retired films keep what was recorded; nothing is added."""
    film = film_or_404(slug)
    if film.is_retired:
        raise Http404
    return film


def asked_rating(request: HttpRequest) -> int | None:
    """The rating in `?rating=`, None for all. Raises BadRequest for what is no rating."""
    return asked_number(request, "rating", RATINGS)


def asked_number(request: HttpRequest, name: str, accepted: range) -> int | None:
    """Raises BadRequest for anything but one of these numbers, or nothing."""
    asked = request.GET.get(name, "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 4 and int(asked) in accepted):
        raise BadRequest(f"{name} is a number from {accepted[0]} to {accepted[-1]}.")
    return int(asked)


def address_with(request: HttpRequest, **changes: str | int | None) -> str:
    """The address of this page with these filters changed (None takes one away), from its start."""
    query = request.GET.copy()
    query.pop("after", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def sort_links(
    request: HttpRequest, sorts: Mapping[str, tuple[str, tuple[str, ...]]], current: str
) -> list[dict[str, str | bool]]:
    """The orders as links that keep the filters."""
    return [
        {"name": name, "url": address_with(request, sort=sort), "is_current": sort == current}
        for sort, (name, _) in sorts.items()
    ]
