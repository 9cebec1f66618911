"""Films are found by titles, year, identifiers and addresses, and by what they lack."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.models import FilmState, FormerSlug
from reviews.actions import marks
from tests.factories import a_film
from tests.films.admin.desk import FILMS, titles_in


@pytest.mark.parametrize(
    "typed",
    [
        "Her",
        "hér",
        "her 2013",
        "Her (2013)",
        "tt1798709",
        "152601",
        "Q788822",
        "her-2013",
        "samantha",
        "Ella",
        "2013",
    ],
)
def test_a_film_is_found_by_titles_year_identifiers_and_addresses(curator, typed):
    her = a_film(
        "Her", 2013, imdb_id="tt1798709", tmdb_id="152601", wikidata_id="Q788822", original_title="Ella"
    )
    FormerSlug.objects.create(slug="samantha", film=her)
    a_film("Brothers", 2009)

    assert titles_in(curator.get(FILMS, {"q": typed})) == ["Her"]


def test_the_closest_title_stands_first(curator):
    for title in ("Look at Her", "Hero", "Her"):
        a_film(title)

    assert titles_in(curator.get(FILMS, {"q": "her"})) == ["Her", "Hero", "Look at Her"]


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ({"missing": "poster"}, ["Bare", "Odd", "Old"]),
        ({"missing": "synopsis"}, ["Bare"]),
        ({"missing": "director"}, ["Bare", "Odd"]),
        ({"missing": "year"}, ["Bare"]),
        ({"state__exact": "provisional"}, ["Bare"]),
        ({"decade": "1920"}, ["Old"]),
        ({"is_adult__exact": "1"}, ["Odd"]),
        ({"missing": "poster", "decade": "1920"}, ["Old"]),
        ({"missing": "nonsense", "decade": "nonsense"}, ["Bare", "Full", "Odd", "Old"]),
    ],
)
def test_films_are_filtered_by_what_they_lack_state_decade_and_adult(curator, chosen, titles):
    a_film("Bare", None, state=FilmState.PROVISIONAL)
    a_film("Old", 1924, directed_by="Lotte Reiniger", synopsis="A prince flies.")
    a_film("Odd", 1975, is_adult=True, synopsis="Late at night.")
    a_film("Full", 2001, directed_by="Agnès Varda", synopsis="Potatoes.", poster="a" * 32)

    assert titles_in(curator.get(FILMS, chosen)) == titles


def test_the_list_takes_the_same_queries_for_any_number_of_films(curator, alice):
    a_film("Film one", directed_by="Somebody")
    with CaptureQueriesContext(connection) as for_one:
        curator.get(FILMS, {"q": "film"})
    for number in range(29):
        marks.watch(a_film(f"Film {number}", directed_by=f"Director {number}"), by=alice)

    with CaptureQueriesContext(connection) as for_thirty:
        assert len(titles_in(curator.get(FILMS, {"q": "film"}))) == 30

    assert len(for_thirty) == len(for_one)


def test_the_list_shows_the_poster_and_the_number_of_marks(curator, her, alice, bob):
    marks.watch(her, by=alice)
    marks.add_to_watchlist(her, by=bob)

    page = curator.get(FILMS)

    assert [film.marks_count for film in page.context["cl"].result_list] == [2]
    assert f'<img src="{her.poster_src}"' in page.content.decode()
