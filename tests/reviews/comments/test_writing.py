"""Saying something, changing it and taking it back, with scripts and without; nothing typed is lost."""

from __future__ import annotations

import datetime
import uuid
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone

from reviews.actions import comments as actions
from reviews.actions.entries import delete_entry
from reviews.models import Comment
from social import actions as social
from social.actions import words
from social.models import Audience
from tests.factories import PASSWORD, a_comment, a_member, a_review
from tests.reviews.worlds import HTMX

HER = "/@alice/film/her-2013/"
WORDS = "The window <b>is</b> the film & more."


@pytest.fixture
def review(alice, her):
    return a_review(alice, her)


@pytest.fixture
def address(review) -> str:
    return f"/entries/{review.pk}/comment/"


def test_a_plain_form_leads_to_the_comment(bob, address, signed_in):
    response = signed_in(bob).post(address, {"text": WORDS})

    said = Comment.objects.get()
    assert (said.author, said.text) == (bob, WORDS)
    assert (response.status_code, response["Location"]) == (302, f"{HER}#comment-{said.pk}")


def test_with_htmx_the_comment_appears_in_place_and_the_form_is_empty_again(bob, address, signed_in):
    key = str(uuid.uuid4())
    client = signed_in(bob)

    answer = client.post(address, {"text": "The window.", "save_key": key}, headers=HTMX).content.decode()
    again = client.post(address, {"text": "The window.", "save_key": key}, headers=HTMX).content.decode()

    said = Comment.objects.get()
    for fragment in (answer, again):
        assert f'id="comment-{said.pk}" tabindex="-1" autofocus' in fragment
        assert "<p>The window.</p>" in fragment
        assert "The window.</textarea>" not in fragment
        assert key not in fragment
        assert 'id="comments-link"' in fragment


def test_the_link_to_sign_in_leads_back_to_the_comments(address, client):
    response = client.get(address)

    assert unquote(response["Location"]) == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("with_scripts", [False, True])
def test_what_was_typed_when_the_session_had_ended_comes_back_after_signing_in(bob, address, with_scripts):
    client = Client()
    typed = {"text": WORDS, "writer": str(bob.pk), "save_key": str(uuid.uuid4())}

    refused = client.post(address, typed, headers=HTMX if with_scripts else {})
    sent_to = unquote(refused["HX-Redirect" if with_scripts else "Location"])
    assert sent_to == f"/accounts/login/?next={address}"
    client.post(f"/accounts/login/?next={address}", {"login": "bob", "password": PASSWORD})
    page = client.get(address).content.decode()

    assert "You had been signed out" in page
    assert "The window &lt;b&gt;is&lt;/b&gt; the film &amp; more.</textarea>" in page
    assert typed["save_key"] in page
    assert not Comment.objects.exists()


def test_the_form_by_itself_is_empty(bob, review, address, signed_in):
    page = signed_in(bob).get(address).content.decode()

    assert "alice’s review of Her" in page
    assert "</textarea>" in page


def close(review) -> None:
    type(review).objects.update(comments_from="nobody")


def suspend(member) -> None:
    type(member).objects.filter(pk=member.pk).update(
        suspended_until=timezone.now() + datetime.timedelta(days=2)
    )


TOO_LONG = "a" * 100_001
REFUSED = {
    "closed": (WORDS, "has closed the comments"),
    "only followed": (WORDS, "Only people alice follows"),
    "suspended": (WORDS, "suspended you from writing"),
    "haste": (WORDS, "Wait a little"),
    "too long": (TOO_LONG, "The comment has 100,001 characters"),
    "empty": ("  ", "There is nothing in it yet."),
    "nothing seen": ("[window]: https://example.org", "Nothing of this text would be seen."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_says_why_and_keeps_the_words(bob, review, address, signed_in, monkeypatch, case):
    typed, why = REFUSED[case]
    if case == "closed":
        close(review)
    elif case == "only followed":
        type(review).objects.update(comments_from="followed")
    elif case == "suspended":
        suspend(bob)
    elif case == "haste":
        monkeypatch.setattr(words, "MOST_IN_HASTE", 0)
    client = signed_in(bob)

    plain = client.post(address, {"text": typed})
    in_place = client.post(address, {"text": typed}, headers=HTMX)

    assert (plain.status_code, in_place.status_code) == (422, 422)
    assert in_place["HX-Retarget"] == "#comment-form"
    kept = WORDS.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") if typed == WORDS else typed
    for response in (plain, in_place):
        page = response.content.decode()
        assert why in page
        assert kept in page
    assert not Comment.objects.exists()


def test_words_under_a_review_that_has_gone_are_given_back(alice, bob, carol, review, address, signed_in):
    clients = [signed_in(member) for member in (bob, carol)]
    assert clients[0].get(address).status_code == 200
    social.block(bob, by=alice)
    delete_entry(review)

    for client in clients:
        page = client.post(address, {"text": "My words."})
        assert page.status_code == 404
        assert "My words.</textarea>" in page.content.decode()
        assert "Her" not in page.content.decode().partition("<main")[2]


def test_a_block_that_falls_between_is_told(bob, review, address, signed_in, monkeypatch):
    def too_late(*_: object, **__: object) -> None:
        raise actions.AcrossABlock

    monkeypatch.setattr(words, "comment", too_late)

    page = signed_in(bob).post(address, {"text": "My words."})

    assert page.status_code == 422
    assert "one of you two has blocked the other" in page.content.decode()


def test_nobody_comments_on_what_they_cannot_read(alice, bob, carol, her, signed_in):
    hidden = a_review(alice, her, "For some.", audience=Audience.FOLLOWERS)
    address = f"/entries/{hidden.pk}/comment/"
    assert signed_in(bob).get(address).status_code == 200

    for method in ("get", "post"):
        answer = getattr(signed_in(carol), method)(address)
        assert answer.status_code == 404
        assert "alice" not in answer.content.decode()


def test_a_comment_is_changed_by_its_form(bob, review, signed_in):
    said, client = a_comment(bob, review, "Teh window."), signed_in(bob)
    assert "Teh window.</textarea>" in client.get(f"/comments/{said.pk}/edit/").content.decode()

    response = client.post(f"/comments/{said.pk}/edit/", {"text": "The window."})

    assert response["Location"] == f"{HER}#comment-{said.pk}"
    assert Comment.objects.get().text == "The window."


def test_a_change_that_comes_too_late_gives_the_words_back(bob, review, signed_in):
    said = a_comment(bob, review, "Teh window.", at=timezone.now() - actions.EDITABLE_FOR)

    page = signed_in(bob).post(f"/comments/{said.pk}/edit/", {"text": "The window."})

    assert page.status_code == 422
    assert "15 minutes, and they are over" in page.content.decode()
    assert "The window.</textarea>" in page.content.decode()
    assert Comment.objects.get().text == "Teh window."


def test_the_forms_of_a_comment_are_for_those_who_may_use_them(alice, bob, carol, review, signed_in, client):
    said = a_comment(bob, review, "Said once.")
    status = {
        member.username: tuple(
            signed_in(member).get(f"/comments/{said.pk}/{verb}/").status_code for verb in ("edit", "delete")
        )
        for member in (alice, bob, carol)
    }

    assert status == {"alice": (404, 200), "bob": (200, 200), "carol": (404, 404)}
    assert client.get(f"/comments/{said.pk}/edit/")["Location"].startswith("/accounts/login/")


def test_a_comment_is_deleted_after_a_question_and_only_by_post(alice, bob, review, signed_in):
    for member in (bob, alice):
        said, client = a_comment(bob, review, f"For {member}."), signed_in(member)
        address = f"/comments/{said.pk}/delete/"
        assert "Delete this comment" in client.get(address).content.decode()
        assert Comment.objects.filter(pk=said.pk, deleted_at=None).exists()

        for _ in range(2):
            assert client.post(address)["Location"] == f"{HER}#comment-{said.pk}"
        assert Comment.objects.get(pk=said.pk).is_deleted


def test_a_deleted_comment_can_be_read_at_none_of_its_addresses(alice, bob, review, signed_in):
    said = a_comment(bob, review, "Something sharp.")
    assert "Something sharp." in signed_in(bob).get(f"/comments/{said.pk}/edit/").content.decode()
    actions.delete_comment(said, by=alice)

    for member in (alice, bob):
        client = signed_in(member)
        for verb in ("", "edit/", "delete/"):
            page = client.get(f"/comments/{said.pk}/{verb}", follow=True)
            assert "Something sharp." not in page.content.decode()


def test_ones_own_words_are_taken_back_where_one_cannot_read_any_more(alice, bob, review, signed_in):
    said = a_comment(bob, review)
    social.block(bob, by=alice)
    client = signed_in(bob)
    assert client.get(f"/comments/{said.pk}/").status_code == 404

    assert client.post(f"/comments/{said.pk}/delete/")["Location"] == "/"

    assert Comment.objects.get().is_deleted


def test_the_permalink_is_as_open_as_the_review(alice, bob, carol, her, signed_in, client):
    said = a_comment(bob, a_review(alice, her, audience=Audience.FOLLOWERS))

    assert signed_in(bob).get(f"/comments/{said.pk}/").status_code == 302
    assert signed_in(carol).get(f"/comments/{said.pk}/").status_code == 404
    assert client.get(f"/comments/{said.pk}/").status_code == 404


def test_the_form_of_an_entry_says_who_may_comment(alice, her, signed_in):
    client = signed_in(alice)
    said = {"text": "Warm.", "audience": "everyone", "comments_from": "followed"}

    client.post("/film/her-2013/log/", said)

    review = type(a_review(a_member(), her)).objects.get(author=alice)
    assert review.comments_from == "followed"
    assert '<option value="followed" selected>' in client.get(f"/entries/{review.pk}/edit/").content.decode()
