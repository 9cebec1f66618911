"""A year of a diary in one go."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from reviews.actions import marks
from social.models import Audience
from tests.factories import a_film, a_review, an_entry

pytestmark = pytest.mark.django_db
ADDRESS = "/@alice/year-book/2026/"


def day(month: int, number: int, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, number)


def test_a_book_has_every_entry_of_the_year_by_months_with_its_whole_text(alice):
    long = "A word. " * 400
    ran = a_film("Ran", 1985, runtime=162)
    an_entry(alice, ran, watched_on=day(1, 5), is_rewatch=True)
    a_review(alice, a_film("Zodiac", 2007, runtime=157), f"{long} The end.", watched_on=day(3, 2), rating=9)
    an_entry(alice, ran, watched_on=day(3, 30), is_stopped=True)
    an_entry(alice, ran, watched_on=day(12, 31, 2025))

    answer = Client().get(ADDRESS)

    book, page = answer.context["book"], answer.content.decode()
    assert [
        (chapter.begins_on.month, [card.review.film.title for card in chapter.cards])
        for chapter in book.chapters
    ] == [(1, ["Ran"]), (3, ["Zodiac", "Ran"])]
    assert (book.entries, book.films, book.reviews, book.hours, book.is_whole) == (3, 2, 1, 5, True)
    assert [film.title for film in book.cover] == ["Zodiac", "Ran"]
    assert "The end." in page


def test_it_shows_whoever_reads_it_what_they_may_read_as_they_may_see_it(alice, bob, carol, her, signed_in):
    a_review(alice, her, "She leaves.", has_spoilers=True, watched_on=day(5, 1))
    a_review(alice, a_film("Ran"), "For friends.", audience=Audience.FOLLOWERS, watched_on=day(5, 2))
    marks.watch(her, by=carol)
    pages = {
        name: (signed_in(member) if member else Client()).get(ADDRESS).content.decode()
        for name, member in {"alice": alice, "bob": bob, "carol": carol, "nobody": None}.items()
    }

    assert {name for name, page in pages.items() if "For friends." in page} == {"alice", "bob"}
    assert {name for name, page in pages.items() if '<details class="spoiler">' in page} == {"bob", "nobody"}
    assert all("She leaves." in page for page in pages.values())


def test_in_blind_mode_it_keeps_what_it_says_of_films_one_has_not_rated(alice, bob, her, signed_in):
    a_review(alice, her, "She leaves.", rating=9, watched_on=day(5, 1))
    client = signed_in(bob)
    assert "She leaves." in client.get(ADDRESS).content.decode()

    Member.objects.filter(pk=bob.pk).update(blind=True)

    page = client.get(ADDRESS).content.decode()
    assert "She leaves." not in page
    assert "stars--9" not in page


def test_it_takes_as_many_queries_for_many_entries_as_for_one(alice, her):
    counts = []
    for number in range(1, 4):
        a_review(alice, a_film(), watched_on=day(number, 1))
        with CaptureQueriesContext(connection) as queries:
            Client().get(ADDRESS)
        counts.append(len(queries))

    assert counts[1:] == [2, 2]


def test_a_year_without_entries_is_an_empty_book_and_no_year_is_none(alice):
    assert "An empty book" in Client().get(ADDRESS).content.decode()
    assert Client().get("/@alice/year-book/99999/").status_code == 404
