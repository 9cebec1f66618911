"""Changing one's name: the old address leads on, and nobody else can take it."""

from __future__ import annotations

import pytest

from accounts import actions
from accounts.models import FormerUsername, Member
from tests.factories import a_member, a_review
from tests.threads import at_once

CHANGE = "/settings/username/"
pytestmark = pytest.mark.django_db


def test_the_new_name_is_the_address(signed_in, alice):
    client = signed_in(alice)

    assert client.post(CHANGE, {"username": "alicia"}).status_code == 302
    assert client.get("/@alicia/").status_code == 200


@pytest.mark.parametrize(
    "place", ["", "diary/", "followers/", "reviews/", "likes/films/?page=2", "film/her-2013/"]
)
def test_every_old_address_leads_to_the_new_one(client, alice, her, place):
    a_review(alice, her)
    actions.change_username(alice, username="alicia")

    response = client.get(f"/@alice/{place}")

    assert (response.status_code, response.url) == (301, f"/@alicia/{place}")


def test_old_addresses_lead_on_after_several_changes(client, alice):
    for username in ("alicia", "ally", "al"):
        actions.change_username(alice, username=username)

    assert [client.get(f"/@{name}/").url for name in ("alice", "alicia", "ally")] == ["/@al/"] * 3


def test_another_case_leads_to_the_right_one(client, alice):
    assert client.get("/@ALICE/").url == "/@alice/"
    assert client.get("/@Alice/followers/?after=x").url == "/@alice/followers/?after=x"


def test_changing_the_case_alone_keeps_the_address(signed_in, client, alice):
    signed_in(alice).post(CHANGE, {"username": "Alice"})

    assert client.get("/@alice/").url == "/@Alice/"
    assert not FormerUsername.objects.exists()


def test_a_name_can_be_taken_back_and_browsers_do_not_go_round_in_a_circle(client, alice):
    actions.change_username(alice, username="alicia")
    assert "no-cache" in client.get("/@alice/").headers["Cache-Control"]

    actions.change_username(alice, username="alice")

    assert client.get("/@alice/").status_code == 200
    assert client.get("/@alicia/").url == "/@alice/"


def test_a_form_sent_to_an_old_address_does_nothing(signed_in, alice, carol):
    actions.change_username(alice, username="alicia")

    assert signed_in(carol).post("/@alice/follow/").status_code == 404


def test_names_of_nobody_lead_nowhere(client, alice):
    assert client.get("/@nobody_here/").status_code == 404


@pytest.mark.parametrize(
    ("username", "words"),
    [
        ("bob", "Somebody has this name"),
        ("BOB", "Somebody has this name"),
        ("bobby", "Somebody has this name"),
        ("admin", "kept for the site itself"),
        ("no spaces", "letters (a–z), digits or underscores"),
        ("a", "2 to 20"),
        ("a" * 21, "2 to 20"),
        ("", "required"),
    ],
)
def test_a_name_that_cannot_be_comes_back_with_words(signed_in, alice, username, words):
    bobby = a_member("bobby")
    actions.change_username(bobby, username="bob")

    response = signed_in(alice).post(CHANGE, {"username": username})

    assert response.status_code == 422
    assert words in response.content.decode()
    assert f'value="{username}"' in response.content.decode() or not username
    assert Member.objects.get(pk=alice.pk).username == "alice"


def test_nobody_can_hoard_names(signed_in, alice):
    client = signed_in(alice)

    answers = [client.post(CHANGE, {"username": f"alice_{number}"}).status_code for number in range(6)]

    assert answers == [302] * 5 + [429]


@pytest.mark.django_db(transaction=True)
def test_two_members_wanting_one_name_at_the_same_moment(signed_in):
    clients = [signed_in(a_member(name)) for name in ("alice", "carol")]

    answers = at_once(*(lambda client=client: client.post(CHANGE, {"username": "ada"}) for client in clients))

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Member.objects.filter(username="ada").count() == 1
