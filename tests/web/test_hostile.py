"""What strangers, careless clickers and broken programs send gets a plain refusal, never a fault of ours."""

from __future__ import annotations

import time

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.actions import set_time_zone
from accounts.models import Member, Session
from reviews.actions import marks
from reviews.actions.entries import Viewing, edit_entry
from reviews.actions.members import delete_account
from reviews.models import Entry, MemberStats
from social.actions import block
from tests.factories import PASSWORD, a_member, a_review, an_entry
from tests.reviews.worlds import HTMX
from web.middleware import what_vanished_is_not_found
from web.text import LONGEST

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "//evil.example",
    "https:evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
]
NO_ADDRESSES = ["abc", "activity:home", "http://[", "//[", "", "?", "%00", "é", "../..", "x" * 5_000]


@pytest.fixture
def member(bob, her, signed_in):
    return signed_in(bob)


@pytest.mark.parametrize("wanted", [*ELSEWHERE, *NO_ADDRESSES])
@pytest.mark.parametrize("act", ["/film/her-2013/watch/", "/@alice/unfollow/"])
def test_after_an_act_nobody_is_sent_elsewhere(member, act, wanted):
    response = member.post(act, {"next": wanted})

    assert response.status_code == 302
    assert response.url == act.removesuffix("watch/").removesuffix("unfollow/")


@pytest.mark.parametrize("wanted", [*ELSEWHERE, *NO_ADDRESSES])
def test_after_signing_in_nobody_is_sent_elsewhere(alice, wanted):
    response = Client().post("/accounts/login/", {"login": "alice", "password": PASSWORD, "next": wanted})

    assert (response.status_code, response.url) == (302, "/")


@pytest.mark.parametrize("wanted", [*ELSEWHERE, *NO_ADDRESSES])
@pytest.mark.parametrize("page", ["/accounts/login/", "/accounts/signup/"])
def test_whoever_is_signed_in_already_is_sent_nowhere_else(member, page, wanted):
    response = member.get(page, {"next": wanted})

    assert (response.status_code, response.url) == (302, "/")


def test_a_line_end_in_an_address_stays_in_the_address(member):
    response = member.post("/film/her-2013/watch/", {"next": "/films/\r\nSet-Cookie: a=b"})

    assert response.url == "/films/%0D%0ASet-Cookie:%20a=b"


@pytest.mark.parametrize("said", ["http://[::1", "http://testserver//evil.example/", "\x7f", "//["])
def test_a_visitor_whose_browser_says_nonsense_of_where_it_stands_can_sign_in(her, said):
    response = Client().post("/film/her-2013/watch/", headers={**HTMX, "HX-Current-URL": said})

    assert response.headers["HX-Redirect"] == "/accounts/login/?next=%2Ffilm%2Fher-2013%2F"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace", "options"])
@pytest.mark.parametrize(
    "page", ["/", "/film/her-2013/", "/film/her-2013/watch/", "/film/her-2013/log/", "/settings/"]
)
def test_other_methods_are_refused(member, page, method):
    assert getattr(member, method)(page).status_code == 405


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "multipart/form-data; boundary=", "application/json", ""]
)
def test_a_body_that_is_no_form_says_nothing(member, content_type):
    response = member.generic(
        "POST", "/film/her-2013/log/", b"watched_on=2026-01-01", content_type=content_type
    )

    assert response.status_code in {400, 422}
    assert not Entry.objects.exists()


@pytest.mark.parametrize("forwarded", ["10.0.0.{}", "{}, 127.0.0.1"])
def test_an_invented_address_of_the_sender_does_not_lift_the_limit(alice, forwarded):
    tried = {
        Client()
        .post(
            "/accounts/login/",
            {"login": f"nobody_{number}", "password": "wrong"},
            headers={"X-Forwarded-For": forwarded.format(number)},
        )
        .status_code
        for number in range(40)
    }

    assert 429 in tried


def test_visitors_do_not_fill_the_database_with_what_they_typed(her):
    for _ in range(35):
        form = {"text": "x" * LONGEST, "tags": "y" * 50_000}
        assert Client().post(f"{her.url}log/", form).status_code == 302

    assert Session.objects.count() == 30
    assert max(len(session.session_data) for session in Session.objects.all()) < LONGEST + 20_000


@pytest.mark.alone
@pytest.mark.parametrize("unit", ["a_", "a-1-", "~/", "<!-- ", "www.a/"])
def test_no_text_keeps_the_database_busy(member, unit):
    started = time.perf_counter()

    response = member.post(
        "/film/her-2013/log/", {"text": (unit * LONGEST)[:LONGEST], "audience": "everyone"}
    )

    assert response.status_code == 302
    assert time.perf_counter() - started < 6


def test_words_are_found_through_what_joins_them(alice, her):
    a_review(alice, her, "A low-key sci-fi/romance, see example.org/her_notes.")

    for words in ("sci-fi", "fi romance", "her_notes", '"low key"', "LOW-KEY", "example.org"):
        assert Entry.objects.saying(words).count() == 1
    for words in ("high-key", '"key low"', "romance -sci"):
        assert Entry.objects.saying(words).count() == 0


LATE = {
    "watches": lambda member, entry: marks.watch(entry.film, by=member),
    "rates": lambda member, entry: marks.rate(entry.film, rating=7, by=member),
    "logs": lambda member, entry: an_entry(member, entry.film),
    "blocks": lambda member, entry: block(a_member(), by=member),
    "edits": lambda member, entry: edit_entry(entry, Viewing(text="Late.")),
    "moves": lambda member, entry: set_time_zone(member, "UTC"),
    "leaves": lambda member, entry: delete_account(member),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", LATE.values(), ids=LATE)
def test_what_somebody_does_whose_account_is_gone_is_not_found(alice, her, act):
    entry = a_review(alice, her)
    delete_account(Member.objects.get(pk=alice.pk))

    with pytest.raises((DatabaseError, ObjectDoesNotExist)) as raised:
        act(alice, entry)

    middleware = what_vanished_is_not_found(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), raised.value).status_code == 404
    assert not Entry.objects.exists()


def test_a_fault_of_ours_is_no_page_that_was_not_found():
    middleware = what_vanished_is_not_found(lambda request: HttpResponse())

    assert middleware.process_exception(RequestFactory().get("/"), KeyError("ours")) is None
    assert middleware.process_exception(RequestFactory().get("/"), IntegrityError("a check")) is None
    assert middleware.process_exception(RequestFactory().get("/"), DatabaseError("a fault of ours")) is None


def test_counts_that_should_be_there_and_are_not_are_a_fault_of_ours(alice):
    MemberStats.objects.filter(member=alice).delete()

    with pytest.raises(ObjectDoesNotExist) as raised:
        _ = Member.objects.get(pk=alice.pk).stats

    middleware = what_vanished_is_not_found(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), raised.value) is None
