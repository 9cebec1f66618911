"""A new film gets by itself what follows from its facts; what cannot be is refused in words."""

from __future__ import annotations

import pytest

from films.models import Credit, Film, TitleKey
from tests.factories import a_film, a_person
from tests.films.admin.desk import FILMS, errors, film_form


def test_a_new_film_gets_its_address_byline_and_keys_by_itself(curator):
    director = a_person("Andrei Tarkovsky")

    curator.post(
        f"{FILMS}add/",
        film_form({"role": "director", "person": director.pk}, titles=("Сталкер",), original_title="Stalker"),
    )

    film = Film.objects.get()
    assert (film.slug, film.directed_by, film.sort_title) == ("stalker-1979", "Andrei Tarkovsky", "stalker")
    assert set(TitleKey.objects.values_list("key", flat=True)) == {"stalker", "сталкер"}


def test_a_second_film_of_the_same_title_and_year_gets_a_number(curator):
    a_film("Stalker", 1979)

    curator.post(f"{FILMS}add/", film_form())

    assert Film.objects.latest("pk").slug == "stalker-1979-2"


def test_credits_without_a_billing_stand_behind_the_others_of_their_role(curator):
    first, second, third = a_person("First"), a_person("Second"), a_person("Third")

    curator.post(
        f"{FILMS}add/",
        film_form(
            {"role": "actor", "person": second.pk, "character": "Writer", "billing": ""},
            {"role": "actor", "person": third.pk, "character": "Professor", "billing": ""},
            {"role": "actor", "person": first.pk, "character": "Stalker", "billing": "1"},
        ),
    )

    in_order = Credit.objects.billed_first().values_list("person__name", "billing")
    assert list(in_order) == [("First", 1), ("Second", 2), ("Third", 3)]


def test_the_same_credit_twice_is_refused_in_words(curator):
    credit = {"role": "director", "person": a_person("Andrei Tarkovsky").pk}

    answer = curator.post(f"{FILMS}add/", film_form(credit, credit))

    assert "duplicate" in errors(answer)
    assert Film.objects.count() == 0


def test_countries_and_languages_keep_the_order_of_choice(curator):
    curator.post(f"{FILMS}add/", film_form(countries=["SU", "DE", "AT"], languages=["ru", "de"]))

    film = Film.objects.get()
    assert (film.countries, film.languages) == (["SU", "DE", "AT"], ["ru", "de"])


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("title", "", "This field is required"),
        ("year", "1200", "greater than or equal to 1870"),
        ("countries", ["Atlantis"], "Atlantis is not one of the available choices"),
        ("genres", ["boring"], "boring is not one of the available choices"),
        ("imdb_id", "nm123", "an example: tt1798709"),
        ("state", "lost", "lost is not one of the available choices"),
        ("backdrop_focus", "101", "less than or equal to 100"),
    ],
)
def test_what_cannot_be_is_refused_in_words(curator, fact, value, words):
    answer = curator.post(f"{FILMS}add/", film_form(**{fact: value}))

    assert words in errors(answer)
    assert Film.objects.count() == 0


@pytest.mark.parametrize(
    "form",
    [
        film_form(title="Stalker\u202e"),
        film_form(tagline="A zone\u0007"),
        film_form(titles=("Stal\u200bker",)),
    ],
)
def test_titles_have_no_characters_that_cannot_be_seen(curator, form):
    assert "cannot be seen" in errors(curator.post(f"{FILMS}add/", form))
    assert not Film.objects.exists()
