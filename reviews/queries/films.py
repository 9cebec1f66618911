"""Films by what members did with them."""

from __future__ import annotations

from accounts.models import Member
from films.models import Film, FilmQuerySet
from reviews.models import Mark


def most_popular_films() -> FilmQuerySet:
    """Films that may be found, the ones with most marks and reviews first."""
    return (
        Film.objects.offered().filter(stats__popularity__gt=0).order_by("-stats__popularity", "-stats__film")
    )


def films_wanted_by(member: Member, *, at_most: int) -> list[Film]:
    """The first of the member's watchlist, what was put there last before all others."""
    marks = Mark.objects.of(member).on_watchlist().with_film().order_by("-watchlisted_at", "-pk")
    return [mark.film for mark in marks[:at_most]]
