"""What members gave a film as the years went by, and at the first viewing beside later ones."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Avg, Count, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.dates import MONTHS

from films.models import Film
from reviews.models import Entry, FilmStats, Mark
from social.models import Reach
from web.prepared import prepared

MOST_MONTHS = 24  # a longer time is told in years
MOST_LIVE = 50_000  # ratings of one film that are counted at each request, in some 25 ms
HOURS_REMEMBERED = 6  # of films that have more
MOST_REMEMBERED = 200  # films
DECEMBER = 12
Month = tuple[int, int]  # the year and which of it


class Period(NamedTuple):
    """A month or a year: how many ratings were given in it, their mean (None without any), and the mean of all until its
    end, in half-stars."""

    label: str
    ratings: int
    mean: float | None
    mean_so_far: float


class Viewings(NamedTuple):
    """Ratings that were given with first viewings, or with later ones, and their mean in half-stars."""

    is_rewatch: bool
    ratings: int
    mean: float


class OverTime(NamedTuple):
    """`hours`: how old the numbers may be; 0 where they are of this moment."""

    periods: list[Period]
    first: Viewings | None
    later: Viewings | None
    hours: int = 0


def over_time(film: Film, stats: FilmStats) -> OverTime:
    """Two queries. Of a film with very many ratings they are asked for every few hours in each process."""
    if stats.ratings_count <= MOST_LIVE:
        return counted_now(film)
    return counted_in(film.pk, int(time.monotonic() // (HOURS_REMEMBERED * 3_600)))._replace(
        hours=HOURS_REMEMBERED
    )


@lru_cache(maxsize=MOST_REMEMBERED)
def counted_in(film: int, _period: int) -> OverTime:
    return counted_now(Film(pk=film))


def counted_now(film: Film) -> OverTime:
    viewings = {
        is_rewatch: Viewings(is_rewatch, count, mean) for is_rewatch, count, mean in rated_viewings(film)
    }
    return OverTime(periods_of(ratings_by_month(film)), viewings.get(False), viewings.get(True))


@prepared
def ratings_by_month(film: Film) -> QuerySet[Mark, tuple[datetime.datetime, int, int]]:
    """The ratings that stand today by the month they were given in: how many, and added up. Private members count here as
    they do in the average."""
    marks = Mark.objects.about(film).filter(rating__isnull=False)
    months = marks.annotate(month=TruncMonth("rated_at", tzinfo=datetime.UTC)).values_list("month")
    return months.annotate(count=Count("*"), total=Sum("rating")).order_by("month")


@prepared
def rated_viewings(film: Film) -> QuerySet[Entry, tuple[bool, int, float]]:
    """The ratings on entries that others than their authors may read, of first viewings and of later ones."""
    entries = Entry.objects.about(film).filter(
        rating__isnull=False, reach__in=[Reach.EVERYONE, Reach.FOLLOWERS]
    )
    return entries.order_by().values_list("is_rewatch").annotate(count=Count("*"), mean=Avg("rating"))


def periods_of(months: Iterable[tuple[datetime.datetime, int, int]]) -> list[Period]:
    """Each month from the first rating to the last, or each year where these are too many."""
    given = {(month.year, month.month): (count, total) for month, count, total in months}
    if not given:
        return []
    steps = list(months_from(min(given), max(given)))
    if len(steps) <= MOST_MONTHS:
        return periods_in({f"{MONTHS[month]} {year}": [(year, month)] for year, month in steps}, given)
    by_year: dict[str, list[Month]] = {}
    for year, month in steps:
        by_year.setdefault(str(year), []).append((year, month))
    return periods_in(by_year, given)


def periods_in(labelled: Mapping[str, list[Month]], given: Mapping[Month, tuple[int, int]]) -> list[Period]:
    periods, count_so_far, total_so_far = [], 0, 0
    for label, months in labelled.items():
        found = [given.get(month, (0, 0)) for month in months]
        count, total = sum(count for count, _ in found), sum(total for _, total in found)
        count_so_far, total_so_far = count_so_far + count, total_so_far + total
        periods.append(Period(label, count, total / count if count else None, total_so_far / count_so_far))
    return periods


def months_from(first: Month, last: Month) -> Iterator[Month]:
    month = first
    while month <= last:
        yield month
        month = (month[0] + 1, 1) if month[1] == DECEMBER else (month[0], month[1] + 1)
