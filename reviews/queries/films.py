"""Films by what members did with them."""

from __future__ import annotations

from films.models import Film, FilmQuerySet


def most_popular_films() -> FilmQuerySet:
    """Films that may be found, the ones with most marks and reviews first."""
    return (
        Film.objects.offered().filter(stats__popularity__gt=0).order_by("-stats__popularity", "-stats__film")
    )
