"""What the catalogue knows of the films that were seen: hours, people, genres, countries, languages, decades, and how the
ratings stand beside everybody's.

One statement, which reads every film seen with all its credits: 20 ms for 500 films, a fifth of a second for 10,000.
Where there are more than ALWAYS_ANEW of them the answer is remembered for ten minutes, until a viewing changes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from activity.queries.figures.diary import Diary
from activity.queries.figures.viewings import Source, ask

LAST_BILLED = 10  # who stands below this in the cast passed by
ENOUGH = 3  # rated films, for an average that says something
MOST_PEOPLE = MOST_KINDS = 8
MOST_HIGHEST = 5
MOST_APART = 8
ALWAYS_ANEW = 1_500
SECONDS_REMEMBERED, MOST_REMEMBERED = 600, 100
KINDS = {"genre": "genres", "country": "countries", "language": "languages"}

UNNESTED = """
UNION ALL SELECT '{kind}', NULL, word, '', '', count(*), count(rating), sum(rating), NULL
    FROM films CROSS JOIN unnest({column}) AS word GROUP BY word"""
PEOPLE = """
UNION ALL (SELECT '{kind}', person_id, role, name, slug, films, rated, total, NULL FROM ranked
    JOIN films_person AS person ON person.id = person_id
    WHERE kind = '{kind}' AND (by_films <= {most} OR rated >= {enough} AND by_average <= {most}))"""
APART = """
UNION ALL (SELECT '{what}', film, '', '', '', rating, NULL, NULL, average FROM films
    WHERE {condition} ORDER BY {order}, last_on DESC, film LIMIT {most})"""
STATEMENT = f"""
, films AS MATERIALIZED (
    SELECT film, viewings, last_on, last.rating, runtime, year, genres, countries, languages, average
    FROM (
        SELECT film, count(*) AS viewings, max(day) AS last_on,
            (array_agg(rating ORDER BY day DESC, entry DESC) FILTER (WHERE rating IS NOT NULL))[1] AS rating
        FROM seen GROUP BY film
    ) AS last
    JOIN films_film ON films_film.id = film LEFT JOIN reviews_filmstats ON reviews_filmstats.film_id = film
), credited AS (
    SELECT DISTINCT person_id, role, film, rating
    FROM films JOIN films_credit ON film_id = film WHERE role <> 'actor' OR billing <= {LAST_BILLED}
), counted AS (
    SELECT person_id, role, count(*) AS films, count(rating) AS rated, sum(rating) AS total,
        CASE role WHEN 'director' THEN 'director' WHEN 'actor' THEN 'actor' ELSE 'crew' END AS kind
    FROM credited GROUP BY person_id, role HAVING count(*) > 1
), ranked AS MATERIALIZED (
    SELECT *, row_number() OVER (PARTITION BY kind ORDER BY films DESC, rated DESC, person_id, role) AS by_films,
        row_number() OVER (PARTITION BY kind, rated >= {ENOUGH}
            ORDER BY total::float / nullif(rated, 0) DESC NULLS LAST, rated DESC, person_id, role) AS by_average
    FROM counted
)
SELECT 'hours', NULL::bigint, '', '', '', sum(viewings * runtime)::bigint,
    (sum(viewings) FILTER (WHERE runtime IS NULL))::bigint, NULL,
    NULL::float FROM films
UNION ALL SELECT 'decade', year / 10 * 10, '', '', '', count(*), count(rating), sum(rating), NULL
    FROM films WHERE year IS NOT NULL GROUP BY year / 10
{"".join(UNNESTED.format(kind=kind, column=column) for kind, column in KINDS.items())}
{"".join(PEOPLE.format(kind=kind, most=MOST_PEOPLE, enough=ENOUGH) for kind in ("director", "actor", "crew"))}
{APART.format(what="above", condition="rating > average", order="rating - average DESC", most=MOST_APART)}
{APART.format(what="below", condition="rating < average", order="rating - average", most=MOST_APART)}
{APART.format(what="highest", condition="rating IS NOT NULL", order="rating DESC", most=MOST_APART)}
"""


class Tally(NamedTuple):
    """Films of one kind or by one person, how many are rated, and their ratings added up in half-stars. `word`: the code
    of the kind, the decade, or the person's role."""

    word: str
    films: int
    rated: int
    total: int
    name: str = ""
    slug: str = ""

    @property
    def average(self) -> float | None:
        """In half-stars; None where there are too few ratings to say anything."""
        return self.total / self.rated if self.rated >= ENOUGH else None


class Apart(NamedTuple):
    """A film, the member's rating and the published average, all in half-stars."""

    film: int
    rating: int
    average: float | None

    @property
    def difference(self) -> float:
        return self.rating - (self.average or 0)


@dataclass
class Catalogue:
    minutes: int = 0
    viewings_without_runtime: int = 0
    tallies: dict[str, list[Tally]] = field(default_factory=dict)
    apart: dict[str, list[Apart]] = field(default_factory=dict)

    @property
    def hours(self) -> int:
        return round(self.minutes / 60)

    @property
    def film_keys(self) -> set[int]:
        """All films that are named."""
        return {one.film for films in self.apart.values() for one in films}

    def most(self, kind: str) -> list[Tally]:
        """By films, the most first."""
        ordered = sorted(
            self.tallies.get(kind, []), key=lambda one: (-one.films, -one.rated, one.name, one.word)
        )
        return ordered[:MOST_KINDS]

    def highest(self, kind: str) -> list[Tally]:
        """By the member's average, the highest first, of those with ENOUGH ratings."""
        rated = [one for one in self.tallies.get(kind, []) if one.rated >= ENOUGH]
        ordered = sorted(rated, key=lambda one: (-one.total / one.rated, -one.rated, one.name, one.word))
        return ordered[:MOST_HIGHEST]


def catalogue_figures(source: Source, diary: Diary) -> Catalogue:
    if diary.films <= ALWAYS_ANEW:
        return read(ask(source, STATEMENT, []))
    key = (source.member.pk, diary.fingerprint, int(time.monotonic() // SECONDS_REMEMBERED))
    with reading_of(key):
        found = remembered.get(key)
        if found is None:
            found = read(ask(source, STATEMENT, []))
            keep(key, found)
        return found


Key = tuple[int, int, int]
remembered: dict[Key, Catalogue] = {}
keeping = Lock()


@lru_cache(maxsize=MOST_REMEMBERED)
def reading_of(key: Key) -> Lock:
    """So that of many who ask for the same at once one works it out."""
    return Lock()


def keep(key: Key, found: Catalogue) -> None:
    with keeping:
        while len(remembered) >= MOST_REMEMBERED:
            del remembered[next(iter(remembered))]
        remembered[key] = found


def read(rows: Iterable[Any]) -> Catalogue:
    """The figures from the rows of the statement, in whichever order they come."""
    found = Catalogue()
    for what, key, word, name, slug, number, rated, total, average in rows:
        if what == "hours":
            found.minutes, found.viewings_without_runtime = int(number or 0), int(rated or 0)
        elif what in ("above", "below", "highest"):
            found.apart.setdefault(what, []).append(Apart(key, number, average))
        else:
            tally = Tally(word or str(key), number, rated, int(total or 0), name, slug)
            found.tallies.setdefault(what, []).append(tally)
    return found
