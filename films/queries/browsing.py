"""The whole catalogue in order, and the words its films have."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import NamedTuple

from django.db.models import F, Func, QuerySet

from films import vocabulary
from films.models import Film, FilmQuerySet
from web.prepared import prepared

SECONDS_REMEMBERED = 600


class Words(NamedTuple):
    """The countries and the languages that films on offer have, by code, in the order of their names."""

    countries: dict[str, str]
    languages: dict[str, str]


def films_having(needs: str) -> FilmQuerySet:
    """The films on offer that have the fact which an order needs, without the long texts."""
    films = Film.objects.offered().defer("synopsis")
    return films.filter(**{f"{needs}__isnull": False}) if needs else films


@prepared
def first_films(*, order: tuple[str, ...], needs: str, at_most: int) -> FilmQuerySet:
    """The first of all films on offer that have what the order needs, each with its counts (`stats`)."""
    films = films_having(needs).select_related("stats").filter(stats__isnull=False)
    return films.order_by(*order)[:at_most]


@prepared
def some_films(*, needs: str, at_most: int) -> QuerySet[Film, int]:
    """The keys of so many films on offer, to count them as far as it is worth counting."""
    return films_having(needs).order_by().values_list("pk", flat=True)[:at_most]


def words_in_use() -> Words:
    """Looked up every ten minutes: it takes a walk through the whole catalogue."""
    return words_in_period(int(time.monotonic() // SECONDS_REMEMBERED))


@lru_cache(maxsize=1)
def words_in_period(period: int) -> Words:
    return Words(named(vocabulary.countries(), "countries"), named(vocabulary.languages(), "languages"))


def named(names: dict[str, str], field: str) -> dict[str, str]:
    words = (
        Film.objects.offered().annotate(word=Func(F(field), function="unnest")).values_list("word", flat=True)
    )
    used = set(words.distinct())
    return {code: name for code, name in names.items() if code in used}
