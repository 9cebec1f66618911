"""What an author notes for themselves, and in which language and length a review is."""

from __future__ import annotations

import pytest
from django.test import Client

from reviews.models import Entry, EntryNote
from tests.factories import a_review
from tests.reviews.test_views_log import LOG, said

NOTE = "Seen with K., who slept."


def test_a_note_stands_beside_the_entry_for_its_author(alice, her, signed_in):
    client = signed_in(alice)

    client.post(LOG, said(text="Words for all.", note=NOTE))

    entry = Entry.objects.get()
    assert NOTE in client.get(entry.url).content.decode()
    form = client.get(f"/entries/{entry.pk}/edit/").context["form"]
    assert form["note"].value() == NOTE
    client.post(f"/entries/{entry.pk}/edit/", said(text="Words for all.", note=" "))
    assert not EntryNote.objects.exists()


def test_nobody_else_gets_the_note_in_any_answer(alice, bob, her, signed_in):
    signed_in(alice).post(LOG, said(text="Words for all.", note=NOTE))
    entry = Entry.objects.get()
    assert NOTE in signed_in(alice).get(entry.url).content.decode()
    addresses = [
        entry.url, f"{entry.url}share/", f"{entry.url}likes/", f"{entry.url}answers/", f"/entries/{entry.pk}/text/",
        her.url, f"{her.url}reviews/", f"{her.url}rss/", "/@alice/", "/@alice/diary/", "/@alice/reviews/", "/@alice/rss/",
        "/reviews/", "/", "/search/?q=slept", f"/oembed/?url=http://testserver{entry.url}",
    ]  # fmt: skip

    for client in (signed_in(bob), Client()):
        for address in addresses:
            assert "who slept" not in client.get(address, follow=True).content.decode(errors="replace"), (
                address
            )


def test_too_long_a_note_is_refused_and_kept(alice, her, signed_in):
    response = signed_in(alice).post(LOG, said(note="x" * 100_001))

    assert response.status_code == 422
    assert "The note has 100,001 characters" in response.content.decode()


@pytest.mark.parametrize(
    ("words", "length"), [(5, "quip"), (20, "note"), (80, "review"), (400, "essay"), (0, "")]
)
def test_the_length_follows_from_the_words(alice, her, words, length):
    assert a_review(alice, her, "word " * words).length == length


def test_a_chosen_language_stands_on_the_text(alice, her, signed_in):
    client = signed_in(alice)
    client.post(LOG, said(text="Der Zug.", language="de"))

    entry = Entry.objects.get()

    assert (entry.language, entry.language_is_chosen) == ("de", True)
    for address in (entry.url, her.url, "/@alice/"):
        assert 'dir="auto" lang="de"' in Client().get(address).content.decode()
    assert client.get(f"/entries/{entry.pk}/edit/").context["form"]["language"].value() == "de"
    refused = client.post(LOG, said(text="Der Zug.", language="klingon"))
    assert "Choose one of the languages." in refused.content.decode()
