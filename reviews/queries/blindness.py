"""Blind mode: what others think of a film is kept from a member who wants that, until they have rated it.

Pages ask here which of their films are hidden; only for members in blind mode that is a query.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

from films.models import Film
from reviews.models import Entry, Mark
from social.models import Viewer
from web.prepared import prepared

OPEN = "open"  # what `?open=1` in an address asks for
Rated = TypeVar("Rated", Entry, Mark)


def looking(viewer: Viewer, request: HttpRequest) -> Viewer:
    """The viewer of a page about one film, who in blind mode may ask to see all of it now."""
    if is_blind(viewer) and request.GET.get(OPEN) == "1":
        viewer.sees_all = True  # type: ignore[union-attr]
    return viewer


def sees_all(viewer: Viewer) -> bool:
    """Whether this viewer is in blind mode and asked to see this page all the same."""
    return getattr(viewer, "sees_all", False)


def is_blind(viewer: Viewer) -> bool:
    return viewer.is_authenticated and viewer.blind and not sees_all(viewer)


def hidden_films(viewer: Viewer, films: Iterable[int]) -> set[int]:
    """Those of these films, by key, of which this viewer sees neither stars nor words. A film is asked for once."""
    if not is_blind(viewer):
        return set()
    asked = set(films)
    known: dict[int, bool] = viewer.__dict__.setdefault("films_known_rated", {})
    if unknown := sorted(asked - known.keys()):
        rated = set(rated_among(viewer, unknown))
        known |= {film: film in rated for film in unknown}
    return {film for film in asked if not known[film]}


@prepared
def rated_among(member: Viewer, films: list[int]) -> QuerySet[Mark, int]:
    rated = Mark.objects.of(member).filter(film__is_any_of=films, rating__isnull=False)
    return rated.values_list("film", flat=True)


def films_rated_by(member: Viewer) -> QuerySet[Mark, int]:
    """The keys of all films that this member has rated, for a filter."""
    return Mark.objects.of(member).filter(rating__isnull=False).values_list("film", flat=True)


def is_hidden(film: Film, viewer: Viewer) -> bool:
    return film.pk in hidden_films(viewer, [film.pk])


def without_stars(rows: list[Rated], viewer: Viewer) -> list[Rated]:
    """Takes from entries or marks the ratings that this viewer shall not see. Their own always stay."""
    if is_blind(viewer):
        hidden = hidden_films(viewer, [row.film_id for row in rows])
        for row in rows:
            author = row.author_id if isinstance(row, Entry) else row.member_id
            if row.film_id in hidden and author != viewer.pk:
                row.rating = None
    return rows
