"""Films by any of their titles and people by their names, however they are typed: one query each.

Every query is compared folded (`films.titles`) with folded keys. First what is called exactly so; then what begins so
before what has all the words, the last one only begun, unless the latter is much better known (`titles_sql`). Where
hardly anything was found, what is written alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from films.models import Film, Person, Role
from films.models.search import BUCKETS
from films.queries.titles_sql import ALIKE, EVERYTHING_FROM, LARGE_CATALOGUE, SHORT, films_sql
from films.titles import ARTICLES, folded, without_article

LONGEST_QUERY = 200
SHORTEST_MISSPELT, LONGEST_MISSPELT = 4, 60
# Trigrams find what may be meant, the order of the letters decides: a swapped pair costs three trigrams.
SHORT_LIKENESS, LONG_LIKENESS, LONG = 0.4, 0.5, 13
LEAST_LIKENESS = 0.76
SHORTEST_WORD = 3
CANDIDATES = 60
# Some of what is found is not on offer, and a film has several keys.
MARGIN = 4

# The condition with set_config is checked once, before the index is asked; its threshold is for this statement alone.
MISSPELT = """length(%(key)s) BETWEEN %(shortest_misspelt)s AND %(longest_misspelt)s
        AND (SELECT set_config('pg_trgm.word_similarity_threshold', %(likeness)s, true)) IS NOT NULL"""

PEOPLE = f"""
WITH hits AS (
    (SELECT id, name_key, CASE WHEN name_key = %(key)s THEN 0 ELSE 1 END AS tier
     FROM films_person WHERE name_key LIKE %(key)s || '%%' LIMIT %(most)s)
    UNION ALL
    (SELECT id, name_key, 1 FROM films_person
     WHERE length(%(key)s) >= 3 AND name_key LIKE '%% ' || %(key)s || '%%' LIMIT %(most)s)
), found AS MATERIALIZED (
    SELECT DISTINCT ON (id) * FROM hits ORDER BY id, tier
), alike AS (
    SELECT id, name_key, {ALIKE} AS tier FROM films_person
    WHERE NOT EXISTS (SELECT FROM found) AND {MISSPELT} AND %(key)s <%% name_key
    ORDER BY word_similarity(%(key)s, name_key) DESC, abs(length(name_key) - length(%(key)s)), id
    LIMIT %(candidates)s
)
SELECT person.id, person.slug, person.name, person.note, hit.tier, hit.name_key AS key,
    role.role AS main_role, COALESCE(role.films, 0) AS films_count
FROM (SELECT * FROM found UNION ALL SELECT * FROM alike) AS hit JOIN films_person AS person ON person.id = hit.id
LEFT JOIN LATERAL (
    SELECT role, count(DISTINCT film_id) AS films FROM films_credit AS credit
    WHERE credit.person_id = person.id GROUP BY role ORDER BY films DESC, role <> 'director', role LIMIT 1
) AS role ON true
ORDER BY hit.tier, films_count DESC, person.name_key, person.id
"""


class PersonFound(NamedTuple):
    """Somebody, and what they did most: `line` is "Director · 4 films"."""

    person: Person
    line: str


def find_films(query: str, *, limit: int) -> list[Film]:
    """Films on offer, each with what a line of results shows."""
    key = folded(query[:LONGEST_QUERY])
    if not key:
        return []
    start, is_short = key[: BUCKETS[-1]], len(without_article(key)) < SHORT
    statement = films_sql(len(start), is_all=start == key, is_short=is_short)
    return meant(key, Film.objects.raw(statement, asked_of_titles(key, start, limit)))[:limit]


def find_people(query: str, *, limit: int) -> list[PersonFound]:
    key = folded(query[:LONGEST_QUERY])
    if len(key) < 2 and key.isascii():
        return []
    found = meant(key, Person.objects.raw(PEOPLE, asked(key, limit)))[:limit]
    return [PersonFound(person, line_of(person.main_role, person.films_count)) for person in found]


def line_of(role: str | None, films: int) -> str:
    return f"{Role(role).label} · {films} {'film' if films == 1 else 'films'}" if role else ""


def asked(key: str, limit: int) -> dict[str, object]:
    return {
        "key": key,
        "words": begun_words(key),
        "most": limit * MARGIN,
        "candidates": CANDIDATES,
        "likeness": str(likeness_wanted(key)),
        "shortest_misspelt": SHORTEST_MISSPELT,
        "longest_misspelt": LONGEST_MISSPELT,
    }


def asked_of_titles(key: str, start: str, limit: int) -> dict[str, object]:
    bare, (words, begun_word) = without_article(key), whole_words(key)
    return asked(key, limit) | {
        "whole_words": words,
        "begun_word": begun_word,
        "start": start,
        "limit": limit,
        "bare": bare,
        "likeness": str(likeness_wanted(bare)),
        "is_thorough": limit >= EVERYTHING_FROM,
        "large": LARGE_CATALOGUE,
    }


def begun_words(key: str) -> str:
    """All the words, the last one only begun. Folded words are letters and digits alone, so they need no escape."""
    return " & ".join(f"'{word}'" for word in key.split()) + ":*"


def whole_words(key: str) -> tuple[str, str]:
    """The same without articles and without a last word of one or two letters, if others remain; and that last word."""
    *before, last = key.split()
    telling = [word for word in before if word not in ARTICLES]
    if len(last) >= SHORTEST_WORD:
        return begun_words(" ".join([*telling, last])), " "
    if not telling:
        return begun_words(key), " "
    return " & ".join(f"'{word}'" for word in telling), f" {last}"


def likeness_wanted(key: str) -> float:
    """How many of a query's trigrams a title must have. A swapped pair of letters costs half of those of a short one."""
    return SHORT_LIKENESS if len(key) < LONG else LONG_LIKENESS


def meant(key: str, found: Iterable[Any]) -> list[Any]:
    """What was found, each once; of what is only written alike, what is really like it, the likest first."""
    rows = list(found)
    alike = [(likeness(key, row.key), row) for row in rows if row.tier == ALIKE]
    likest = sorted((pair for pair in alike if pair[0] >= LEAST_LIKENESS), key=lambda pair: -pair[0])
    each = {row.pk: row for row in [*(row for row in rows if row.tier != ALIKE), *(row for _, row in likest)]}
    return list(each.values())


def likeness(key: str, other: str) -> float:
    """How like the other one is from one of its words on, or both without their spaces: 0 to 1."""
    starts = [0, *(place + 1 for place, character in enumerate(other) if character == " ")]
    begun = max(ratio(key, other[start : start + len(key)]) for start in starts)
    return max(begun, ratio(key.replace(" ", ""), other.replace(" ", "")[: len(key)]))


def ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
