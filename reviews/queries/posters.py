"""Films as posters: each with what the viewer did with it, in one query for a whole page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from films.models import Film
from films.models.films import beyond_the_poster
from reviews.models import Favourite, Mark, MarkQuerySet
from social.models import Viewer
from web.prepared import prepared


class Poster(NamedTuple):
    film: Film
    mark: Mark | None


def posters(films: Iterable[Film], viewer: Viewer) -> list[Poster]:
    shown = list(films)
    found = marks_on(viewer, [film.pk for film in shown]) if viewer.is_authenticated else []
    marks = {mark.film_id: mark for mark in found}
    return [Poster(film, marks.get(film.pk)) for film in shown]


@prepared
def marks_on(member: Viewer, films: list[int]) -> MarkQuerySet:
    """What this member did with each of these films, by their keys."""
    return Mark.objects.of(member).filter(film__is_any_of=films)


def favourites_of(member: Viewer) -> list[Film]:
    """The member's favourite films in order."""
    return [favourite.film for favourite in favourites_in_order(member)]


@prepared
def favourites_in_order(member: Viewer) -> QuerySet[Favourite]:
    chosen = (
        Favourite.objects.filter(member=member.pk).select_related("film").defer(*beyond_the_poster("film"))
    )
    return chosen.order_by("position")
