"""The page of somebody who made films."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from films.actions.films import retire_film
from films.models import Film, Role
from reviews.actions import marks
from tests.factories import a_credit, a_film, a_person
from tests.films.pages import page_at, queries_of

TITLE = re.compile(r'class="poster__picture"[^>]* alt="([^"]*)"')
MOST_QUERIES = 7


@pytest.fixture
def varda(db):
    person = a_person("Agnès Varda")
    for title, year in (("Vagabond", 1985), ("The Gleaners and I", 2000), ("Le Bonheur", 1965)):
        a_credit(a_film(title, year), person, role=Role.DIRECTOR)
    a_credit(Film.objects.get(title="Vagabond"), person, role=Role.EDITING)
    a_credit(a_film("Faces", 2017), person, role=Role.ACTOR, character="Self")
    a_credit(Film.objects.get(title="Faces"), person, role=Role.ACTOR, character="A ghost")
    return person


def test_the_role_with_most_films_stands_first_newest_film_first(varda):
    page = page_at("/person/agnes-varda/")

    assert '<h1 class="person__name">Agnès Varda</h1>' in page
    assert TITLE.findall(page) == ["The Gleaners and I (2000)", "Vagabond (1985)", "Le Bonheur (1965)"]
    assert re.findall(r"role=(\w+)", page) == ["director", "editing", "actor"]
    assert 'aria-current="page">Director&nbsp;<span class="muted">3</span>' in page


def test_each_role_has_its_films(varda):
    assert TITLE.findall(page_at("/person/agnes-varda/?role=editing")) == ["Vagabond (1985)"]
    assert TITLE.findall(page_at("/person/agnes-varda/?role=actor")) == ["Faces (2017)"]


@pytest.mark.parametrize("role", ["costume", "juggler", "'"])
def test_a_role_the_person_never_had_is_not_found(varda, role):
    assert Client().get(f"/person/agnes-varda/?role={role}").status_code == 404


def test_note_and_biography_are_shown_as_text(varda):
    varda.note, varda.biography = "born 1928", "She walked on <beaches>.\n\nAnd on."
    varda.save()
    page = page_at("/person/agnes-varda/")

    assert "born 1928" in page
    assert "<p>She walked on &lt;beaches&gt;.</p>" in page


def test_films_that_are_not_on_offer_are_left_out(varda):
    retire_film(Film.objects.get(title="Vagabond"))
    Film.objects.filter(title="Le Bonheur").update(is_adult=True)
    page = page_at("/person/agnes-varda/")

    assert TITLE.findall(page) == ["The Gleaners and I (2000)"]
    assert "role=editing" not in page


def test_a_film_without_a_year_stands_before_the_others(varda):
    a_credit(a_film("To Come", None), varda, role=Role.DIRECTOR)

    assert TITLE.findall(page_at("/person/agnes-varda/"))[0] == "To Come"


def test_somebody_without_films_has_a_page(db):
    a_person("Nobody Yet")

    assert "No films yet" in page_at("/person/nobody-yet/")


def test_more_films_than_a_page_holds_go_on_on_the_next(varda):
    for number in range(80):
        a_credit(a_film(f"Short {number}", 1950), varda, role=Role.WRITER)
    page = page_at("/person/agnes-varda/")
    following = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")

    assert len(TITLE.findall(page)) == 72
    assert len(TITLE.findall(page_at(following))) == 8


def test_posters_show_what_the_viewer_did(varda, alice, signed_in):
    marks.rate(Film.objects.get(title="Vagabond"), rating=10, by=alice)

    assert "You: 5 out of 5 stars" in page_at("/person/agnes-varda/", signed_in(alice))


def test_the_page_costs_the_same_few_queries_whatever_there_is_to_show(varda, alice, signed_in):
    few = queries_of(signed_in(alice), varda.url), queries_of(Client(), varda.url)
    for _ in range(30):
        film = a_film()
        marks.like_film(film, by=alice)
        for role in Role:
            a_credit(film, varda, role=role)

    assert (queries_of(signed_in(alice), varda.url), queries_of(Client(), varda.url)) == few
    assert max(few) <= MOST_QUERIES


def test_there_is_nobody_at_other_addresses(db):
    assert Client().get("/person/nobody/").status_code == 404
