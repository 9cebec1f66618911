"""What the viewings of a period come to by themselves, without what the catalogue knows of the films: one statement."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from activity.queries.figures.viewings import Source, ask

MOST_SEEN = 8
STEP, STEPS_OF_ALL_TIME = (
    50,
    (100, 1_000),
)  # films between milestones: of a year; of all time up to 1,000, and beyond

# A film's first viewing in the period counts to its films. The sum of hashes tells whether anything has changed.
STATEMENT = """
, firsts AS MATERIALIZED (
    SELECT film, entry, day, row_number() OVER (ORDER BY day, entry) AS number
    FROM (SELECT DISTINCT ON (film) film, entry, day FROM seen ORDER BY film, day, entry) AS first_of_each
), days AS MATERIALIZED (
    SELECT day, lag(day) OVER (ORDER BY day) AS before, day - row_number() OVER (ORDER BY day)::int AS run
    FROM (SELECT DISTINCT day FROM seen) AS each_day
)
SELECT 'sums', NULL::date, NULL::bigint, count(*), count(*) FILTER (WHERE is_rewatch), (SELECT count(*) FROM firsts),
    coalesce(sum(hashint8extended(entry, film * 100 + coalesce(rating, 0) + (day - date '1800-01-01') * 20)), 0)
FROM seen
UNION ALL SELECT 'rating', NULL, rating, count(*), NULL, NULL, NULL FROM seen WHERE rating IS NOT NULL GROUP BY rating
UNION ALL SELECT 'when', date_trunc('{unit}', day)::date, is_rewatch::int, count(*), count(rating), sum(rating), NULL
    FROM seen GROUP BY date_trunc('{unit}', day), is_rewatch
UNION ALL (SELECT 'first', day, film, NULL, NULL, NULL, NULL FROM seen ORDER BY day, entry LIMIT 1)
UNION ALL (SELECT 'last', day, film, NULL, NULL, NULL, NULL FROM seen ORDER BY day DESC, entry DESC LIMIT 1)
UNION ALL SELECT 'milestone', day, film, number, NULL, NULL, NULL FROM firsts WHERE {is_milestone}
UNION ALL (SELECT 'often', max(day), film, count(*), NULL, NULL, NULL FROM seen GROUP BY film HAVING count(*) > 1
    ORDER BY count(*) DESC, max(day) DESC, film LIMIT {most_seen})
UNION ALL (SELECT 'streak', min(day), NULL, count(*), NULL, NULL, NULL FROM days GROUP BY run
    ORDER BY count(*) DESC, min(day) LIMIT 1)
UNION ALL (SELECT 'gap', before, NULL, day - before, NULL, NULL, NULL FROM days WHERE before IS NOT NULL
    ORDER BY day - before DESC, before LIMIT 1)
UNION ALL SELECT 'marked', NULL, NULL, films_count, NULL, NULL, NULL FROM reviews_memberstats WHERE member_id = %s
"""
IN_A_YEAR = f"mod(number, {STEP}) = 0"
EVER = "mod(number, {1}) = 0 OR number < {1} AND mod(number, {0}) = 0".format(*STEPS_OF_ALL_TIME)
OF_A_YEAR = STATEMENT.format(unit="day", is_milestone=IN_A_YEAR, most_seen=MOST_SEEN)
OF_ALL_TIME = STATEMENT.format(unit="year", is_milestone=EVER, most_seen=MOST_SEEN)


class Moment(NamedTuple):
    """A film, the day it was watched, and a number: which film of the period it was, or how often it was seen."""

    film: int
    day: datetime.date
    number: int = 0


class Stretch(NamedTuple):
    """So many days from this one on."""

    since: datetime.date
    days: int


@dataclass
class Count:
    """Viewings, how many of them have a rating, and these ratings added up in half-stars."""

    viewings: int = 0
    rated: int = 0
    total: int = 0

    @property
    def average(self) -> float | None:
        """In half-stars."""
        return self.total / self.rated if self.rated else None

    def add(self, other: Count) -> None:
        self.viewings += other.viewings
        self.rated += other.rated
        self.total += other.total


class When(NamedTuple):
    """A day of the year, or the first of a year: first viewings and rewatches."""

    day: datetime.date
    first: Count
    again: Count


@dataclass
class Diary:
    """The figures; `fingerprint` changes with any viewing of them, `films_marked` are all that the member has watched."""

    viewings: int = 0
    rewatches: int = 0
    films: int = 0
    films_marked: int = 0
    fingerprint: int = 0
    ratings: dict[int, int] = field(default_factory=dict)
    times: list[When] = field(default_factory=list)
    first: Moment | None = None
    last: Moment | None = None
    milestones: list[Moment] = field(default_factory=list)
    often: list[Moment] = field(default_factory=list)
    streak: Stretch | None = None
    gap: Stretch | None = None

    @property
    def rated(self) -> Count:
        """All viewings that have a rating."""
        number = sum(self.ratings.values())
        return Count(number, number, sum(rating * count for rating, count in self.ratings.items()))

    @property
    def film_keys(self) -> set[int]:
        """All films that are named."""
        ends = [moment for moment in (self.first, self.last) if moment]
        return {moment.film for moment in [*ends, *self.milestones, *self.often]}


def diary_figures(source: Source) -> Diary:
    statement = OF_A_YEAR if source.period.year else OF_ALL_TIME
    rows = ask(source, statement, [source.member])
    return read(rows)


def read(rows: Iterable[Any]) -> Diary:
    """The figures from the rows of the statement, in whichever order they come."""
    found = Diary()
    times: dict[datetime.date, When] = {}
    for what, day, key, number, other, third, hashes in rows:
        if what == "sums":
            found.viewings, found.rewatches, found.films, found.fingerprint = (
                number,
                other,
                third,
                int(hashes),
            )
        elif what == "rating":
            found.ratings[key] = number
        elif what == "when":
            time = times.setdefault(day, When(day, Count(), Count()))
            (time.again if key else time.first).add(Count(number, other, third or 0))
        elif what in ("first", "last"):
            setattr(found, what, Moment(key, day))
        elif what in ("streak", "gap"):
            setattr(found, what, Stretch(day, number))
        elif what == "marked":
            found.films_marked = number
        else:
            (found.milestones if what == "milestone" else found.often).append(Moment(key, day, number))
    found.times = sorted(times.values())
    found.milestones.sort(key=lambda moment: moment.number)
    found.often.sort(key=lambda moment: (-moment.number, -moment.day.toordinal(), moment.film))
    return found
