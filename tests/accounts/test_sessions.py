"""One query says who is looking; sessions end when they should, and none is lost on the way."""

from __future__ import annotations

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as FormerStore
from django.contrib.sessions.models import Session as FormerSession
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Member, Session
from accounts.sessions import SessionStore
from tests.factories import PASSWORD, a_member

OWN_PAGE, NOTHING_HERE = "/settings/username/", "/nothing/here/"
moving = import_module("accounts.migrations.0004_sessions_know_their_member")
pytestmark = pytest.mark.django_db


def is_signed_in(client: Client) -> bool:
    return client.get(OWN_PAGE).status_code == 200


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def a_former_session(member: Member | None, *, days: int = 60, **said: str) -> Client:
    """A browser from before sessions knew their member."""
    store = FormerStore()
    if member:
        said |= {
            SESSION_KEY: str(member.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: member.get_session_auth_hash(),
        }
    store.update(said)
    store.set_expiry(timezone.now() + datetime.timedelta(days=days))
    store.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    return client


def test_session_and_member_are_one_query(alice, signed_in):
    client = signed_in(alice)
    asked: list[str] = []

    def heard(execute, sql, *how):
        asked.append(sql)
        return execute(sql, *how)

    with connection.execute_wrapper(heard):
        assert client.get(NOTHING_HERE).wsgi_request.user == alice

    assert len(asked) == 1
    assert "accounts_session" in asked[0]
    assert "accounts_member" in asked[0]


def test_a_visitor_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        Client().get(NOTHING_HERE)


def test_long_texts_stay_where_they_are_until_they_are_wanted(alice, signed_in):
    Member.objects.filter(pk=alice.pk).update(bio="I keep ticket stubs.")
    client = signed_in(alice)

    viewer = client.get(OWN_PAGE).wsgi_request.user

    assert viewer.get_deferred_fields() == {"bio", "bio_html"}
    assert viewer.bio == "I keep ticket stubs."


def test_a_session_knows_its_member_from_sign_in_to_sign_out(client, alice):
    client.post("/accounts/login/", {"login": "alice", "password": PASSWORD})
    kept = key_of(client)
    assert Session.objects.get(session_key=kept).member == alice

    client.post("/accounts/logout/")

    assert not Session.objects.filter(session_key=kept).exists()
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not is_signed_in(client)


def test_the_session_of_a_visitor_is_nobody_s(client, her):
    client.post(f"{her.url}log/", {"text": "Kept until they signed in."})

    assert Session.objects.get(session_key=key_of(client)).member is None
    assert not is_signed_in(client)


def test_deleting_a_member_ends_their_sessions_and_no_others(alice, carol, signed_in):
    here, there, other = signed_in(alice), signed_in(alice), signed_in(carol)

    alice.delete()

    assert [is_signed_in(client) for client in (here, there, other)] == [False, False, True]
    assert Session.objects.count() == 1


def test_a_new_password_ends_every_session(alice, signed_in):
    client = signed_in(alice)
    assert is_signed_in(client)

    alice.set_password("another correct battery")
    alice.save(update_fields=["password"])

    assert not is_signed_in(client)
    assert not Session.objects.exists()


def test_who_changes_their_password_stays_signed_in_here_alone(alice, signed_in):
    here, there = signed_in(alice), signed_in(alice)

    here.post(
        "/accounts/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "another correct battery",
            "password2": "another correct battery",
        },
    )

    assert (is_signed_in(here), is_signed_in(there)) == (True, False)


def test_a_session_from_before_a_change_of_secret_lives_on_with_a_new_key(alice, signed_in, settings):
    client = signed_in(alice)
    before = key_of(client)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the secret after it was changed"

    assert is_signed_in(client)
    assert key_of(client) != before

    settings.SECRET_KEY_FALLBACKS = []
    assert is_signed_in(client)


def test_a_changed_secret_without_the_former_one_ends_sessions(alice, signed_in, settings):
    client = signed_in(alice)
    assert is_signed_in(client)

    settings.SECRET_KEY = "the secret after it was changed"

    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "changed",
    [
        {HASH_SESSION_KEY: ""},
        {HASH_SESSION_KEY: "0" * 64},
        {BACKEND_SESSION_KEY: "somebody.elses.Backend"},
        {SESSION_KEY: "0"},
    ],
)
def test_a_session_that_is_not_right_in_every_part_is_nobody_s(changed, alice, signed_in):
    client = signed_in(alice)
    assert is_signed_in(client)
    store = SessionStore(key_of(client))
    content = store.load() | changed
    Session.objects.filter(session_key=key_of(client)).update(session_data=store.encode(content))

    assert not is_signed_in(client)


def test_the_row_alone_makes_nobody_a_member(alice, carol, signed_in):
    client = signed_in(carol)

    Session.objects.update(member=alice)

    assert client.get(OWN_PAGE).wsgi_request.user == carol


def test_a_suspended_member_is_nobody_at_the_next_request(alice, signed_in):
    client = signed_in(alice)
    assert is_signed_in(client)

    Member.objects.update(is_active=False)

    assert not is_signed_in(client)


def test_expired_sessions_are_nobody_s_and_are_cleared(alice, carol, signed_in):
    late, living = signed_in(alice), signed_in(carol)
    Session.objects.filter(member=alice).update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    assert not is_signed_in(late)

    call_command("clearsessions")

    assert [session.member for session in Session.objects.all()] == [carol]
    assert is_signed_in(living)


@pytest.mark.django_db(transaction=True)
def test_a_session_cannot_be_saved_for_a_member_deleted_meanwhile():
    member = a_member("alice")
    client = Client()
    client.force_login(member)
    store = SessionStore(key_of(client))
    content = store.load()
    member.delete()

    for changed in (store, SessionStore()):
        changed.update(content)
        with pytest.raises(UpdateError):
            changed.save()


def test_living_sessions_move_over_and_learn_whose_they_are(alice):
    signed_in, visiting = a_former_session(alice), a_former_session(None, kept="words")
    late = a_former_session(alice, days=-1)
    gone = a_former_session(Member(pk=0, username="gone"))

    moving.keep_sessions(apps, None)

    assert [is_signed_in(client) for client in (signed_in, visiting, late, gone)] == [
        True,
        False,
        False,
        False,
    ]
    assert visiting.session["kept"] == "words"
    assert dict(Session.objects.values_list("session_key", "member")) == {
        key_of(signed_in): alice.pk,
        key_of(visiting): None,
        key_of(gone): None,
    }
    assert not FormerSession.objects.exists()


def test_more_sessions_than_one_batch_move_over_and_back(alice, monkeypatch):
    monkeypatch.setattr(moving, "BATCH", 2)
    keys = {key_of(a_former_session(alice)) for _ in range(5)}

    moving.keep_sessions(apps, None)
    assert set(Session.objects.values_list("session_key", flat=True)) == keys

    moving.give_sessions_back(apps, None)
    assert set(FormerSession.objects.values_list("session_key", flat=True)) == keys
    assert FormerStore(keys.pop()).load()[SESSION_KEY] == str(alice.pk)
