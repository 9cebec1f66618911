"""Searches of a large catalogue look into indexes, never through all titles, and never into more than they need."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from films.models import Film, TitleKey
from films.queries.search import find_films
from tests.factories import a_film

TITLES = 20_000
pytestmark = pytest.mark.django_db
FIRST_LETTERS = ("t", "th", "the", "nigh", "night", "the n")
QUERIES = (*FIRST_LETTERS, "the night", "night of 1f", "nigth", "wanderign night", "七人", "мос", "8½")


@pytest.fixture
def large_catalogue(db, monkeypatch):
    """Every title begins with "night" or an article and it; one in sixteen is known, one in 256 famous, as in life."""
    monkeypatch.setattr("films.queries.search.LARGE_CATALOGUE", TITLES)
    film = a_film()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%films_titlekey USING gin%'"
        )
        made_anew = cursor.fetchall()  # at once they are made in a tenth of the time
        cursor.execute(f"DROP INDEX {', '.join(name for name, _ in made_anew)}")
        # Without the counts that triggers keep.
        cursor.execute("ALTER TABLE films_film DISABLE TRIGGER USER")
        cursor.execute(
            """INSERT INTO films_film SELECT (jsonb_populate_record(film, jsonb_build_object(
                'id', film.id + number, 'slug', 'film-' || number))).*
            FROM films_film AS film, generate_series(1, %s) AS number WHERE film.id = %s""",
            [TITLES // 2, film.pk],
        )
        cursor.execute(
            """INSERT INTO films_titlekey (film_id, key, is_main, popularity)
            SELECT %s + number, prefix || to_hex(number * 7919 %% 65536), true, floor(log(2, 10000.0 / number))
            FROM generate_series(1, %s) AS number, (VALUES ('the night of '), ('night ')) AS start (prefix)""",
            [film.pk, TITLES // 2],
        )
        cursor.execute("ALTER TABLE films_film ENABLE TRIGGER USER")
        for _, definition in made_anew:
            cursor.execute(definition)
        cursor.execute("ANALYZE films_titlekey, films_film")


def plan_of(query: str, limit: int = 7) -> list[dict[str, Any]]:
    """The steps that looked into titles, as PostgreSQL took them."""
    asked: list[tuple[str, Any]] = []

    def heard(execute, sql, params, *how):
        asked.append((sql, params))
        return execute(sql, params, *how)

    with connection.execute_wrapper(heard):
        find_films(query, limit=limit)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {asked[0][0]}", asked[0][1])
        (plan,) = cursor.fetchone()
    steps = steps_of((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])
    return [step for step in steps if step["Actual Loops"]]


def steps_of(step: dict[str, Any]) -> list[dict[str, Any]]:
    return [step, *(inner for part in step.get("Plans", []) for inner in steps_of(part))]


def indexes_of(steps: list[dict[str, Any]]) -> set[str]:
    return {step["Index Name"] for step in steps if "Index Name" in step}


def test_no_search_goes_through_all_titles(large_catalogue):
    for query in QUERIES:
        steps = plan_of(query)
        scanned = {step["Relation Name"] for step in steps if step["Node Type"] == "Seq Scan"}

        assert "films_titlekey" not in scanned, query
        assert any("title_keys" in name for name in indexes_of(steps)), query
        assert query not in FIRST_LETTERS or most_read(steps) < TITLES / 8, query

    typed, entered = (indexes_of(plan_of("wanderign nihgt", limit)) for limit in (7, 48))
    assert "title_keys_by_likeness" not in typed
    assert "known_title_keys_by_likeness" in typed
    assert "title_keys_by_likeness" in entered


def most_read(steps: list[dict[str, Any]]) -> int:
    """The most titles that one look took up."""
    looks = [step for step in steps if "titlekey" in step.get("Relation Name", "") or "Index Name" in step]
    return max(int(step["Actual Rows"] * step["Actual Loops"]) for step in looks)


def test_much_better_known_inner_words_stand_before_unknown_beginnings():
    known, unknown, somewhat_known = (
        a_film("Seven Samurai"),
        a_film("Samurai Accountant"),
        a_film("Old Samurai"),
    )
    TitleKey.objects.filter(film=known).update(popularity=14)
    TitleKey.objects.filter(film=somewhat_known).update(popularity=4)

    assert find_films("samurai", limit=7) == [known, unknown, somewhat_known]


def test_many_films_of_one_title_leave_room_for_the_one_that_is_meant():
    for year in range(1950, 1960):
        a_film("God", year)
    TitleKey.objects.filter(film=a_film("The Godfather")).update(popularity=17)

    titles = [film.title for film in find_films("god", limit=7)]

    assert titles[:3] == ["God", "God", "The Godfather"]
    assert titles[3:] == ["God"] * 4
    assert Film.objects.filter(title="God").count() == 10
