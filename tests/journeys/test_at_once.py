"""Several browsers at the same moment, over HTTP: every repeated act has one effect, and every count stays exact."""

from __future__ import annotations

import http.client
import uuid
from functools import partial
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from accounts.models import Member
from reviews.models import Entry, ReviewLike, ReviewStats
from social.models import Block, Follow
from tests.factories import PASSWORD, a_film, a_member, a_review
from tests.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
TOKEN = "a" * 32
ANSWERED = {302, 403, 404, 422}


@pytest.fixture
def her():
    return a_film("Her", 2013)


@pytest.fixture
def press(live_server):
    """`press(member, address, **form)` sends the form as the member's browser would and returns status and address."""
    sessions: dict[int | None, str] = {}

    def session_of(member: Member) -> str:
        if member.pk not in sessions:
            client = Client()
            client.force_login(member)
            sessions[member.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return sessions[member.pk]

    def pressing(member: Member, address: str, **form: str) -> partial[tuple[int, str | None]]:
        return partial(send, urlsplit(live_server.url).netloc, session_of(member), address, form)

    return pressing


def send(host: str, session: str, address: str, form: dict[str, str]) -> tuple[int, str | None]:
    connection = http.client.HTTPConnection(host, timeout=30)
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", address, urlencode(form), headers)
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, response.headers["Location"]


def test_a_form_saved_six_times_at_once_is_one_entry_and_one_address(press, her):
    alice, key = a_member("alice"), str(uuid.uuid4())
    save = press(alice, f"{her.url}log/", text="Once.", audience="everyone", rating="8", save_key=key)

    answers = at_once(*[save] * 6)

    assert set(answers) == {(302, "/@alice/film/her-2013/")}
    assert Entry.objects.count() == 1


def test_likes_given_and_taken_at_once_are_counted_exactly(press, her):
    review = a_review(a_member("alice"), her)
    readers = [a_member() for _ in range(3)]

    answers = at_once(
        *[
            press(reader, f"/entries/{review.pk}/{act}/")
            for reader in readers
            for act in ("like", "unlike", "like")
        ]
    )

    assert {status for status, _ in answers} == {302}
    assert (
        ReviewStats.objects.get(entry=review).likes_count == ReviewLike.objects.filter(entry=review).count()
    )


def test_follows_and_blocks_at_once_leave_no_follow_across_a_block(press):
    alice, others = a_member("alice"), [a_member() for _ in range(4)]

    answers = at_once(
        *[press(other, "/@alice/follow/") for other in others],
        *[press(alice, f"{other.url}block/") for other in others],
    )

    assert {status for status, _ in answers} <= ANSWERED
    assert (Block.objects.count(), Follow.objects.count()) == (4, 0)
    call_command("recount", check=True)


def test_an_account_that_goes_while_others_like_and_follow_leaves_exact_counts(press, her):
    alice, others = a_member("alice"), [a_member() for _ in range(3)]
    review = a_review(alice, her, rating=7)

    answers = at_once(
        press(alice, "/settings/delete/", password=PASSWORD),
        press(alice, f"{her.url}rate/", rating="9"),
        *[press(other, f"/entries/{review.pk}/like/") for other in others],
        *[press(other, "/@alice/follow/") for other in others],
    )

    assert {status for status, _ in answers} <= ANSWERED
    assert answers[0][0] == 302
    call_command("recount", check=True)
    assert (Member.objects.filter(username="alice").count(), Entry.objects.count()) == (0, 0)
