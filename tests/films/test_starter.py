"""The films that come with Houselights."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from films import vocabulary
from films.actions.starter import load_starter, read_starter
from films.models import AlternativeTitle, Credit, Film, Person, Role, TitleKey

PEOPLE_NEED_NOT_BE_SEEN = {"documentary", "animation", "experimental", "silent"}


@pytest.fixture(scope="module")
def written():
    return read_starter()


def names(films):
    return [f"{film['title']} ({film['year']})" for film in films]


def test_there_are_more_than_300_films(written):
    assert len(written) >= 300


def test_no_film_stands_twice(written):
    assert len(set(names(written))) == len(written)


def test_every_decade_of_cinema_is_there(written):
    assert set(range(1900, 2030, 10)) <= {film["year"] // 10 * 10 for film in written}


def test_at_least_40_countries_are_there(written):
    assert len({country for film in written for country in film["countries"]}) >= 40


@pytest.mark.parametrize("genre", ["silent", "documentary", "animation"])
def test_not_only_talking_actors_are_there(written, genre):
    assert sum(genre in film["genres"] for film in written) >= 10


@pytest.mark.parametrize("fact", ["directors", "genres", "countries", "languages", "runtime", "synopsis"])
def test_every_film_has_the_facts_its_page_needs(written, fact):
    assert names(film for film in written if not film.get(fact)) == []


def test_films_with_actors_have_at_least_five(written):
    few = [film for film in written if len(film.get("cast", [])) < 5]

    assert names(film for film in few if not PEOPLE_NEED_NOT_BE_SEEN & set(film["genres"])) == []


def test_synopses_are_a_sentence_or_two(written):
    assert names(film for film in written if not 60 <= len(film["synopsis"]) <= 500) == []


def test_every_word_is_in_the_vocabulary(written):
    def unknown(fact, known):
        return {word for film in written for word in film[fact]} - set(known)

    assert unknown("genres", vocabulary.GENRES) == set()
    assert unknown("countries", vocabulary.countries()) == set()
    assert unknown("languages", vocabulary.languages()) == set()


@pytest.mark.parametrize("identifier", ["imdb_id", "tmdb_id"])
def test_identifiers_are_unique(written, identifier):
    known = [film[identifier] for film in written if film.get(identifier)]

    assert len(set(known)) == len(known)


@pytest.mark.django_db
def test_loading_twice_adds_nothing(capsys):
    call_command("load_starter")
    counted = [model.objects.count() for model in (Film, Person, Credit, AlternativeTitle, TitleKey)]
    call_command("load_starter")

    assert [model.objects.count() for model in (Film, Person, Credit, AlternativeTitle, TitleKey)] == counted
    assert counted[0] == len(read_starter())
    assert capsys.readouterr().out.splitlines()[-1] == "0 films added from the starter catalogue."


@pytest.mark.django_db
def test_her_stands_as_everybody_knows_it(written):
    load_starter()
    her = Film.objects.get(slug="her-2013")
    cast = her.credits.filter(role=Role.ACTOR).billed_first().values_list("person__name", "character")

    assert (her.title, her.year, her.runtime, her.directed_by) == ("Her", 2013, 126, "Spike Jonze")
    assert her.tagline
    assert her.synopsis.startswith("In a near-future Los Angeles")
    assert her.imdb_id == "tt1798709"
    assert {"romance", "science-fiction", "drama"} <= set(her.genres)
    assert her.countries == ["US"]
    assert her.languages == ["en"]
    assert cast[0][0] == "Joaquin Phoenix"
    assert len(cast) >= 5
    assert her.credits.filter(role=Role.PHOTOGRAPHY, person__name="Hoyte van Hoytema").exists()


@pytest.mark.django_db
def test_films_of_the_starter_catalogue_are_whole(written):
    load_starter()
    for film in Film.objects.all():
        # What is unique and what constraints ask for, the database has checked as it took them in.
        film.full_clean(validate_unique=False, validate_constraints=False)
