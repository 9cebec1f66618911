"""Pages by key: each row once, however deep, and while rows come and go."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory

from films.models import Film
from reviews.models import Entry
from tests.factories import a_film, a_review, an_entry
from web.paging import make_token, page_of


def page_at(rows, address: str = "/", *, order=("-year", "-pk"), size: int = 2):
    return page_of(rows, RequestFactory().get(address), order=order, size=size)


def titles(rows, order, size: int = 2) -> list[str]:
    found, address = [], "/"
    while address:
        page = page_at(rows, address, order=order, size=size)
        found += [film.title for film in page.rows]
        address = page.next_url
    return found


@pytest.fixture
def five(db):
    """Two of them are of one year."""
    for title, year in (("A", 1960), ("B", 1970), ("C", 1960), ("D", 1980), ("E", 1950)):
        a_film(title, year)
    return Film.objects.all()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("-year", "-pk"), "DBCAE"),
        (("year", "pk"), "EACBD"),
        (("-year", "pk"), "DBACE"),
        (("sort_title", "pk"), "ABCDE"),
        (("-stats__popularity", "-pk"), "EDCBA"),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_each_row_comes_once_and_in_order(five, order, expected, size):
    assert "".join(titles(five, order, size)) == expected


def test_the_last_page_leads_nowhere_and_the_others_back_to_the_start(five):
    first = page_at(five, size=3)
    second = page_at(five, first.next_url, size=3)

    assert (first.first_url, bool(first.next_url)) == ("", True)
    assert (second.first_url, second.next_url) == ("/", "")


def test_a_page_that_is_just_full_leads_nowhere(five):
    assert page_at(five, size=5).next_url == ""


def test_rows_that_come_meanwhile_move_nothing(five):
    first = page_at(five)
    a_film("F", 1990)

    assert [film.title for film in page_at(five, first.next_url).rows] == ["C", "A"]


def test_other_filters_stay_in_the_address(five):
    page = page_at(five, "/films/?genre=drama&page=3&x=%26")

    assert page.next_url.startswith("/films/?genre=drama&page=3&x=%26&after=")


def test_dates_and_times_are_keys_too(alice, her):
    for day in (1, 2, 3):
        an_entry(alice, her, watched_on=datetime.date(2026, 11, day))

    for order in (("-watched_on", "-pk"), ("-created_at", "-pk")):
        first = page_at(Entry.objects.all(), order=order)
        second = page_at(Entry.objects.all(), first.next_url, order=order)

        assert [entry.watched_on.day for entry in first.rows + second.rows] == [3, 2, 1]


def test_a_token_of_another_order_is_refused(alice, her):
    entry = a_review(alice, her)

    with pytest.raises(BadRequest):
        page_at(Entry.objects.all(), f"/?after={make_token(entry, ('-created_at', '-pk'))}", order=("-pk",))


@pytest.mark.parametrize(
    "token",
    ["x", "%%%", "W10", "bnVsbA", "eyJhIjoxfQ", "WzEsIltdIl0", "é", "W251bGwsMV0", "WzEsMl0" + "A" * 4000],
)
def test_what_is_no_token_of_ours_is_refused(five, token):
    with pytest.raises(BadRequest):
        page_at(five, f"/?after={token}")
