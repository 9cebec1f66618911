"""Signing in and out."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import PASSWORD, a_member

SIGN_IN = "/accounts/login/"
pytestmark = pytest.mark.django_db


def sign_in(client, login="alice", password=PASSWORD, **said):
    return client.post(SIGN_IN, {"login": login, "password": password, **said})


@pytest.mark.parametrize("login", ["alice", "ALICE", " alice "])
def test_by_name_whatever_the_case(client, alice, login):
    assert sign_in(client, login).status_code == 302
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_by_mail_address(client):
    member = a_member("alice", email="a@example.org")

    sign_in(client, "a@example.org")

    assert client.session["_auth_user_id"] == str(member.pk)


def test_a_wrong_password_is_said_and_the_name_kept(client, alice):
    response = sign_in(client, password="wrong")

    assert "do not belong together" in response.content.decode()
    assert 'value="alice"' in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(client, alice):
    known = sign_in(client, password="wrong")
    unknown = sign_in(client, login="bobby", password="wrong")

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert "do not belong together" in unknown.content.decode()


def test_one_lands_where_one_wanted_to_go(client, alice):
    assert sign_in(client, next="/film/her-2013/log/").url == "/film/her-2013/log/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client, alice, elsewhere):
    assert sign_in(client, next=elsewhere).url == "/"


def test_the_page_carries_the_address_to_come_back_to(client):
    page = client.get(SIGN_IN, {"next": "/film/her-2013/"}).content.decode()

    assert '<input type="hidden" name="next" value="/film/her-2013/">' in page
    assert "/accounts/signup/?next=%2Ffilm%2Fher-2013%2F" in page


def test_guessing_one_member_s_password_is_stopped_even_with_the_right_one(client, alice):
    for _ in range(5):
        sign_in(client, password="wrong")

    response = sign_in(client)

    assert response.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped_whatever_the_case_of_the_name(client, alice):
    for login in ("alice", "Alice", "ALICE", "aLICE", "alicE"):
        sign_in(client, login, password="wrong")

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_guessing_from_one_place_is_stopped_across_names(client, alice):
    for number in range(10):
        sign_in(client, f"somebody{number}", password="wrong")

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_a_forged_header_is_no_way_round_the_limit(client, alice):
    for number in range(10):
        client.post(
            SIGN_IN,
            {"login": f"somebody{number}", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )

    sign_in(client)

    assert "_auth_user_id" not in client.session


def test_the_session_gets_a_new_key(client, alice):
    client.get(SIGN_IN)
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before


def test_signing_out_takes_a_form(signed_in, alice):
    client = signed_in(alice)

    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/accounts/logout/").url == "/"
    assert "_auth_user_id" not in client.session


def test_signing_out_leaves_no_cookie_behind(signed_in, alice):
    client = signed_in(alice)
    client.post("/accounts/logout/")

    assert client.cookies["sessionid"].value == ""


def test_a_suspended_member_cannot_sign_in(client):
    a_member("alice", is_active=False)

    response = sign_in(client)

    assert "_auth_user_id" not in client.session
    assert response.status_code in {200, 302}


def test_suspending_signs_a_member_out_everywhere(signed_in, alice):
    client = signed_in(alice)
    type(alice).objects.filter(pk=alice.pk).update(is_active=False)

    assert client.get("/settings/").status_code == 302


@pytest.mark.parametrize(
    "address", ["/settings/", "/settings/favourites/", "/settings/username/", "/settings/delete/"]
)
def test_settings_ask_visitors_to_sign_in_and_then_come_back(client, address):
    assert client.get(address).url == f"/accounts/login/?next={address.replace('/', '%2F')}"


def test_visitors_get_no_cookie_until_they_open_a_form(alice):
    client = Client()

    for address in ("/@alice/", "/members/", "/@alice/followers/", "/@alice/following/"):
        response = client.get(address)
        assert (response.cookies, response.wsgi_request.session.accessed) == ({}, False), address
    assert "csrftoken" in client.get(SIGN_IN).cookies


def test_the_admin_uses_the_same_door(client):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url.startswith(SIGN_IN)


def test_a_form_without_its_token_is_refused(alice):
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client).status_code == 403
