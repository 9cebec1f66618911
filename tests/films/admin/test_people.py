"""People at the curators' desk."""

from __future__ import annotations

import pytest

from films.models import Film, Person, Role
from tests.factories import a_credit, a_film, a_person
from tests.films.admin.desk import PEOPLE, errors


def test_a_new_person_gets_an_address_and_a_key(curator):
    curator.post(f"{PEOPLE}add/", {"name": "Agnès Varda"})

    person = Person.objects.get()
    assert (person.slug, person.name_key) == ("agnes-varda", "agnes varda")


def test_people_of_one_name_are_told_apart(curator):
    a_person("Steve McQueen")

    assert "tells the two apart" in errors(curator.post(f"{PEOPLE}add/", {"name": "Steve McQueen"}))

    curator.post(f"{PEOPLE}add/", {"name": "Steve McQueen", "note": "born 1969"})
    assert Person.objects.latest("pk").slug == "steve-mcqueen-born-1969"


def test_an_identifier_of_another_person_is_refused(curator):
    Person.objects.create(name="Agnès Varda", slug="agnes-varda", imdb_id="nm0889513")

    answer = curator.post(f"{PEOPLE}add/", {"name": "Jacques Demy", "imdb_id": "nm0889513"})

    assert "Agnès Varda has this already." in errors(answer)


def test_renaming_a_director_renames_the_bylines(curator, her):
    jonze = Person.objects.get()

    curator.post(f"{PEOPLE}{jonze.pk}/change/", {"name": "Adam Spiegel", "slug": jonze.slug})

    assert Film.objects.get().directed_by == "Adam Spiegel"


@pytest.mark.parametrize("typed", ["agnes", "Varda", "varda agn", "AGNÈS V"])
def test_the_completion_finds_people_however_they_are_typed(curator, typed):
    a_person("Agnès Varda")
    a_person("Jacques Demy")
    which = {"app_label": "films", "model_name": "credit", "field_name": "person", "term": typed}

    answer = curator.get("/admin/autocomplete/", which).json()

    assert [person["text"] for person in answer["results"]] == ["Agnès Varda"]


def test_the_list_of_people_counts_their_films(curator, her):
    jonze = Person.objects.get()
    a_credit(her, jonze, role=Role.WRITER)
    a_credit(a_film(), jonze)

    assert curator.get(PEOPLE).context["cl"].result_list[0].films_count == 2


def test_a_person_with_credits_is_not_deleted(curator, her):
    answer = curator.post(f"{PEOPLE}{Person.objects.get().pk}/delete/", {"post": "yes"})

    assert answer.status_code == 200
    assert Person.objects.count() == 1
