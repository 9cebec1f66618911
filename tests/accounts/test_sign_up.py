"""Creating an account: a name, a password, nothing else needed."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from accounts import actions
from accounts.models import FormerUsername, Member
from social.models import FollowCounts
from tests.factories import PASSWORD, a_member
from tests.threads import at_once

SIGN_UP = "/accounts/signup/"
pytestmark = pytest.mark.django_db


def sign_up(client, **said):
    return client.post(SIGN_UP, {"username": "Xplodera", "password1": PASSWORD, **said})


def test_a_name_and_a_password_are_enough(client):
    response = sign_up(client)

    member = Member.objects.get()
    assert (response.status_code, response.url) == (302, "/")
    assert (member.username, member.email, member.check_password(PASSWORD)) == ("Xplodera", "", True)
    assert client.session["_auth_user_id"] == str(member.pk)


def test_a_new_member_has_counters_from_the_first_moment(client):
    sign_up(client)

    assert FollowCounts.objects.get().member.stats.films_count == 0


def test_after_signing_up_one_lands_where_one_wanted_to_go(client):
    response = sign_up(client, next="/film/her-2013/")

    assert response.url == "/film/her-2013/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_up_never_leads_to_another_site(client, elsewhere):
    assert sign_up(client, next=elsewhere).url == "/"


def test_the_time_zone_comes_from_the_browser(client):
    sign_up(client, time_zone="Asia/Tokyo")

    assert Member.objects.get().time_zone == "Asia/Tokyo"


@pytest.mark.parametrize("said", ["", "Mars/Olympus", "../../etc/passwd", "x" * 5_000])
def test_without_a_known_time_zone_the_site_s_own_is_taken(client, settings, said):
    settings.DEFAULT_MEMBER_TIME_ZONE = "Europe/Stockholm"

    sign_up(client, time_zone=said)

    assert Member.objects.get().time_zone == "Europe/Stockholm"


@pytest.mark.parametrize(
    ("username", "words"),
    [
        ("a", "at least 2 characters"),
        ("a" * 21, "at most 20 characters"),
        ("no spaces", "letters (a–z), digits or underscores"),
        ("ünïcode", "letters (a–z), digits or underscores"),
        ("аdmin", "letters (a–z), digits or underscores"),
        ("dash-ed", "letters (a–z), digits or underscores"),
        ("line\nbreak", "letters (a–z), digits or underscores"),
        ("Admin", "kept for the site itself"),
        ("moderator", "kept for the site itself"),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words(client, username, words):
    response = sign_up(client, username=username)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Member.objects.exists()


def test_a_name_with_a_nul_character_is_refused(client):
    assert sign_up(client, username="xplo\0dera").status_code == 400


@pytest.mark.parametrize("username", ["alice", "ALICE", "Alice"])
def test_a_name_that_somebody_has_is_taken_whatever_the_case(client, alice, username):
    response = sign_up(client, username=username)

    assert response.status_code == 422
    assert "Somebody has this name" in response.content.decode()
    assert Member.objects.count() == 1


@pytest.mark.parametrize("username", ["alice", "Alice"])
def test_a_name_that_somebody_had_is_taken_too(client, alice, username):
    actions.change_username(alice, username="alicia")

    response = sign_up(client, username=username)

    assert response.status_code == 422
    assert "Somebody has this name" in response.content.decode()


@pytest.mark.parametrize("password", ["short", "password", "12345678901", "Xplodera1"])
def test_a_password_that_is_easy_to_guess_is_refused(client, password):
    response = sign_up(client, password1=password)

    assert response.status_code == 422
    assert not Member.objects.exists()


def test_a_refused_form_comes_back_with_what_was_typed_but_the_password(client):
    response = sign_up(client, username="no spaces", email="x@example.org")

    assert 'value="no spaces"' in response.content.decode()
    assert 'value="x@example.org"' in response.content.decode()
    assert PASSWORD not in response.content.decode()


def test_a_mail_address_is_kept_and_confirmed_by_mail(client):
    sign_up(client, email="x@example.org")

    assert Member.objects.get().email == "x@example.org"
    assert mail.outbox[0].to == ["x@example.org"]
    assert "/accounts/confirm-email/" in mail.outbox[0].body


def test_nobody_learns_whether_a_mail_address_has_an_account(client):
    """Both sign-ups go the same way; whose address it is, its confirmation tells."""
    a_member("alice", email="a@example.org")

    known = sign_up(client, email="A@example.org")
    unknown = sign_up(Client(), username="bobby", email="b@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url) == (302, "/")
    assert [message.subject for message in mail.outbox] == ["Confirm your mail address"] * 2


def test_where_the_site_sends_no_mail_it_asks_for_no_address(client, settings):
    settings.HAS_MAIL, settings.ACCOUNT_EMAIL_VERIFICATION = False, "none"
    settings.ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]

    page = client.get(SIGN_UP).content.decode()
    sign_up(client, email="x@example.org")

    assert 'name="email"' not in page
    assert Member.objects.get().email == ""
    assert mail.outbox == []


def test_who_is_signed_in_has_an_account_already(signed_in, alice):
    assert signed_in(alice).get(SIGN_UP).status_code == 302


def test_sign_ups_from_one_place_are_limited(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "2/h/ip"}

    answers = [
        Client().post(SIGN_UP, {"username": f"x{number}", "password1": "short"}).status_code
        for number in range(4)
    ]

    assert answers == [422, 422, 429, 429]


def test_unknown_fields_change_nothing(client):
    sign_up(client, is_staff="on", is_superuser="on", is_active="")

    member = Member.objects.get()
    assert (member.is_staff, member.is_superuser, member.is_active) == (False, False, True)


@pytest.mark.django_db(transaction=True)
def test_two_people_taking_one_name_at_the_same_moment():
    """One of them gets it, the other reads a sentence."""
    answers = at_once(
        *(lambda name=name: sign_up(Client(), username=name) for name in ("Xplodera", "xplodera"))
    )

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Member.objects.count() == 1
    assert FormerUsername.objects.count() == 0
