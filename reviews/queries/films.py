"""Films by what members did with them."""

from __future__ import annotations

from accounts.models import Member
from films.models import Film, FilmQuerySet
from films.models.films import beyond_the_poster
from reviews.models import Mark, MarkQuerySet
from web.prepared import prepared


@prepared
def most_popular_films(*, at_most: int) -> FilmQuerySet:
    """Films that may be found, the ones with most marks and reviews first."""
    films = Film.objects.offered().filter(stats__popularity__gt=0).defer("synopsis")
    return films.order_by("-stats__popularity", "-stats__film")[:at_most]


def films_wanted_by(member: Member, *, at_most: int) -> list[Film]:
    """The first of the member's watchlist, what was put there last before all others."""
    return [mark.film for mark in latest_on_watchlist(member, at_most=at_most)]


@prepared
def latest_on_watchlist(member: Member, *, at_most: int) -> MarkQuerySet:
    marks = Mark.objects.of(member).on_watchlist().with_film().defer(*beyond_the_poster("film"))
    return marks.order_by("-watchlisted_at", "-pk")[:at_most]
