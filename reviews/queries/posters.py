"""Films as posters: each with what the viewer did with it, in one query for a whole page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from films.models import Film
from reviews.models import Favourite, Mark
from social.models import Viewer


class Poster(NamedTuple):
    film: Film
    mark: Mark | None


def posters(films: Iterable[Film], viewer: Viewer) -> list[Poster]:
    shown = list(films)
    marks = Mark.objects.by_film(viewer, shown)
    return [Poster(film, marks.get(film.pk)) for film in shown]


def favourites_of(member: Viewer) -> list[Film]:
    """The member's favourite films in order."""
    chosen = Favourite.objects.filter(member=member.pk).select_related("film").order_by("position")
    return [favourite.film for favourite in chosen]
