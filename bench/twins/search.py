"""Suggestions while one types: films and people, one statement each."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from html import escape

from bench.twins.database import Row, rows_by_words
from bench.twins.layout import Request
from bench.twins.parts import poster_source
from films.titles import folded

FILMS_SUGGESTED, PEOPLE_SUGGESTED, MARGIN, LONGEST_QUERY = 7, 3, 4, 200
LEAST_LIKENESS, ALIKE = 0.76, 5
MISSPELT = """length(%(key)s) BETWEEN 4 AND 60
    AND (SELECT set_config('pg_trgm.word_similarity_threshold', '0.4', true)) IS NOT NULL"""
FILMS = f"""
WITH hits AS (
    (SELECT film_id, popularity, key, CASE WHEN is_main THEN 0 ELSE 1 END AS tier
     FROM films_titlekey WHERE key = %(key)s ORDER BY is_main DESC, popularity DESC LIMIT %(most)s)
    UNION ALL
    (SELECT film_id, popularity, key, CASE WHEN is_main THEN 2 ELSE 3 END
     FROM films_titlekey WHERE left(key, {{length}}) = %(start)s AND key LIKE %(key)s || '%%'
     ORDER BY popularity DESC LIMIT %(most)s)
    UNION ALL
    (SELECT film_id, popularity, key, CASE WHEN is_main THEN 3 ELSE 4 END
     FROM films_titlekey WHERE to_tsvector('simple', COALESCE(key, '')) @@ to_tsquery('simple', %(words)s)
     ORDER BY popularity DESC LIMIT %(most)s)
), found AS MATERIALIZED (
    SELECT DISTINCT ON (film_id) film_id, popularity, key, tier FROM hits ORDER BY film_id, tier, length(key)
), alike AS (
    SELECT film_id, popularity, key, {ALIKE} AS tier FROM films_titlekey
    WHERE (SELECT count(*) < 3 AND min(tier) IS DISTINCT FROM 0 FROM found) AND {MISSPELT} AND %(key)s <%% key
    ORDER BY word_similarity(%(key)s, key) DESC, abs(length(key) - length(%(key)s)), popularity DESC LIMIT 60
)
SELECT film.id, film.slug, film.title, film.original_title, film.year, film.directed_by, film.poster, hit.tier, hit.key
FROM (SELECT * FROM found UNION ALL SELECT * FROM alike) AS hit JOIN films_film AS film ON film.id = hit.film_id
WHERE film.state <> 'retired' AND NOT film.is_adult
ORDER BY hit.tier, hit.popularity DESC, length(hit.key), film.year DESC NULLS LAST, film.id
"""
BY_LENGTH = {length: FILMS.format(length=length) for length in range(1, 5)}
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
    ORDER BY word_similarity(%(key)s, name_key) DESC, abs(length(name_key) - length(%(key)s)), id LIMIT 60
)
SELECT person.id, person.slug, person.name, person.note, hit.tier, hit.name_key AS key, role.role,
    COALESCE(role.films, 0) AS films
FROM (SELECT * FROM found UNION ALL SELECT * FROM alike) AS hit JOIN films_person AS person ON person.id = hit.id
LEFT JOIN LATERAL (
    SELECT role, count(DISTINCT film_id) AS films FROM films_credit WHERE person_id = person.id
    GROUP BY role ORDER BY films DESC, role <> 'director', role LIMIT 1
) AS role ON true
ORDER BY hit.tier, films DESC, person.name_key, person.id
"""


def suggestions(request: Request) -> str:
    """The fragment that stands under the field: films, and people unless a film is wanted."""
    key = folded(" ".join(request.query.get("q", "")[:LONGEST_QUERY].split()))
    to_log = request.query.get("for") == "log"
    wants_people = not to_log and request.query.get("kind") != "films"
    films = find_films(request, key) if key else []
    people = find_people(request, key) if wants_people and (len(key) > 1 or not key.isascii()) else []
    lines = [film_line(film, "log/" if to_log else "") for film in films]
    if people:
        lines.append('<p class="suggestions__group" role="presentation">People</p>')
        lines += [person_line(person) for person in people]
    return "\n".join(lines)


def find_films(request: Request, key: str) -> list[Row]:
    length = min(len(key), 4)
    words = " & ".join(f"'{word}'" for word in key.split()) + ":*"
    most = FILMS_SUGGESTED * MARGIN
    asked = {"key": key, "start": key[:length], "words": words, "most": most}
    return meant(key, rows_by_words(request.connection, BY_LENGTH[length], **asked))[:FILMS_SUGGESTED]


def find_people(request: Request, key: str) -> list[Row]:
    found = rows_by_words(request.connection, PEOPLE, key=key, most=PEOPLE_SUGGESTED * MARGIN)
    return meant(key, found)[:PEOPLE_SUGGESTED]


def meant(key: str, found: Iterable[Row]) -> list[Row]:
    """What was found, each once; of what is only written alike, what is really like it, the likest first."""
    exact: dict[int, Row] = {}
    alike: list[tuple[float, Row]] = []
    for one in found:
        if one.tier != ALIKE:
            exact.setdefault(one.id, one)
        elif (like := likeness(key, one.key)) >= LEAST_LIKENESS:
            alike.append((like, one))
    for _, one in sorted(alike, key=lambda pair: -pair[0]):
        exact.setdefault(one.id, one)
    return list(exact.values())


def likeness(key: str, other: str) -> float:
    starts = [0, *(place + 1 for place, character in enumerate(other) if character == " ")]
    begun = max(ratio(key, other[start : start + len(key)]) for start in starts)
    return max(begun, ratio(key.replace(" ", ""), other.replace(" ", "")[: len(key)]))


def ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def film_line(film: Row, place: str) -> str:
    title, year = escape(film.title), f' <span class="year">{film.year}</span>' if film.year else ""
    label = f"{title} ({film.year})" if film.year else title
    facts = [escape(film.directed_by)] if film.directed_by else []
    if film.original_title:
        facts.append(f"<bdi>{escape(film.original_title)}</bdi>")
    line = f'<span class="suggestion__line">{" · ".join(facts)}</span>' if facts else ""
    return (
        f'<div class="suggestion" role="option" data-url="/film/{film.slug}/{place}" data-value="{film.slug}" '
        f'data-label="{label}"><img class="suggestion__picture" src="{poster_source(film)}" width="28" height="42" '
        f'alt=""> <span class="suggestion__body"><b>{title}</b>{year}{line}</span></div>'
    )


def person_line(person: Row) -> str:
    name = escape(f"{person.name} ({person.note})" if person.note else person.name)
    role = person.role.replace("_", " ").capitalize() if person.role else ""
    films = "film" if person.films == 1 else "films"
    line = f"{role} · {person.films} {films}" if role else ""
    return (
        f'<div class="suggestion" role="option" data-url="/person/{person.slug}/" data-value="{person.slug}" '
        f'data-label="{name}"><span class="suggestion__body"><b>{name}</b><span class="suggestion__line">{line}</span></span></div>'
    )
