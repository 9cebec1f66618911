"""Smart lists: what they find, who made them, and what their readers learn."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client

from films.models import Film
from lists.actions.lists import Said, create_list
from lists.actions.smart import change_filters
from lists.models import List
from lists.queries.covers import for_list_cards, list_cards
from lists.queries.films import keys_of_films
from lists.queries.smart import labels_of
from reviews.actions import marks
from tests.factories import a_film, a_list, a_person

pytestmark = pytest.mark.django_db
ADDRESS = "/list/smart/?genre=drama&mine=watched&my-rating=8-&sort=my-rating"


def titles(list_: List, viewer) -> list[str]:
    named = dict(Film.objects.values_list("pk", "title"))
    return [named[key] for key in keys_of_films(list_, viewer)]


@pytest.fixture
def dramas(alice):
    films = [a_film(title, genres=["drama"]) for title in ("Ran", "Vagabond", "Roma")]
    for film, rating in zip(films, (8, 10, 3), strict=True):
        marks.rate(film, rating=rating, by=alice)
    return films


@pytest.fixture
def made(alice, dramas, signed_in) -> List:
    signed_in(alice).post(ADDRESS, {"title": "My dramas", "audience": "everyone"})
    return List.objects.select_related("author").get()


def test_the_words_of_an_address_become_a_list(alice, dramas, signed_in):
    client = signed_in(alice)
    assert [poster.film.title for poster in client.get(ADDRESS).context["posters"]] == ["Vagabond", "Ran"]

    response = client.post(ADDRESS, {"title": "My dramas", "audience": "everyone"})

    made = List.objects.get()
    assert response["Location"] == "/@alice/list/my-dramas/"
    assert made.filters == {"genre": "drama", "mine": "watched", "my-rating": "8-"}
    assert (made.order, made.is_smart) == ("my-rating", True)


def test_a_list_without_a_title_keeps_its_words(alice, dramas, signed_in):
    response = signed_in(alice).post(ADDRESS, {"title": "", "audience": "everyone"})

    assert response.status_code == 422
    assert "Give the list a title." in response.content.decode()
    assert 'action="/list/smart/?genre=drama&amp;mine=watched&amp;my-rating=8-&amp;sort=my-rating"' in (
        response.content.decode()
    )
    assert not List.objects.exists()


def test_it_finds_what_its_author_did_whoever_looks(made, carol):
    marks.rate(a_film("Playtime", genres=["drama"]), rating=10, by=carol)

    assert titles(made, carol) == ["Vagabond", "Ran"]
    assert labels_of(made) == ["Drama", "alice: Watched", "alice: 4 stars or more"]


def test_it_finds_other_films_as_soon_as_one_is_rated(made, alice, carol, dramas):
    marks.rate(dramas[2], rating=9, by=alice)
    marks.unrate(dramas[1], by=alice)

    assert titles(made, carol) == ["Roma", "Ran"]


def test_what_it_finds_is_changed_by_its_author_alone(made, alice, carol, signed_in):
    client = signed_in(alice)
    address = client.get("/@alice/list/my-dramas/finds/")["Location"]
    words = QueryDict(address.partition("?")[2]).dict()
    assert words == {**made.filters, "changing": "1", "sort": "my-rating"}
    assert signed_in(carol).post(address).status_code == 404

    client.post("/@alice/list/my-dramas/finds/?changing=1&my-rating=-4&sort=name")

    made.refresh_from_db()
    assert (made.filters, made.order) == ({"my-rating": "-4"}, "name")


def test_the_films_of_other_lists_are_not_found(alice, her, signed_in):
    chosen = a_list(alice, her)

    assert signed_in(alice).get(f"{chosen.url}finds/").status_code == 404


def test_a_word_that_means_nothing_any_more_finds_nothing(made, carol):
    made.filters = {"with": "somebody-who-left"}

    assert (titles(made, carol), labels_of(made)) == ([], [])


def test_its_author_changes_what_is_left_of_a_filter_when_somebody_left_the_catalogue(alice, signed_in):
    kept = a_list(alice, title="Roma")
    List.objects.filter(pk=kept.pk).update(
        filters={"with": "gone fellini", "director": "gone", "genre": "drama"}
    )
    a_person("Fellini")
    client = signed_in(alice)

    address = client.get(f"{kept.url}finds/")["Location"]

    assert QueryDict(address.partition("?")[2])["with"] == "fellini"
    page = client.get(address)
    assert page.status_code == 200
    assert "it means nothing any more: gone, gone." in page.content.decode()


def test_a_title_typed_after_the_session_ended_is_there_after_signing_in(alice):
    client = Client()
    response = client.post(ADDRESS, {"title": "Slow dramas", "audience": "me", "writer": alice.pk})
    address = QueryDict(response["Location"].partition("?")[2])["next"]
    client.force_login(alice)

    page = client.get(address)

    assert (address, page.status_code) == (ADDRESS, 200)
    assert 'value="Slow dramas"' in page.content.decode()
    assert "You had been signed out." in page.content.decode()


def test_visitors_sign_in_first():
    assert Client().get(ADDRESS)["Location"].startswith("/accounts/login/")


def test_its_cover_shows_what_visitors_would_find_first(alice, dramas, signed_in):
    marks.rate(dramas[0], rating=8, by=alice)
    own = create_list(Said(title="Dramas"), by=alice, filters={"genre": "drama"}, order="name")
    hidden = create_list(Said(title="Wanted"), by=alice, filters={"mine": "watchlist"}, order="name")

    cards = {
        card.list.pk: card.films for card in list_cards(for_list_cards(List.objects.all(), alice), alice)
    }

    assert cards[own.pk] == sorted(dramas, key=lambda film: film.sort_title)[:5]
    assert cards[hidden.pk] == []

    change_filters(own, words={"genre": "war"}, order="name")
    assert list_cards(for_list_cards(List.objects.filter(pk=own.pk), alice), alice)[0].films == []
