"""Changing a password, and getting a new one by mail."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.factories import PASSWORD, a_member

CHANGE, RESET = "/accounts/password/change/", "/accounts/password/reset/"
NEW = "the lights come up slowly"
pytestmark = pytest.mark.django_db


def change(client, **said):
    return client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, **said})


def test_changing_it_keeps_one_signed_in_here(signed_in, alice):
    client = signed_in(alice)

    assert change(client).status_code == 302

    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert client.get("/settings/").status_code == 200


def test_changing_it_signs_one_out_elsewhere(signed_in, alice):
    elsewhere = signed_in(alice)

    change(signed_in(alice))

    assert elsewhere.get("/settings/").status_code == 302


def test_a_change_is_told_by_mail(signed_in):
    change(signed_in(a_member("alice", email="a@example.org")))

    assert (mail.outbox[0].subject, mail.outbox[0].to) == ("Your password was changed", ["a@example.org"])
    assert "If this was not you" in mail.outbox[0].body


@pytest.mark.parametrize(
    "said", [{"oldpassword": "wrong"}, {"password2": "another"}, {"password1": "short", "password2": "short"}]
)
def test_a_wrong_form_changes_nothing(signed_in, alice, said):
    response = change(signed_in(alice), **said)

    alice.refresh_from_db()
    assert "field__errors" in response.content.decode()
    assert alice.check_password(PASSWORD)


def test_changes_are_limited(signed_in, alice):
    client = signed_in(alice)

    answers = [change(client, oldpassword="wrong").status_code for _ in range(7)]

    assert answers[-1] == 429


def link_in_mail() -> str:
    return re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(client):
    member = a_member("alice", email="a@example.org")
    client.post(RESET, {"email": "a@example.org"})

    form = client.get(link_in_mail()).url
    client.post(form, {"password1": NEW, "password2": NEW})

    member.refresh_from_db()
    assert member.check_password(NEW)


def test_a_confirmed_address_alone_gets_the_link(client, signed_in):
    """Whoever put somebody else's address into their own account gains nothing by it."""
    confirmed, claimed = a_member("alice", email="a@example.org"), a_member("mallory", email="a@example.org")
    for member, is_confirmed in ((confirmed, True), (claimed, False)):
        EmailAddress.objects.create(user=member, email="a@example.org", verified=is_confirmed, primary=True)

    client.post(RESET, {"email": "a@example.org"})

    assert [("@alice" in message.body, "@mallory" in message.body) for message in mail.outbox] == [
        (True, False)
    ]


def test_a_link_works_once(client):
    a_member("alice", email="a@example.org")
    client.post(RESET, {"email": "a@example.org"})
    link = link_in_mail()
    client.post(client.get(link).url, {"password1": NEW, "password2": NEW})

    page = Client().get(link)

    assert "This link has been used up" in page.content.decode()


def test_known_and_unknown_addresses_get_the_same_answer(client):
    a_member("alice", email="a@example.org")

    known = client.post(RESET, {"email": "a@example.org"})
    unknown = client.post(RESET, {"email": "b@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_asking_again_and_again_is_limited(client):
    answers = [client.post(RESET, {"email": "a@example.org"}).status_code for _ in range(5)]

    assert answers[-1] == 429


def test_where_the_site_sends_no_mail_the_page_says_whom_to_ask(client, settings):
    settings.HAS_MAIL = False

    for page in (client.get(RESET), client.post(RESET, {"email": "a@example.org"})):
        assert page.status_code == 200
        assert "Ask the people who run it" in page.content.decode()
    assert mail.outbox == []


def test_the_page_of_mail_addresses_is_there_only_with_mail(signed_in, alice, settings):
    client = signed_in(alice)
    assert client.get("/accounts/email/").status_code == 200

    settings.HAS_MAIL = False

    assert client.get("/accounts/email/").status_code == 404
    assert "/accounts/email/" not in client.get("/settings/").content.decode()


def test_a_mail_address_is_added_confirmed_and_removed(signed_in, alice):
    client = signed_in(alice)
    client.post("/accounts/email/", {"action_add": "", "email": "a@example.org"})
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[-1].body)[1]

    assert "Is <b>a@example.org</b> the address of @alice?" in client.get(link).content.decode()
    client.post(link)
    assert "confirmed, we write here" in client.get("/accounts/email/").content.decode()

    client.post("/accounts/email/", {"action_remove": "", "email": "a@example.org"})
    assert "You have none." in client.get("/accounts/email/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-set-password/",
        "/accounts/password/reset/key/done/",
        "/accounts/confirm-email/nothing/",
        "/accounts/inactive/",
    ],
)
def test_the_doors_for_visitors_are_of_the_house(client, address):
    page = client.get(address).content.decode()

    assert 'class="auth__card"' in page
    assert "Houselights" in page


@pytest.mark.parametrize("address", [CHANGE, "/accounts/email/"])
def test_the_rooms_for_members_are_of_the_house(signed_in, alice, address):
    page = signed_in(alice).get(address).content.decode()

    assert 'class="settings__nav"' in page
    assert f'href="{address}" aria-current="page"' in page
