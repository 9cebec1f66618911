"""Films found by any of their titles and people by their names, however they are typed."""

from __future__ import annotations

import pytest

from films.actions.films import retire_film
from films.actions.starter import load_starter
from films.actions.titles import index_titles
from films.models import AlternativeTitle, Film, Role
from films.queries.search import find_films, find_people
from reviews.actions import marks
from tests.factories import a_credit, a_film, a_member, a_person

pytestmark = pytest.mark.django_db


def titles(query: str, limit: int = 8) -> list[str]:
    return [film.title for film in find_films(query, limit=limit)]


def names(query: str, limit: int = 8) -> list[str]:
    return [found.person.name for found in find_people(query, limit=limit)]


def make_known(film: Film, members: int = 20) -> None:
    for _ in range(members):
        marks.watch(film, by=a_member())


def known_also_as(film: Film, *others: str) -> Film:
    for title in others:
        AlternativeTitle.objects.create(film=film, title=title)
    index_titles([film])
    return film


def test_titles_of_stop_words_and_single_letters_are_found_first():
    load_starter()
    for popular in (
        "It Happened One Night",
        "M*A*S*H",
        "Metropolis",
        "Her",
        "Singin' in the Rain",
        "The Usual Suspects",
    ):
        for film in Film.objects.filter(title=popular):
            make_known(film)

    assert titles("it")[0] == "It"
    assert titles("her")[0] == "Her"
    assert titles("us")[0] == "Us"
    assert titles("m")[0] == "M"
    assert titles("8½")[0] == titles("8 1/2")[0] == "8½"
    assert titles("z")[0] == "Z"


MEANT = {
    "amelie": "Amélie",
    "AMÉLIE": "Amélie",
    "fabuleux destin": "Amélie",
    "seven sam": "Seven Samurai",
    "samurai seven": "Seven Samurai",
    "七人": "Seven Samurai",
    "の侍": "Seven Samurai",
    "shichinin no": "Seven Samurai",
    "wall-e": "WALL·E",
    "walle": "WALL·E",
    "mood love in": "In the Mood for Love",
    "the third m": "The Third Man",
    "third man": "The Third Man",
    "сталкер": "Stalker",
    "기생": "Parasite",
    "dielman": "Jeanne Dielman, 23, quai du Commerce, 1080 Bruxelles",
    "stalkr": "Stalker",
    "metroplis": "Metropolis",
    "chungkng expres": "Chungking Express",
    "ameile": "Amélie",
    "gofdather": "The Godfather",
    "godfahter": "The Godfather",
    "persona": "Persona",
}


def test_the_film_that_is_meant_stands_first(starter_catalogue):
    assert {query: titles(query)[:1] for query in MEANT} == {query: [title] for query, title in MEANT.items()}


@pytest.fixture
def starter_catalogue(db):
    """A few films of the catalogue with all their titles."""
    for title, original, *others in (
        ("Amélie", "Le Fabuleux Destin d'Amélie Poulain"),
        ("Seven Samurai", "七人の侍", "Shichinin no samurai"),
        ("WALL·E", ""),
        ("In the Mood for Love", "花樣年華"),
        ("The Third Man", ""),
        ("Stalker", "Сталкер"),
        ("Parasite", "기생충"),
        ("Jeanne Dielman, 23, quai du Commerce, 1080 Bruxelles", ""),
        ("Metropolis", ""),
        ("Chungking Express", "重慶森林"),
        ("The Godfather", ""),
        ("Persona", ""),
        ("Personal Shopper", ""),
        ("The Third Miracle", ""),
        ("Star Wars", ""),
        ("American Graffiti", ""),
        ("The Father", ""),
    ):
        known_also_as(a_film(title, original_title=original), *others)


def test_exact_titles_stand_before_beginnings_before_words_inside():
    for title in ("Hero", "The Last Hero", "Hero of Alexandria", "Heroic Times"):
        a_film(title)
    make_known(Film.objects.get(title="The Last Hero"))
    make_known(Film.objects.get(title="Heroic Times"))

    assert titles("hero") == ["Hero", "Heroic Times", "Hero of Alexandria", "The Last Hero"]


def test_titles_a_film_goes_by_stand_before_its_other_ones():
    known_also_as(a_film("The Godfather"), "Le Parrain")
    make_known(Film.objects.get(title="The Godfather"))
    a_film("Parasite")

    assert titles("par") == ["Parasite", "The Godfather"]


def test_of_two_beginnings_the_better_known_stands_first():
    a_film("Solaris Rising")
    make_known(a_film("Solar Days and Nights"))

    assert titles("sol") == ["Solar Days and Nights", "Solaris Rising"]


def test_of_two_films_of_one_title_the_better_known_stands_first():
    make_known(a_film("Solaris", 1972))
    a_film("Solaris", 2002)

    assert [film.year for film in find_films("solaris", limit=5)] == [1972, 2002]


def test_a_film_stands_once_however_many_of_its_titles_match():
    known_also_as(a_film("Ran", original_title="Ran!"), "Ran (film)", "Ran, the chaos", "Randan")

    assert titles("ran") == ["Ran"]


def test_films_that_are_not_on_offer_are_not_found():
    retire_film(a_film("Gone Girl"))
    a_film("Gone Boy", is_adult=True)
    a_film("Gone Baby Gone", state="provisional")

    assert titles("gone") == ["Gone Baby Gone"]


def test_an_exact_title_needs_nothing_that_is_only_written_alike():
    a_film("The Third Man")
    a_film("The Thirst Man")

    assert titles("the third man") == ["The Third Man"]


def test_what_is_nothing_like_any_title_finds_nothing(starter_catalogue):
    assert titles("xylophone quartet") == []


def test_as_many_are_found_as_are_asked_for():
    for number in range(30):
        a_film(f"Part {number}")

    assert len(titles("part", limit=7)) == 7
    assert len(titles("part", limit=25)) == 25


@pytest.mark.parametrize("query", ["", " ", "???", "%", "_", "\\", "'", '"', "🎬"])
def test_what_has_no_letter_and_no_digit_finds_nothing(starter_catalogue, query):
    assert titles(query) == []
    assert names(query) == []


def test_signs_of_query_languages_are_only_letters_apart(starter_catalogue):
    before = Film.objects.count()

    for query in (
        "per%",
        "per_ona",
        "a:*b",
        "a & b | !c",
        "x<->y",
        "'; drop table films_film; --",
        "(",
        "a" * 10_000,
        "½" * 200,
        "ß" * 200,
    ):
        titles(query)
        names(query)

        assert Film.objects.count() == before > 0, query


def test_films_are_found_in_one_query(starter_catalogue, django_assert_num_queries):
    for query in ("a", "pers", "the third man", "gofdather", "nothing like it"):
        with django_assert_num_queries(1):
            [film.poster_src for film in find_films(query, limit=8)]


def test_people_are_found_by_any_of_their_names():
    a_person("Wong Kar-wai")
    a_person("Agnès Varda")

    assert names("wong") == names("kar wai") == names("WONG K") == ["Wong Kar-wai"]
    assert names("agnes") == names("varda") == ["Agnès Varda"]


def test_a_misspelt_name_is_forgiven():
    a_person("Hayao Miyazaki")
    a_person("Andrei Tarkovsky")

    assert names("miazaki") == ["Hayao Miyazaki"]
    assert names("tarkovski") == ["Andrei Tarkovsky"]


def test_people_with_more_films_stand_first_with_what_they_did_most():
    few, many = a_person("Spike Fearn"), a_person("Spike Jonze")
    a_credit(a_film(), few)
    for _ in range(2):
        film = a_film()
        a_credit(film, many, role=Role.DIRECTOR)
        a_credit(film, many, role=Role.WRITER)
    found = find_people("spike", limit=5)

    assert [(one.person.name, one.line) for one in found] == [
        ("Spike Jonze", "Director · 2 films"),
        ("Spike Fearn", "Actor · 1 film"),
    ]


def test_people_are_found_in_one_query(django_assert_num_queries):
    for number in range(10):
        a_credit(a_film(), a_person(f"Maya Deren {number}"))

    for query in ("maya", "deren", "maja derren", "xyzzy"):
        with django_assert_num_queries(1):
            find_people(query, limit=8)


@pytest.mark.parametrize(
    ("query", "title"), [("walle", "WALL·E"), ("wall e", "WALL·E"), ("spiderman", "Spider-Man")]
)
def test_titles_with_a_sign_between_are_found_in_one_word(query, title):
    a_film("WALL·E", 2008)
    a_film("Spider-Man", 2002)
    make_known(a_film("Walled In", 2009))

    assert titles(query)[0] == title
