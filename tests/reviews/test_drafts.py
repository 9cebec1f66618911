"""Drafts: kept as one types, never twice, never lost between two windows, read by nobody else."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.test import Client

from reviews.actions import drafts as actions
from reviews.actions.entries import delete_entry, restore_deleted
from reviews.models import Draft, Entry
from tests.factories import a_film, a_review

LOG = "/film/her-2013/log/"
SAVE = "/drafts/save/"


def typed(**more: str) -> dict[str, str]:
    return {"film": "her-2013", "entry": "", "version": "0", "save_key": KEY, "audience": "everyone", **more}


KEY = str(uuid.UUID(int=7))


def test_what_is_typed_is_kept_and_says_which_version_it_is(alice, her, signed_in):
    client = signed_in(alice)

    first = client.post(SAVE, typed(text="The train"))
    second = client.post(SAVE, typed(text="The train window", version="1"))

    assert (first.status_code, first.json()["version"], second.json()["version"]) == (200, 1, 2)
    draft = Draft.objects.get()
    assert (draft.member, draft.film, draft.entry, draft.typed["text"]) == (
        alice,
        her,
        None,
        "The train window",
    )
    assert datetime.datetime.fromisoformat(second.json()["saved_at"]) == draft.saved_at
    assert "film" not in draft.typed


def test_a_draft_counts_nowhere_and_may_be_anything(alice, her, signed_in):
    response = signed_in(alice).post(
        SAVE, typed(text="x" * 100_001, watched_on="tomorrow", rating="77", is_stopped="on")
    )

    assert response.status_code == 200
    assert not Entry.objects.exists()
    page = signed_in(alice).get(LOG)
    assert page.context["form"]["watched_on"].value() == "tomorrow"
    assert page.status_code == 200


def test_too_long_a_draft_is_refused_with_the_numbers(alice, her, signed_in):
    response = signed_in(alice).post(SAVE, typed(text="x" * 200_001))

    assert response.status_code == 422
    assert response.json()["refusal"] == "This has 200,001 characters; a draft has room for 200,000."


def test_two_windows_are_told_that_they_disagree(alice, her, signed_in):
    client = signed_in(alice)
    client.post(SAVE, typed(text="Of one window"))

    response = client.post(SAVE, typed(text="Of another window"))

    assert response.status_code == 409
    said = response.json()
    assert (said["version"], said["theirs"]["text"]) == (1, "Of one window")
    assert Draft.objects.get().typed["text"] == "Of one window"
    assert client.post(SAVE, typed(text="Of another window", version="1")).json()["version"] == 2


def test_the_same_once_more_is_no_disagreement(alice, her, signed_in):
    client = signed_in(alice)

    answers = [client.post(SAVE, typed(text="Sent twice")).json()["version"] for _ in range(2)]

    assert answers == [1, 1]


def test_a_draft_thrown_away_does_not_come_back_by_an_old_save(alice, her, signed_in):
    client = signed_in(alice)
    client.post(SAVE, typed(text="Gone"))
    client.post(f"/drafts/{Draft.objects.get().pk}/discard/")

    response = client.post(SAVE, typed(text="Gone, still typing", version="1"))

    assert (response.status_code, response.json()["version"], response.json()["theirs"]) == (409, 0, {})
    assert not Draft.objects.exists()


def test_publishing_ends_the_draft_and_a_late_save_does_not_bring_it_back(alice, her, signed_in):
    client = signed_in(alice)
    client.post(SAVE, typed(text="Almost"))

    client.post(LOG, typed(text="Done", version="1"))

    assert Entry.objects.get().text == "Done"
    assert not Draft.objects.exists()
    for version in ("0", "1"):
        assert client.post(SAVE, typed(text="Almost", version=version)).status_code == 410
    assert not Draft.objects.exists()


def test_saving_a_change_ends_its_draft_and_a_late_save_does_not_bring_it_back(alice, her, signed_in):
    entry, client = a_review(alice, her, "As it was."), signed_in(alice)
    address = f"/entries/{entry.pk}/edit/"
    form = client.get(address).context["form"]
    said = typed(entry=str(entry.pk), save_key=str(form["save_key"].value()), stands=form["stands"].value())
    assert client.post(SAVE, said | {"text": "As it"}).json()["version"] == 1
    assert client.get(address).context["form"]["text"].value() == "As it"

    client.post(address, said | {"text": "As it is.", "version": "1"})

    assert not Draft.objects.exists()
    assert client.post(SAVE, said | {"text": "As it"}).status_code == 410


def test_publishing_leaves_what_another_window_holds(alice, her, signed_in):
    client = signed_in(alice)
    client.post(SAVE, typed(text="Other words", save_key=str(uuid.UUID(int=8))))

    client.post(LOG, typed(text="These words"))

    assert Draft.objects.get().typed["text"] == "Other words"


def test_the_form_opens_with_the_draft_and_offers_to_start_afresh(alice, her, signed_in):
    client = signed_in(alice)
    client.post(
        SAVE, typed(text="The train", rating="7", has_spoilers="on", is_stopped="on", stopped_minute="47")
    )
    draft = Draft.objects.get()

    response = client.get(LOG)
    page, form = response.content.decode(), response.context["form"]

    assert f"This is your draft of {draft.saved_at:%-d %b, %H:%M}" in page
    assert [form[name].value() for name in ("text", "save_key", "stopped_minute")] == ["The train", KEY, "47"]
    assert 'id="id_rating-7" value="7" checked' in page
    assert 'name="version" value="1"' in page
    afresh = client.post(f"/drafts/{draft.pk}/discard/", {"next": LOG})
    assert afresh["Location"] == LOG
    assert client.get(LOG).context["form"]["text"].value() is None


def test_without_scripts_a_button_keeps_the_draft(alice, her, signed_in):
    client = signed_in(alice)

    response = client.post(LOG, typed(text="By hand", watched_on="nonsense", as_draft="1"))

    assert response["Location"] == "/drafts/"
    assert Draft.objects.get().typed["watched_on"] == "nonsense"
    assert not Entry.objects.exists()


def test_the_button_says_when_another_window_was_quicker_and_loses_nothing(alice, her, signed_in):
    client = signed_in(alice)
    client.post(SAVE, typed(text="Of one window"))

    response = client.post(LOG, typed(text="By hand", as_draft="1"))
    page = response.content.decode()

    assert response.status_code == 409
    assert "Another window kept another draft of this" in page
    assert "By hand</textarea>" in page
    assert 'name="version" value="1"' in page


def test_the_list_shows_what_was_begun_and_discards_it_after_asking(alice, her, signed_in):
    client = signed_in(alice)
    client.post(SAVE, typed(text="The *train* window"))
    draft = Draft.objects.get()

    page = client.get("/drafts/").content.decode()
    asked = client.get(f"/drafts/{draft.pk}/discard/").content.decode()

    assert "The train window" in page
    assert f'href="{LOG}"' in page
    assert "The train window" in asked
    assert Draft.objects.exists()
    client.post(f"/drafts/{draft.pk}/discard/")
    assert not Draft.objects.exists()
    assert "No drafts" in client.get("/drafts/").content.decode()


def test_a_draft_of_a_deleted_entry_is_listed_again_with_its_entry(alice, her, signed_in):
    entry, client = a_review(alice, her), signed_in(alice)
    client.post(SAVE, typed(entry=str(entry.pk), text="Unfinished"))
    assert "Unfinished" in client.get("/drafts/").content.decode()

    delete_entry(entry)
    assert "Unfinished" not in client.get("/drafts/").content.decode()

    restore_deleted(entry)
    assert "Unfinished" in client.get("/drafts/").content.decode()


def test_nobody_else_reads_or_touches_a_draft(alice, bob, her, signed_in):
    signed_in(alice).post(SAVE, typed(text="A secret of mine"))
    draft, client = Draft.objects.get(), signed_in(bob)
    assert "A secret of mine" in signed_in(alice).get(LOG).content.decode()

    for address in (LOG, "/drafts/", "/@alice/", "/film/her-2013/", "/"):
        assert "A secret of mine" not in client.get(address).content.decode()
    for act in (client.get, client.post):
        assert act(f"/drafts/{draft.pk}/discard/").status_code == 404
    entry = a_review(alice, her)
    assert client.post(SAVE, typed(entry=str(entry.pk))).status_code == 404
    assert Draft.objects.get() == draft


def test_a_visitor_is_told_to_sign_in(her):
    response = Client().post(SAVE, typed(text="Words"))

    assert (response.status_code, "refusal" in response.json()) == (401, True)
    assert Client().get("/drafts/").status_code == 302


@pytest.mark.parametrize("film", ["", "no-such-film", "her-2013/"])
def test_a_draft_is_of_a_film_that_is_there(alice, her, signed_in, film):
    assert signed_in(alice).post(SAVE, typed(film=film)).status_code == 404


def test_there_is_an_end_to_drafts(alice, her, monkeypatch, signed_in):
    monkeypatch.setattr(actions, "MOST_DRAFTS", 1)
    client = signed_in(alice)
    assert client.post(SAVE, typed(text="One")).status_code == 200

    assert client.post(SAVE, typed(text="Two", film=a_film().slug)).status_code == 422
    assert client.post(SAVE, typed(text="One, changed", version="1")).status_code == 200
