"""What a diary comes to: two statements, one over its viewings, one over what the catalogue knows of their films. The
answer of the second is remembered for a long diary, as the site does."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import date
from types import SimpleNamespace
from typing import Any

from bench.twins.cards import FILM, OF_AUTHOR
from bench.twins.database import Row, rows
from bench.twins.layout import Request

ALWAYS_ANEW, SECONDS_REMEMBERED, ENOUGH, MOST, MOST_HIGHEST = 1_500, 600, 3, 8, 5
SEEN = f"""
WITH seen AS MATERIALIZED (
    SELECT id AS entry, film_id AS film, watched_on AS day, rating, is_rewatch FROM reviews_entry AS entry
    WHERE author_id = %(author)s AND watched_on IS NOT NULL AND NOT is_stopped AND {OF_AUTHOR}
)"""
DIARY = f"""{SEEN}
, firsts AS MATERIALIZED (
    SELECT film, day, row_number() OVER (ORDER BY day, entry) AS number
    FROM (SELECT DISTINCT ON (film) film, entry, day FROM seen ORDER BY film, day, entry) AS first_of_each
), days AS MATERIALIZED (
    SELECT day, lag(day) OVER (ORDER BY day) AS before, day - row_number() OVER (ORDER BY day)::int AS run
    FROM (SELECT DISTINCT day FROM seen) AS each_day
)
SELECT 'sums' AS what, NULL::date AS day, NULL::bigint AS key, count(*) AS number,
    count(*) FILTER (WHERE is_rewatch) AS other, (SELECT count(*) FROM firsts) AS third,
    coalesce(sum(hashint8extended(entry, film * 100 + coalesce(rating, 0))), 0) AS fingerprint FROM seen
UNION ALL SELECT 'rating', NULL, rating, count(*), NULL, NULL, NULL FROM seen WHERE rating IS NOT NULL GROUP BY rating
UNION ALL SELECT 'when', date_trunc('year', day)::date, is_rewatch::int, count(*), count(rating), sum(rating), NULL
    FROM seen GROUP BY date_trunc('year', day), is_rewatch
UNION ALL (SELECT 'first', day, film, NULL, NULL, NULL, NULL FROM seen ORDER BY day, entry LIMIT 1)
UNION ALL (SELECT 'last', day, film, NULL, NULL, NULL, NULL FROM seen ORDER BY day DESC, entry DESC LIMIT 1)
UNION ALL SELECT 'milestone', day, film, number, NULL, NULL, NULL FROM firsts
    WHERE mod(number, 1000) = 0 OR number < 1000 AND mod(number, 100) = 0
UNION ALL (SELECT 'often', max(day), film, count(*), NULL, NULL, NULL FROM seen GROUP BY film HAVING count(*) > 1
    ORDER BY count(*) DESC, max(day) DESC, film LIMIT {MOST})
UNION ALL (SELECT 'streak', min(day), NULL, count(*), NULL, NULL, NULL FROM days GROUP BY run
    ORDER BY count(*) DESC, min(day) LIMIT 1)
UNION ALL (SELECT 'gap', before, NULL, day - before, NULL, NULL, NULL FROM days WHERE before IS NOT NULL
    ORDER BY day - before DESC, before LIMIT 1)
UNION ALL SELECT 'marked', NULL, NULL, films_count, NULL, NULL, NULL FROM reviews_memberstats
    WHERE member_id = %(author)s
"""
OF_KIND = """
UNION ALL SELECT '{kind}', NULL, word, '', '', count(*), count(rating), sum(rating), NULL
    FROM films CROSS JOIN unnest({column}) AS word GROUP BY word"""
OF_PEOPLE = f"""
UNION ALL (SELECT '{{kind}}', person_id, role, name, slug, films, rated, total, NULL FROM ranked
    JOIN films_person AS person ON person.id = person_id
    WHERE kind = '{{kind}}' AND (by_films <= {MOST} OR rated >= {ENOUGH} AND by_average <= {MOST}))"""
APART = f"""
UNION ALL (SELECT '{{what}}', film, '', '', '', rating, NULL, NULL, average FROM films
    WHERE {{condition}} ORDER BY {{order}}, last_on DESC, film LIMIT {MOST})"""
CATALOGUE = f"""{SEEN}
, films AS MATERIALIZED (
    SELECT film, viewings, last_on, last.rating, runtime, year, genres, countries, languages, average
    FROM (SELECT film, count(*) AS viewings, max(day) AS last_on,
            (array_agg(rating ORDER BY day DESC, entry DESC) FILTER (WHERE rating IS NOT NULL))[1] AS rating
        FROM seen GROUP BY film) AS last
    JOIN films_film ON films_film.id = film LEFT JOIN reviews_filmstats ON reviews_filmstats.film_id = film
), credited AS (
    SELECT DISTINCT person_id, role, film, rating
    FROM films JOIN films_credit ON film_id = film WHERE role <> 'actor' OR billing <= 10
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
SELECT 'hours' AS what, NULL::bigint AS key, '' AS word, '' AS name, '' AS slug,
    sum(viewings * runtime)::bigint AS number, (sum(viewings) FILTER (WHERE runtime IS NULL))::bigint AS rated,
    NULL::bigint AS total, NULL::float AS average FROM films
UNION ALL SELECT 'decade', year / 10 * 10, '', '', '', count(*), count(rating), sum(rating), NULL
    FROM films WHERE year IS NOT NULL GROUP BY year / 10
{OF_KIND.format(kind="genre", column="genres")}
{OF_KIND.format(kind="country", column="countries")}
{OF_KIND.format(kind="language", column="languages")}
{"".join([OF_PEOPLE.format(kind=kind) for kind in ("director", "actor", "crew")])}
{APART.format(what="above", condition="rating > average", order="rating - average DESC")}
{APART.format(what="below", condition="rating < average", order="rating - average")}
{APART.format(what="highest", condition="rating IS NOT NULL", order="rating DESC")}
"""
FILMS = f"SELECT film.id, {FILM} FROM films_film AS film WHERE film.id = ANY(%(keys)s)"
remembered: dict[tuple[int, int, int], SimpleNamespace] = {}


def diary_of(request: Request, readable: dict[str, Any]) -> SimpleNamespace:
    """Each kind of rows by its name; of the kinds that have one row that row, or None."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(request.connection, DIARY, **readable):
        found[row.what].append(row)
    times: dict[int, dict[int, Row]] = defaultdict(dict)
    for row in found["when"]:
        times[row.day.year][row.key] = row
    return SimpleNamespace(
        **{
            what: next(iter(found[what]), None)
            for what in ("sums", "first", "last", "streak", "gap", "marked")
        },
        ratings={row.key: row.number for row in found["rating"]},
        times=dict(sorted(times.items())),
        milestones=sorted(found["milestone"], key=lambda row: row.number),
        often=sorted(found["often"], key=lambda row: (-row.number, -date.toordinal(row.day), row.key)),
    )


def catalogue_of(request: Request, readable: dict[str, Any], diary: SimpleNamespace) -> SimpleNamespace:
    key = readable["author"], int(diary.sums.fingerprint), int(time.monotonic() // SECONDS_REMEMBERED)
    if diary.sums.third <= ALWAYS_ANEW:
        return read(rows(request.connection, CATALOGUE, **readable))
    if key not in remembered:
        remembered.clear()
        remembered[key] = read(rows(request.connection, CATALOGUE, **readable))
    return remembered[key]


def read(found: list[Row]) -> SimpleNamespace:
    """`tallies` and `films` by kind, and the minutes."""
    tallies: dict[str, list[Row]] = defaultdict(list)
    films: dict[str, list[Row]] = defaultdict(list)
    minutes = unknown = 0
    for row in found:
        if row.what == "hours":
            minutes, unknown = int(row.number or 0), int(row.rated or 0)
        else:
            (films if row.what in {"above", "below", "highest"} else tallies)[row.what].append(row)
    return SimpleNamespace(minutes=minutes, unknown=unknown, tallies=tallies, films=films)


def most(tallies: list[Row]) -> list[Row]:
    return sorted(tallies, key=lambda row: (-row.number, -row.rated, row.name, word_of(row)))[:MOST]


def highest(tallies: list[Row]) -> list[Row]:
    rated = [row for row in tallies if row.rated >= ENOUGH]
    return sorted(rated, key=lambda row: (-row.total / row.rated, -row.rated, row.name, word_of(row)))[
        :MOST_HIGHEST
    ]


def word_of(row: Row) -> str:
    return row.word or str(row.key)
