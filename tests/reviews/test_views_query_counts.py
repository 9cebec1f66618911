"""A page costs the same number of queries whatever it shows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.queries.browsing import words_in_use
from reviews.queries.reviews import start_of_the_week
from social import actions as social
from tests.reviews.worlds import add_rows

# The most queries each address may take; members' pages have three more for the session, the member and the notices.
BUDGETS = {
    "/": 6,
    "/reviews/": 2,
    "/reviews/?sort=newest": 2,
    "/reviews/?period=all": 2,
    "/film/her-2013/reviews/": 3,
    "/film/her-2013/reviews/?sort=highest": 3,
    "/film/her-2013/reviews/?sort=across": 3,
    "/film/her-2013/reviews/?length=quip&language=en": 4,
    "/film/her-2013/members/": 3,
    "/film/her-2013/likes/": 3,
    "/film/her-2013/ratings/": 4,
    "/film/her-2013/ratings/8/": 3,
    "/@alice/film/her-2013/": 7,
    "/@alice/film/her-2013/likes/": 3,
    "/@alice/film/her-2013/likes/reviews/": 5,
    "/@alice/films/": 4,
    "/@alice/films/?sort=name": 4,
    "/@alice/diary/": 4,
    "/@alice/diary/?year=2026": 4,
    "/@alice/reviews/": 4,
    "/@alice/watchlist/": 5,
    "/@alice/watchlist/watched/": 5,
    "/@alice/likes/films/": 4,
    "/@alice/likes/reviews/": 4,
    "/@alice/likes/people/": 5,
}
ONLY_MEMBERS = {
    "/log/": 2,
    "/film/her-2013/log/": 4,
    "/with-you/": 2,
    "/film/her-2013/forget/": 4,
    "/tags/?q=m": 1,
}


def counts(client: Client, addresses: dict[str, int]) -> dict[str, int]:
    start_of_the_week()  # asks the database once in ten minutes
    words_in_use()  # so does this
    found = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        assert response.status_code == 200, address
        found[address] = len(queries)
    return found


def over_budget(found: dict[str, int], budgets: dict[str, int], allowance: int) -> dict[str, int]:
    return {address: count for address, count in found.items() if count > budgets[address] + allowance}


def test_visitors_pages_take_as_many_queries_for_30_rows_as_for_1(alice, bob, her):
    add_rows(alice, bob, her, 1)
    of_one = counts(Client(), BUDGETS)
    add_rows(alice, bob, her, 29)

    assert counts(Client(), BUDGETS) == of_one
    assert over_budget(of_one, BUDGETS, allowance=0) == {}


@pytest.mark.parametrize("viewer", ["alice", "bob"])
def test_members_pages_take_as_many_queries_for_30_rows_as_for_1(alice, bob, her, signed_in, viewer):
    add_rows(alice, bob, her, 1)
    if viewer == "alice":
        social.follow(bob, by=alice)
    client = signed_in({"alice": alice, "bob": bob}[viewer])
    addresses = BUDGETS | ONLY_MEMBERS
    of_one = counts(client, addresses)
    add_rows(alice, bob, her, 29)

    assert counts(client, addresses) == of_one
    assert over_budget(of_one, addresses, allowance=3) == {}


def test_the_panel_takes_one_query(alice, her, django_assert_num_queries):
    from reviews.queries.panel import panel_of

    with django_assert_num_queries(1):
        panel_of(her, alice)


@pytest.mark.parametrize("address", BUDGETS)
def test_visitors_get_no_cookie(alice, bob, her, address):
    add_rows(alice, bob, her, 1)

    assert not Client().get(address).cookies
