"""How a film was watched: said in the form, begun as last time, kept with the entry and shown beside it."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from reviews.actions.deleting import delete_entry
from reviews.actions.drafts import save_draft
from reviews.actions.entries import Viewing, edit_entry
from reviews.actions.viewings import How
from reviews.models import Draft, Entry, ViewingFacts
from reviews.queries.viewings import Lately
from tests.factories import PASSWORD, a_film, a_review, an_entry

LOG = "/film/her-2013/log/"
AT_NOVA = {
    "place": "cinema",
    "venue": "Cinema Nova, Brussels",
    "format": "35mm",
    "spoken": "fr",
    "subtitles": "en",
}
IN_WORDS = "Cinema Nova, Brussels · 35 mm film · in French, English subtitles"


def said(**more: str) -> dict[str, str]:
    return {"watched_on": "2026-11-14", "audience": "everyone", "save_key": str(uuid.uuid4()), **more}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"place": "cinema"}, "In a cinema"),
        ({"place": "festival", "venue": "Midnight Sun"}, "At a festival: Midnight Sun"),
        ({"place": "home", "format": "bluray", "language": "zxx"}, "At home · Blu-ray · no spoken language"),
        ({"venue": "Ana’s"}, "Ana’s"),
        ({"language": "qqq"}, "in qqq"),
    ],
)
def test_facts_are_said_in_words(facts, words):
    assert ViewingFacts(**facts).in_words == words


def test_what_is_said_in_the_form_stands_on_the_page_of_the_entry(alice, her, signed_in):
    response = signed_in(alice).post(LOG, said(**AT_NOVA))

    assert IN_WORDS in Client().get(response["Location"]).content.decode()


def test_an_entry_that_says_nothing_has_no_facts_and_asks_nothing_more(
    alice, her, django_assert_max_num_queries
):
    an_entry(alice, a_film())
    with django_assert_max_num_queries(20) as without:
        an_entry(alice, a_film())
    with django_assert_max_num_queries(20) as with_none:
        an_entry(alice, a_film(), how=How())

    assert len(without) == len(with_none)
    assert not ViewingFacts.objects.exists()


def test_the_form_of_an_entry_begins_with_its_facts_and_changes_them(alice, her, signed_in):
    entry = an_entry(alice, her, how=How(place="home", format="dvd", language="en"))
    address = f"/entries/{entry.pk}/edit/"

    form = signed_in(alice).get(address).context["form"]
    assert (form["place"].value(), form["format"].value(), form["spoken"].value()) == ("home", "dvd", "en")

    signed_in(alice).post(address, said(place="cinema"))
    assert list(ViewingFacts.objects.values_list("place", "format", "language")) == [("cinema", "", "")]

    signed_in(alice).post(address, said())
    assert not ViewingFacts.objects.exists()


def test_who_changes_something_else_leaves_the_facts_alone(alice, her):
    entry = an_entry(alice, her, how=How(place="home"))

    edit_entry(entry, Viewing(watched_on=entry.watched_on, rating=8))

    assert ViewingFacts.objects.get().place == "home"


def test_saving_twice_with_other_facts_changes_the_one_entry(alice, her, signed_in):
    key = str(uuid.uuid4())
    for place in ("cinema", "home"):
        signed_in(alice).post(LOG, said(save_key=key, place=place))

    assert list(Entry.objects.values_list("number", "facts__place")) == [(1, "home")]


def test_the_next_film_begins_as_the_last_one_with_its_own_language(alice, her, signed_in):
    last = a_film("Amelie", 2001, languages=["fr"])
    an_entry(alice, last, how=How(place="cinema", venue="Nova", format="dcp", language="fr", subtitles="nl"))
    an_entry(alice, a_film())
    japanese = a_film("Ran", 1985, languages=["zxx", "ja"])

    page = signed_in(alice).get("/film/ran-1985/log/")
    form = page.context["form"]

    assert [form[name].value() for name in ("place", "venue", "format", "spoken", "subtitles")] == [
        "cinema", "Nova", "dcp", "ja", "nl",
    ]  # fmt: skip
    assert "As last time" in page.content.decode()
    assert '<option value="Nova">' in page.content.decode()
    assert Lately(alice).as_last_time(japanese)["spoken"] == "ja"


def test_who_watches_dubbed_films_hears_the_next_one_dubbed_too(alice, her):
    an_entry(alice, a_film(languages=["fr"]), how=How(language="de"))

    assert Lately(alice).as_last_time(a_film(languages=["ja"]))["spoken"] == "de"


def test_what_was_deleted_or_said_by_others_is_not_last_time(alice, bob, her):
    delete_entry(an_entry(alice, her, how=How(place="home")))
    an_entry(bob, her, how=How(place="cinema"))

    assert Lately(alice).as_last_time(her) == {}


def test_the_first_form_of_all_is_folded_and_one_with_facts_is_open(alice, her, signed_in):
    assert 'form__how"><summary>' in signed_in(alice).get(LOG).content.decode()

    an_entry(alice, a_film(), how=How(place="home"))
    assert 'form__how" open><summary>' in signed_in(alice).get(LOG).content.decode()


def test_clearing_the_facts_keeps_everything_else_that_was_typed(alice, her, signed_in):
    page = signed_in(alice).post(LOG, said(**AT_NOVA, text="A train.", clear_how="1", companions="zed"))

    form = page.context["form"]
    assert (page.status_code, Entry.objects.count()) == (200, 0)
    assert (form["text"].value(), form["place"].value(), form["companions"].value()) == ("A train.", "", "")


def test_a_refused_form_keeps_the_facts_and_says_what_is_wrong(alice, her, signed_in):
    page = signed_in(alice).post(LOG, said(**{**AT_NOVA, "format": "wax", "venue": "x" * 101}))

    words = page.content.decode()
    assert page.status_code == 422
    assert "Choose one of the formats." in words
    assert "There is room for 100 characters; these are 101." in words
    assert 'value="cinema" selected' in words


def test_the_facts_are_in_drafts_and_outlive_a_session(alice, her):
    save_draft(her, {"place": "home", "venue": "Sofa", "companions": "bob"}, by=alice)
    client = Client()
    client.post(LOG, said(**AT_NOVA, companions="bob", writer=str(alice.pk)))
    client.post("/accounts/login/", {"login": "alice", "password": PASSWORD})

    page = client.get(LOG)
    assert (page.context["form"]["venue"].value(), page.context["form"]["companions"].value()) == (
        AT_NOVA["venue"],
        "bob",
    )
    Draft.objects.get()  # what was typed before comes first, and the draft waits
    assert client.get(LOG).context["form"]["venue"].value() == "Sofa"


def test_a_venue_is_text_and_nothing_else(alice, her):
    entry = a_review(alice, her, how=How(venue="<b>Nova</b>"))

    assert "&lt;b&gt;Nova" in Client().get(entry.url).content.decode()
