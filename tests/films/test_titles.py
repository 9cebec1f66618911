"""Titles as they are compared, ordered and put into addresses."""

from __future__ import annotations

import pytest

from films.actions.titles import keys_of
from films.models import Film
from films.titles import folded, slug_of, sort_key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Amélie", "amelie"),
        ("AMÉLIE", "amelie"),
        ("8½", "8 1 2"),
        ("8 1/2", "8 1 2"),
        ("WALL·E", "wall e"),
        ("E.T. the Extra-Terrestrial", "et the extra terrestrial"),
        ("M*A*S*H", "mash"),
        ("J. Edgar", "j edgar"),
        ("$9.99", "9 99"),
        ("Howl's Moving Castle", "howls moving castle"),
        ("Howl’s Moving Castle", "howls moving castle"),
        ("Die Büchse der Pandora", "die buchse der pandora"),
        ("Smørgåsbord", "smorgasbord"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Сталкер", "сталкер"),
        ("Ёлки", "елки"),
        ("七人の侍", "七人の侍"),
        ("기생충", "기생충"),
        ("पाथेर पांचाली", "पाथेर पांचाली"),
        ("a_b%c\\d", "a b c d"),
        ("???", ""),
    ],
)
def test_titles_are_folded_to_what_people_type(title, key):
    assert folded(title) == key


def test_folding_twice_changes_nothing():
    for title in ("Amélie", "8½", "E.T.", "M*A*S*H", "ガメラ", "पाथेर पांचाली", "Éire ½ ﬁn"):
        assert folded(folded(title)) == folded(title)


def test_titles_are_ordered_without_their_article():
    titles = ["The Zone", "An Angel", "A", "Élan", "Der Himmel", "It"]

    assert sorted(titles, key=sort_key) == ["A", "An Angel", "Élan", "Der Himmel", "It", "The Zone"]


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (("Her", 2013), "her-2013"),
        (("8½", 1963), "8-1-2-1963"),
        (("Amélie", 2001), "amelie-2001"),
        (("七人の侍", 1954), "1954"),
        (("七人の侍", None), "untitled"),
        (("WALL·E", 2008), "wall-e-2008"),
    ],
)
def test_addresses_are_title_and_year(words, slug):
    assert slug_of(*words) == slug


def test_addresses_end_somewhere():
    assert len(slug_of("word " * 100, 1999)) <= 100


def test_a_film_is_found_by_each_of_its_titles_with_and_without_article():
    film = Film(title="The Seventh Seal", original_title="Det sjunde inseglet")

    assert dict(keys_of(film, ["Das siebente Siegel"])) == {
        "the seventh seal": True,
        "seventh seal": True,
        "det sjunde inseglet": True,
        "das siebente siegel": False,
        "siebente siegel": False,
    }


def test_titles_in_scripts_without_spaces_are_found_from_every_character_on():
    keys = dict(keys_of(Film(title="Seven Samurai", original_title="七人の侍"), []))

    assert {"七人の侍", "人の侍", "の侍", "侍"} <= set(keys)
