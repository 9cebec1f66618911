"""The catalogue by genre, decade, country and language."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from films.actions.films import retire_film
from films.models import Film, Role
from reviews.actions import marks
from tests.factories import a_credit, a_film, a_member, a_person

TITLE = re.compile(r'class="poster__picture"[^>]* alt="([^"]*?)(?: \(\d+\))?"')
MOST_QUERIES = 5
BY_AVERAGE = {"average", "worst"}


def titles(address: str, client: Client | None = None) -> list[str]:
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return TITLE.findall(response.content.decode())


def queries_of(client: Client, address: str) -> int:
    client.get(address)  # the words of the filters are looked up once for all
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def catalogue(db):
    return {
        film.title: film
        for film in (
            a_film("The Zone", 1979, runtime=162, genres=["drama"], countries=["SU"], languages=["ru"]),
            a_film(
                "Élan", 1966, runtime=90, genres=["comedy", "drama"], countries=["FR", "BE"], languages=["fr"]
            ),
            a_film(
                "Abyss", 1910, runtime=37, genres=["silent", "drama"], countries=["DK"], languages=["zxx"]
            ),
            a_film("Quiet", 1968, genres=["documentary"], countries=["FR"]),
        )
    }


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/films/?genre=drama&sort=name", ["Abyss", "Élan", "The Zone"]),
        ("/films/?genre=comedy", ["Élan"]),
        ("/films/?decade=1960s&sort=name", ["Élan", "Quiet"]),
        ("/films/?year=1968", ["Quiet"]),
        ("/films/?country=FR&sort=name", ["Élan", "Quiet"]),
        ("/films/?country=SU", ["The Zone"]),
        ("/films/?language=zxx", ["Abyss"]),
        ("/films/?genre=drama&decade=1960s&country=BE&language=fr", ["Élan"]),
        ("/films/?genre=western", []),
        ("/films/?genre=drama+-comedy&sort=name", ["Abyss", "The Zone"]),
        ("/films/?genre=comedy+drama", ["Élan"]),
        ("/films/?country=FR+-BE", ["Quiet"]),
        ("/films/?year=1960-1970&sort=name", ["Élan", "Quiet"]),
        ("/films/?runtime=-90&sort=name", ["Abyss", "Élan"]),
        ("/films/?runtime=90-&sort=name", ["Élan", "The Zone"]),
    ],
)
def test_filters_narrow_each_other_down(catalogue, address, expected):
    assert titles(address) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Abyss", "Élan", "Quiet", "The Zone"]),
        ("newest", ["The Zone", "Quiet", "Élan", "Abyss"]),
        ("oldest", ["Abyss", "Élan", "Quiet", "The Zone"]),
        ("shortest", ["Abyss", "Élan", "The Zone"]),
        ("longest", ["The Zone", "Élan", "Abyss"]),
    ],
)
def test_films_stand_in_the_order_asked_for(catalogue, sort, expected):
    assert titles(f"/films/?sort={sort}") == expected


def test_what_most_members_did_something_with_stands_first(catalogue):
    marks.watch(catalogue["Quiet"], by=a_member())
    marks.like_film(catalogue["Quiet"], by=a_member())
    marks.watch(catalogue["Abyss"], by=a_member())

    assert titles("/films/")[:2] == ["Quiet", "Abyss"]


def test_the_best_rated_stand_first_once_they_have_an_average(catalogue):
    for rating, title in ((6, "Quiet"), (9, "Abyss")):
        for _ in range(3):
            marks.rate(catalogue[title], rating=rating, by=a_member())
    marks.rate(catalogue["Élan"], rating=10, by=a_member())

    assert titles("/films/?sort=average") == ["Abyss", "Quiet"]


def test_adult_and_retired_films_are_left_out(catalogue):
    Film.objects.filter(title="Abyss").update(is_adult=True)
    retire_film(catalogue["Quiet"])

    assert titles("/films/?sort=name") == ["Élan", "The Zone"]


@pytest.mark.parametrize(
    "sort", ["popular", "name", "newest", "oldest", "shortest", "longest", "average", "worst"]
)
def test_pages_follow_each_other_without_gap_or_repetition(db, sort):
    for number in range(150):
        film = a_film(f"Film {number:03}", 1950 + number % 7, runtime=90 + number % 5)
        if sort in BY_AVERAGE and number % 2:
            for rating in (number % 10 + 1, 5, 6):
                marks.rate(film, rating=rating, by=a_member())
    found, address, pages = [], f"/films/?sort={sort}", 0
    while address:
        page = Client().get(address).content.decode()
        found += TITLE.findall(page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address, pages = following and following[1].replace("&amp;", "&"), pages + 1

    assert len(found) == len(set(found)) == (75 if sort in BY_AVERAGE else 150)
    assert pages == (2 if sort in BY_AVERAGE else 3)


def test_a_page_shows_72_films(db):
    for _ in range(73):
        a_film()

    assert len(titles("/films/")) == 72


def test_the_page_says_how_many_of_what(catalogue):
    page = Client().get("/films/?genre=drama&decade=1960s&country=FR&language=fr").content.decode()

    assert '<h1 class="page-head__title">Drama</h1>' in page
    assert "1 film from the 1960s, made in France, language: French" in page
    assert "4 films" in Client().get("/films/").content.decode()


def test_more_than_it_is_worth_counting_is_said_so(catalogue, monkeypatch):
    monkeypatch.setattr(import_module("films.views.browse"), "MOST_COUNTED", 3)

    assert "More than 3 films" in Client().get("/films/").content.decode()


def test_each_chosen_word_can_be_taken_back(catalogue):
    page = Client().get("/films/?genre=drama&decade=1960s&sort=name").content.decode()

    assert '<a href="/films/?decade=1960s&amp;sort=name">Drama' in page
    assert '<a href="/films/?genre=drama&amp;sort=name">1960s' in page
    assert '<input type="hidden" name="sort" value="name">' in page


def test_orders_keep_the_filters_and_start_anew(catalogue):
    page = Client().get("/films/?genre=drama&sort=name").content.decode()

    assert '<a href="/films/?genre=drama">Popular</a>' in page
    assert '<a href="/films/?genre=drama&amp;sort=name" aria-current="true">Name</a>' in page


def test_only_countries_and_languages_in_use_are_offered(catalogue):
    page = Client().get("/films/?country=JP").content.decode()

    assert '<option value="SU">Soviet Union</option>' in page
    assert '<option value="JP" selected>Japan</option>' in page
    assert "Iceland" not in page
    assert '<option value="ru">Russian</option>' in page
    assert '<option value="" selected>Any genre</option>' in page


def test_filters_left_open_are_not_in_the_address(catalogue):
    response = Client().get("/films/?genre=&decade=1960s&country=&language=&sort=name")

    assert (response.status_code, response["Location"]) == (302, "/films/?decade=1960s&sort=name")


@pytest.mark.parametrize(
    ("asked", "tidy"),
    [
        ("genre=drama&genre=comedy", "genre=comedy+drama"),
        ("genre=drama+drama&genre=-comedy", "genre=drama+-comedy"),
        ("runtime-from=90&runtime-to=&year-from=1970&year-to=1960", "year=1960-1970&runtime=90-"),
        ("average-from=3&average-to=3&sort=name&after=x", "average=3&sort=name&after=x"),
        ("runtime=090-0120", "runtime=90-120"),
    ],
)
def test_what_a_form_sends_has_one_tidy_address(catalogue, asked, tidy):
    assert Client().get(f"/films/?{asked}")["Location"] == f"/films/?{tidy}"


def test_films_are_found_by_who_made_them(catalogue):
    varda = a_person("Agnès Varda")
    a_credit(catalogue["Élan"], varda, role=Role.DIRECTOR)
    a_credit(catalogue["Quiet"], varda)

    assert titles("/films/?with=agnes-varda&sort=name") == ["Élan", "Quiet"]
    assert titles("/films/?director=agnes-varda") == ["Élan"]
    assert titles("/films/?country=FR&director=-agnes-varda") == ["Quiet"]
    assert Client().get("/films/?person=agnes+VARDA&role=actor")["Location"] == "/films/?actor=agnes-varda"
    assert "Director: Agnès Varda" in Client().get("/films/?director=agnes-varda").content.decode()


def test_a_name_nobody_has_is_told_and_stays_in_its_place(catalogue):
    response = Client().get("/films/?person=Nobody+Atall&genre=comedy")

    assert response.status_code == 422
    assert "Nobody in the catalogue is called “Nobody Atall”." in response.content.decode()
    assert 'value="Nobody Atall"' in response.content.decode()
    assert [poster.film.title for poster in response.context["posters"]] == ["Élan"]


def test_films_are_found_by_their_average_and_by_how_well_they_are_known(catalogue):
    for rating, title in ((6, "Quiet"), (9, "Abyss")):
        for _ in range(3):
            marks.rate(catalogue[title], rating=rating, by=a_member())
    marks.watch(catalogue["Élan"], by=a_member())

    assert titles("/films/?average=3.5-") == ["Abyss"]
    assert titles("/films/?average=-3.5") == ["Quiet"]
    assert titles("/films/?popularity=1-2") == ["Élan"]
    assert titles("/films/?popularity=-0") == ["The Zone"]
    assert titles("/films/?sort=worst") == ["Quiet", "Abyss"]


def test_in_blind_mode_averages_are_only_asked_of_films_the_viewer_rated(catalogue, bob, signed_in):
    for rating, title in ((8, "Quiet"), (9, "Abyss")):
        for _ in range(3):
            marks.rate(catalogue[title], rating=rating, by=a_member())
    marks.rate(catalogue["Quiet"], rating=7, by=bob)
    addresses = ("/films/?sort=average", "/films/?sort=worst", "/films/?average=3-")
    assert all(len(titles(address, signed_in(bob))) == 2 for address in addresses)
    Member.objects.filter(pk=bob.pk).update(blind=True)

    assert all(titles(address, signed_in(bob)) == ["Quiet"] for address in addresses)
    assert "You are in blind mode" in signed_in(bob).get(addresses[0]).content.decode()


def test_what_the_viewer_did_leaves_out_films_or_lets_them_stand(catalogue, bob, signed_in):
    marks.rate(catalogue["Quiet"], rating=9, by=bob)
    marks.rate(catalogue["Abyss"], rating=4, by=bob)
    marks.like_film(catalogue["Abyss"], by=bob)
    marks.add_to_watchlist(catalogue["Élan"], by=bob)

    def shown(query):
        return titles(f"/films/?{query}&sort=name", signed_in(bob))

    assert shown("mine=watched") == ["Abyss", "Quiet"]
    assert shown("mine=watched+-liked") == ["Quiet"]
    assert shown("mine=-watched+-watchlist") == ["The Zone"]
    assert shown("mine=watchlist") == ["Élan"]
    assert shown("my-rating=-5") == ["Abyss"]
    assert titles("/films/?sort=my-rating", signed_in(bob)) == ["Quiet", "Abyss"]
    assert titles("/films/?mine=-watched&sort=name") == ["Abyss", "Élan", "Quiet", "The Zone"]
    assert Client().get("/films/?sort=my-rating").status_code == 404


def test_films_like_another_are_found(catalogue, alice):
    a_credit(catalogue["Quiet"], director := a_person("Agnès Varda"), role=Role.DIRECTOR)
    a_credit(catalogue["Élan"], director, role=Role.DIRECTOR)

    assert titles(f"/films/?like={catalogue['Quiet'].slug}") == ["Élan"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "genre=cookery",
        "genre=-cookery",
        "genre=-",
        "mine=dreamt",
        "my-rating=11",
        "my-rating=4.5",
        "average=6",
        "average=1.234",
        "popularity=-",
        "runtime=9-10-11",
        "runtime-from=abc",
        "with=nobody-at-all",
        "director='",
        "like=no-film",
        "not-seen-for=0",
        "times-seen=0",
        "seen-in=1200",
        "genre=Drama",
        "decade=1965s",
        "decade=1960",
        "decade=9990s",
        "year=abc",
        "year=99999999999999999999",
        "country=XX",
        "language=xxx",
        "sort=loudest",
        "sort=name&genre='",
    ],
)
def test_a_word_unknown_to_the_catalogue_is_not_found(query):
    assert Client().get(f"/films/?{query}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "token", ["x", "W10", "WyJhYmMiLDFd", "WzFlOTk5LDFd", "WyJcdTAwMDAiLDFd", "W251bGwsbnVsbF0"]
)
@pytest.mark.parametrize("sort", ["popular", "name"])
def test_a_page_address_that_is_not_ours_is_refused(token, sort):
    assert Client().get(f"/films/?sort={sort}&after={token}").status_code in {400, 200}


def test_posters_show_what_the_viewer_did(catalogue, alice, signed_in):
    marks.rate(catalogue["Quiet"], rating=7, by=alice)
    marks.like_film(catalogue["Quiet"], by=alice)
    page = signed_in(alice).get("/films/?year=1968").content.decode()

    assert "You: 3.5 out of 5 stars" in page
    assert "poster__state--liked" in page
    assert "poster__states" not in Client().get("/films/?year=1968").content.decode()


def test_the_page_costs_the_same_few_queries_whatever_there_is_to_show(alice, signed_in):
    def show(count):
        for number in range(count):
            film = a_film(f"Film {number}", genres=["drama"], countries=["SE"], languages=["sv"])
            marks.rate(film, rating=5, by=alice)

    show(1)
    address = "/films/?genre=drama&country=SE"
    few = queries_of(signed_in(alice), address), queries_of(Client(), address)
    show(80)

    assert (queries_of(signed_in(alice), address), queries_of(Client(), address)) == few
    assert max(few) <= MOST_QUERIES


def test_a_visitor_gets_no_cookie(catalogue):
    response = Client().get("/films/")

    assert not response.cookies
    assert not response.wsgi_request.session.accessed


def test_an_empty_catalogue_has_a_page(db):
    assert "No films here" in Client().get("/films/").content.decode()
