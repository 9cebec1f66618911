"""Choosing the four films one shows first, with suggestions or by typing titles alone."""

from __future__ import annotations

import pytest

from films.actions.titles import index_titles
from films.models import AlternativeTitle, FilmState
from reviews.actions.favourites import set_favourites
from reviews.actions.marks import watch
from reviews.queries.posters import favourites_of
from tests.factories import a_film, a_member

FAVOURITES = "/settings/favourites/"
pytestmark = pytest.mark.django_db


def titles(member):
    return [str(film) for film in favourites_of(member)]


def test_by_typing_titles(signed_in, alice, her):
    a_film("Yi Yi", 2000)

    assert signed_in(alice).post(FAVOURITES, {"title_1": "yi yi", "title_2": "HER"}).url == FAVOURITES

    assert titles(alice) == ["Yi Yi (2000)", "Her (2013)"]


def test_by_picking_suggestions(signed_in, alice, her):
    older = a_film("Her", 1995)

    signed_in(alice).post(FAVOURITES, {"title_1": "Her (1995)", "film_1": older.slug})

    assert titles(alice) == ["Her (1995)"]


def test_the_title_counts_where_it_was_changed_after_the_pick(signed_in, alice, her):
    """Without scripts the hidden field still holds the film that stood there before."""
    a_film("Yi Yi", 2000)

    signed_in(alice).post(FAVOURITES, {"title_1": "Yi Yi", "film_1": her.slug})

    assert titles(alice) == ["Yi Yi (2000)"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Amélie", "Amélie (2001)"),
        ("amelie", "Amélie (2001)"),
        ("Le Fabuleux Destin d'Amélie Poulain", "Amélie (2001)"),
        ("Amel", "Amélie (2001)"),
        ("Ameile", "Amélie (2001)"),
        ("Amélie (2001)", "Amélie (2001)"),
    ],
)
def test_a_title_is_found_however_it_is_typed(signed_in, alice, typed, found):
    film = a_film("Amélie", 2001)
    AlternativeTitle.objects.create(film=film, title="Le Fabuleux Destin d'Amélie Poulain")
    index_titles([film])

    signed_in(alice).post(FAVOURITES, {"title_1": typed})

    assert titles(alice) == [found]


def test_an_exact_title_is_taken_before_one_that_begins_so(signed_in, alice, her):
    longer = a_film("Hereditary", 2018)
    for _ in range(3):
        watch(longer, by=a_member())

    signed_in(alice).post(FAVOURITES, {"title_1": "her"})

    assert titles(alice) == ["Her (2013)"]


def test_the_year_in_brackets_tells_two_films_of_one_title_apart(signed_in, alice, her):
    a_film("Her", 1995)

    signed_in(alice).post(FAVOURITES, {"title_1": "her (1995)", "title_2": "her (2013)"})

    assert titles(alice) == ["Her (1995)", "Her (2013)"]


def test_a_title_nobody_knows_comes_back_with_words(signed_in, alice, her):
    set_favourites(alice, [her])

    response = signed_in(alice).post(FAVOURITES, {"title_1": "Xyzzy", "title_2": "Her"})

    assert response.status_code == 422
    assert "No film called “Xyzzy” is in the catalogue" in response.content.decode()
    assert 'value="Xyzzy"' in response.content.decode()
    assert titles(alice) == ["Her (2013)"]


@pytest.mark.parametrize("typed", ["???", "…", "(2013)", "' OR 1=1 --", "%", "_"])
def test_signs_that_are_no_title_are_no_film(signed_in, alice, her, typed):
    assert signed_in(alice).post(FAVOURITES, {"title_1": typed}).status_code == 422


def test_a_film_is_a_favourite_once(signed_in, alice, her):
    response = signed_in(alice).post(FAVOURITES, {"title_1": "Her", "title_3": "her"})

    assert response.status_code == 422
    assert "You have chosen this film already." in response.content.decode()


def test_retired_films_are_not_found_but_stay_where_they_are(signed_in, alice):
    gone = a_film("Gone", 1990, state=FilmState.RETIRED)
    client = signed_in(alice)
    assert client.post(FAVOURITES, {"title_1": "Gone"}).status_code == 422
    set_favourites(alice, [gone])

    assert client.post(FAVOURITES, {"title_1": str(gone), "film_1": gone.slug}).status_code == 302
    assert titles(alice) == ["Gone (1990)"]


def test_empty_places_close_up(signed_in, alice, her):
    signed_in(alice).post(FAVOURITES, {"title_1": "", "title_4": "Her"})

    assert titles(alice) == ["Her (2013)"]


def test_all_of_them_can_be_taken_back(signed_in, alice, her):
    set_favourites(alice, [her])

    signed_in(alice).post(FAVOURITES, {"title_1": ""})

    assert titles(alice) == []


def test_the_page_shows_what_is_chosen(signed_in, alice, her):
    set_favourites(alice, [her])

    page = signed_in(alice).get(FAVOURITES).content.decode()

    assert 'value="Her (2013)"' in page
    assert 'name="film_1" value="her-2013" data-picked' in page


@pytest.mark.parametrize(
    "said",
    [
        {"title_1": "a" * 301},
        {"title_1": "Her", "film_1": "a" * 121},
        {"title_1": "Her", "film_1": "no-such-film"},
    ],
)
def test_odd_forms_are_no_fault_of_the_site(signed_in, alice, her, said):
    assert signed_in(alice).post(FAVOURITES, said).status_code in {302, 422}
