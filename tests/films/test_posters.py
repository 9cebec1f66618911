"""Drawn posters, and the addresses they stand at."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from films.actions.starter import read_starter
from films.posters import drawn_poster, drawn_poster_digest, tone_of
from films.posters.compositions import COMPOSITIONS
from films.posters.lettering import TALLEST, byline_of, set_title, width_in_ems
from films.posters.palettes import PALETTES
from tests.factories import a_film, a_member

SVG = "{http://www.w3.org/2000/svg}"
ODD_TITLES = [
    "M",
    "",
    " ",
    "8½",
    '<script>alert(1)</script> & "quotes"',
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Night of the Day of the Dawn of the Son of the Bride of the Return of the Revenge of the Terror, Part "
    + "3" * 90,
    "千と千尋の神隠しと不思議の町のとても長い題名",
    "جدایی نادر از سیمین",
    "पाथेर पांचाली",
    "🎬🎬🎬",
]


def parsed(poster: str) -> ElementTree.Element:
    return ElementTree.fromstring(poster)  # noqa: S314  it is our own


def words_on(poster: str) -> list[str]:
    return [text.text or "" for text in parsed(poster).iter(f"{SVG}text")]


def test_a_poster_says_title_director_and_year():
    assert words_on(drawn_poster("Her", "Spike Jonze", 2013)) == ["Her", "Spike Jonze", "2013"]


def test_the_poster_of_her_is_coral_with_a_sun_over_a_hill():
    poster = drawn_poster("Her", "Spike Jonze", 2013)

    assert tone_of("Her", 2013) == 0
    assert '<rect width="200" height="300" fill="#c8452f"/><circle cx="100"' in poster
    assert 'fill="#f3d9bd"' in poster


@pytest.mark.parametrize("title", ODD_TITLES)
def test_any_title_makes_a_well_formed_poster(title):
    poster = drawn_poster(title, title, None)

    assert parsed(poster).get("viewBox") == "0 0 200 300"
    assert "<script" not in poster


def test_titles_fit_between_the_margins():
    for title in [*ODD_TITLES, *(film["title"] for film in read_starter())]:
        lettering = set_title(title, width=172)

        assert lettering.lines, title
        assert lettering.height <= TALLEST + 1, title
        assert all(width_in_ems(line) * lettering.size <= 172.5 for line in lettering.lines), title


def test_titles_of_the_starter_catalogue_can_be_read_on_a_small_poster():
    sizes = [set_title(film["title"], width=172).size for film in read_starter()]

    assert min(sizes) >= 15


def test_a_title_is_shown_whole_while_it_fits():
    for film in read_starter():
        assert " ".join(set_title(film["title"], width=172).lines).replace("- ", "-") == film["title"]


def test_many_directors_end_before_the_year():
    line = byline_of("Ben Sharpsteen, Hamilton Luske, Bill Roberts, Norman Ferguson", width=138)

    assert line == "Ben Sharpsteen, …"


def test_one_endless_name_is_cut():
    assert byline_of("Wolfeschlegelsteinhausenbergerdorff the Elder of Hamburg", width=138).endswith("…")


def test_all_palettes_and_compositions_are_in_use():
    films = [(film["title"], film["year"]) for film in read_starter()]
    posters = [drawn_poster(title, "", year) for title, year in films]

    assert {tone_of(title, year) for title, year in films} == set(range(len(PALETTES)))
    assert len(COMPOSITIONS) >= 16
    assert len({poster.split("<g fill=")[0] for poster in posters}) > 500


def test_what_a_poster_shows_is_in_its_address():
    shown = drawn_poster_digest("Her", "Spike Jonze", 2013)

    assert shown == drawn_poster_digest("Her", "Spike Jonze", 2013)
    assert shown != drawn_poster_digest("Her", "Spike Jonze", 2014)
    assert shown != drawn_poster_digest("Hers", "Spike Jonze", 2013)
    assert shown != drawn_poster_digest("Her", "Jonze", 2013)


def test_a_poster_is_kept_by_browsers_for_good(her):
    response = Client().get(her.poster_src)

    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies


def test_a_poster_takes_one_query_whoever_looks(her, signed_in, django_assert_num_queries):
    member = signed_in(a_member())

    for client in (Client(), member):
        with django_assert_num_queries(1):
            client.get(her.poster_src)


def test_the_address_of_an_earlier_poster_leads_to_the_present_one(her):
    response = Client().get("/film/her-2013/poster-0123456789ab.svg")

    assert response.status_code == 301
    assert response["Location"] == her.poster_src
    assert response["Cache-Control"] == "no-cache"


def test_a_film_that_is_not_there_has_no_poster(db):
    assert Client().get("/film/nothing-1900/poster-0123456789ab.svg").status_code == 404


def test_posters_of_hostile_titles_hold_no_markup_of_theirs(db):
    film = a_film("<script>alert(1)</script>", 1999)

    assert b"<script" not in Client().get(film.poster_src).content
