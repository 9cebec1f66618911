"""How far a viewer is with somebody's films, and which of them they are shown."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from films.models import Film, Role
from reviews.actions import marks
from tests.factories import a_credit, a_film, a_person
from tests.films.pages import page_at

VARDA = "/person/agnes-varda/"
TITLE = re.compile(r'class="poster__picture"[^>]* alt="([^"]*) \(')


@pytest.fixture
def varda(db):
    person = a_person("Agnès Varda")
    for title, year in (("Vagabond", 1985), ("The Gleaners and I", 2000), ("Le Bonheur", 1965)):
        a_credit(a_film(title, year), person, role=Role.DIRECTOR)
    a_credit(Film.objects.get(title="Vagabond"), person, role=Role.EDITING)
    return person


@pytest.fixture
def client(varda, alice, signed_in):
    """Alice, who has seen two of the three."""
    marks.rate(Film.objects.get(title="Vagabond"), rating=6, by=alice)
    marks.rate(Film.objects.get(title="Le Bonheur"), rating=10, by=alice)
    return signed_in(alice)


def test_the_page_says_how_many_one_has_seen_in_each_part(client):
    page = page_at(VARDA, client)

    assert "You have seen <b>2</b> of 3" in page
    assert '<progress class="progress__bar" value="2" max="3"' in page
    assert 'Editing&nbsp;<span class="muted">1/1</span>' in page
    assert "You have seen it" in page_at(f"{VARDA}?role=editing", client)


def test_a_film_that_left_the_catalogue_counts_on_neither_side(client):
    Film.objects.filter(title="Le Bonheur").update(is_adult=True)

    assert "You have seen <b>1</b> of 2" in page_at(VARDA, client)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["The Gleaners and I", "Vagabond", "Le Bonheur"]),
        ("?mine=watched", ["Vagabond", "Le Bonheur"]),
        ("?mine=-watched", ["The Gleaners and I"]),
        ("?sort=oldest", ["Le Bonheur", "Vagabond", "The Gleaners and I"]),
        ("?sort=my-rating", ["Le Bonheur", "Vagabond"]),
        ("?sort=popular&mine=-watched", ["The Gleaners and I"]),
    ],
)
def test_films_are_chosen_and_ordered(client, query, titles):
    assert TITLE.findall(page_at(f"{VARDA}{query}", client)) == titles


def test_the_choices_keep_each_other(client):
    page = page_at(f"{VARDA}?sort=oldest&mine=watched&fade=seen", client)

    assert f'href="{VARDA}?sort=oldest&amp;mine=-watched&amp;fade=seen"' in page
    assert f'href="{VARDA}?mine=watched&amp;fade=seen" >' in page.replace('">', '" >')


def test_what_is_seen_steps_back_where_asked_and_still_says_so(client):
    assert "is-faded" not in page_at(VARDA, client)
    faded = page_at(f"{VARDA}?fade=seen", client)

    assert faded.count('<li class="is-faded">') == 2
    assert "You: 3 out of 5 stars" in faded


def test_a_visitor_has_no_progress_and_nothing_of_theirs_to_choose_by(varda):
    page = page_at(f"{VARDA}?mine=watched&fade=seen")

    assert "You have seen" not in page
    assert len(TITLE.findall(page)) == 3


@pytest.mark.parametrize("query", ["?mine=x", "?sort=average", "?fade=yes"])
def test_other_words_are_refused(varda, query):
    assert Client().get(f"{VARDA}{query}").status_code == 400
