"""Wrong addresses, filters and page tokens get a 400 or a 404, never a 500."""

from __future__ import annotations

import base64
import json

import pytest
from django.test import Client

from reviews.models import Entry
from tests.factories import a_review

LISTS = [
    "/",
    "/reviews/",
    "/reviews/?sort=newest",
    "/film/her-2013/reviews/",
    "/film/her-2013/reviews/?sort=newest",
    "/film/her-2013/reviews/?sort=lowest",
    "/film/her-2013/members/",
    "/film/her-2013/likes/",
    "/@alice/film/her-2013/likes/",
    "/@alice/film/her-2013/likes/reviews/",
    "/@alice/films/",
    "/@alice/films/?sort=name",
    "/@alice/diary/",
    "/@alice/reviews/",
    "/@alice/watchlist/",
    "/@alice/likes/films/",
    "/@alice/likes/reviews/",
]


def token(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


TOKENS = [
    "rubbish",
    "%FF%FE",
    token(),
    token(1, 2, 3),
    token("x", "y"),
    token({"at": "0000-99-99"}, 1),
    token({"at": "2026-11-14"}, 10**30),
    token({"at": "2026-11-14T00:00:00+00:00"}, "abc"),
    token(10**30, 10**30),
    token(True, None),
    token(1e308, -1),
    token("\0", 1),
    token({"at": {"at": 1}}, 1),
    base64.urlsafe_b64encode(b"[" * 5000).decode(),
]


@pytest.fixture
def member(alice, bob, her, signed_in):
    a_review(alice, her)
    return signed_in(bob)


@pytest.mark.parametrize("address", LISTS)
def test_broken_page_tokens_are_refused(member, address):
    sign = "&" if "?" in address else "?"
    statuses = {broken: member.get(f"{address}{sign}after={broken}").status_code for broken in TOKENS}

    assert {broken: status for broken, status in statuses.items() if status not in {200, 400, 404}} == {}
    assert statuses["rubbish"] == 400


@pytest.mark.parametrize(
    "query",
    [
        "rating=11",
        "rating=0",
        "rating=abc",
        "rating=4.5",
        "rating=-1",
        "rating=１",
        "rating=" + "9" * 5000,
        "sort=rubbish",
        "from=space",
    ],
)
def test_broken_filters_are_refused(member, query):
    assert member.get(f"/film/her-2013/reviews/?{query}").status_code == 400


@pytest.mark.parametrize(
    "address", ["/film/her-2013/members/?rating=x", "/reviews/?sort=x", "/@alice/films/?sort=x"]
)
def test_broken_filters_of_other_lists_are_refused(member, address):
    assert member.get(address).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/@alice/films/?rating=11",
        "/@alice/watchlist/?genre=cookery",
        "/@alice/watchlist/watched/?mine=dreamt",
    ],
)
def test_there_is_no_page_of_films_for_a_word_that_is_no_filter(member, address):
    assert member.get(address).status_code == 404


@pytest.mark.parametrize("number", ["0", "999", "9" * 30, "9" * 5000, "-1", "abc"])
@pytest.mark.parametrize(
    "address",
    [
        "/entries/{}/text/",
        "/entries/{}/edit/",
        "/entries/{}/delete/",
        "/@alice/film/her-2013/{}/",
        "/@alice/film/her-2013/{}/likes/",
    ],
)
def test_numbers_of_nothing_are_not_found(member, address, number):
    assert member.get(address.format(number)).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 30])
@pytest.mark.parametrize("act", ["like", "unlike", "edit", "delete"])
def test_nothing_happens_to_entries_that_are_not_there(member, act, number):
    assert member.post(f"/entries/{number}/{act}/").status_code == 404
    assert Client().post(f"/entries/{number}/{act}/").status_code == 302
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("page", ["", "reviews/", "members/", "likes/", "ratings/", "log/", "forget/"])
def test_a_film_that_is_not_there_is_not_found(member, page):
    assert member.get(f"/film/no-such-film/{page}").status_code == 404


@pytest.mark.parametrize(
    "act",
    ["watch", "unwatch", "like", "unlike", "watchlist", "unwatchlist", "rate", "unrate", "forget", "log"],
)
def test_nothing_happens_to_films_that_are_not_there(member, act):
    assert member.post(f"/film/no-such-film/{act}/", {"rating": "7"}).status_code == 404


@pytest.mark.parametrize("query", ["q=%00", "q=%FF", "q=%ED%A0%80"])
@pytest.mark.parametrize("address", ["/log/", "/tags/", "/reviews/", "/@alice/diary/"])
def test_broken_characters_are_refused(member, address, query):
    assert member.get(f"{address}?{query}").status_code == 400


def test_writing_to_pages_that_are_read_is_refused(member):
    for address in (
        "/",
        "/reviews/",
        "/log/",
        "/tags/",
        "/film/her-2013/reviews/",
        "/@alice/diary/",
        "/@alice/film/her-2013/",
    ):
        assert member.post(address).status_code == 405
