"""How the ratings of a film came about."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from reviews.actions import marks
from reviews.models import Mark
from reviews.queries import over_time
from social import actions as social
from social.models import Audience
from tests.factories import a_member, an_entry
from tests.films.pages import page_at

RATINGS = "/film/her-2013/ratings/"


def given(film, rating: int, year: int, month: int = 6) -> None:
    member = a_member()
    marks.rate(film, rating=rating, by=member)
    at = datetime.datetime(year, month, 15, tzinfo=datetime.UTC)
    Mark.objects.filter(member=member, film=film).update(rated_at=at)


def periods(film) -> list[tuple[str, int, float | None, float]]:
    return [tuple(period) for period in over_time.counted_now(film).periods]


def test_each_year_has_its_mean_and_the_mean_of_all_until_then(her):
    for rating, year in ((8, 2020), (10, 2020), (3, 2022), (7, 2023)):
        given(her, rating, year)

    assert periods(her) == [
        ("2020", 2, 9.0, 9.0),
        ("2021", 0, None, 9.0),
        ("2022", 1, 3.0, 7.0),
        ("2023", 1, 7.0, 7.0),
    ]
    page = page_at(RATINGS)
    assert "All until then" in page
    assert "from 4.50 to 3.50 stars from 2020 to 2023" in page


def test_two_years_or_less_are_told_by_months(her):
    for rating, year, month in ((8, 2025, 12), (6, 2026, 2)):
        given(her, rating, year, month)

    assert periods(her) == [
        ("December 2025", 1, 8.0, 8.0),
        ("January 2026", 0, None, 8.0),
        ("February 2026", 1, 6.0, 7.0),
    ]


def test_who_changed_their_mind_counts_once_at_the_later_time(her, alice):
    given(her, 4, 2020)
    marks.rate(her, rating=10, by=Mark.objects.get().member)

    assert [(count, mean) for _, count, mean, _ in periods(her)] == [(1, 10.0)]
    assert "All until then" not in page_at(RATINGS)


def test_first_viewings_stand_beside_rewatches(her):
    for member in (a_member() for _ in range(3)):
        an_entry(member, her, rating=6)
        an_entry(member, her, rating=9, is_rewatch=True)
    an_entry(a_member(), her, rating=1, audience=Audience.ME)
    page = page_at(RATINGS)

    assert re.findall(r'viewings__mean">.*?</span>([\d.]+)<', page) == ["3.00", "4.50"]
    assert page.count('viewings__count">3 ratings') == 2


def test_too_few_rewatches_have_no_average(her):
    an_entry(a_member(), her, rating=9, is_rewatch=True)

    assert "1 rating: too few for an average" in page_at(RATINGS)


def test_people_one_follows_stand_with_what_they_gave_highest_first(her, alice, bob, carol, signed_in):
    social.follow(carol, by=bob)
    for rating, member in ((6, alice), (9, carol), (1, a_member("dora"))):
        marks.rate(her, rating=rating, by=member)
    client = signed_in(bob)

    followed = client.get(RATINGS).context["followed"]
    assert [(mark.member.username, mark.rating) for mark in followed] == [("carol", 9), ("alice", 6)]
    assert "2 ratings, 3.8 on average" in page_at(RATINGS, client)

    social.block(bob, by=carol)

    assert [mark.member for mark in client.get(RATINGS).context["followed"]] == [alice]


def test_each_star_has_its_page_with_who_gave_it(her, alice, bob, signed_in):
    marks.rate(her, rating=9, by=alice)
    marks.rate(her, rating=4, by=bob)
    page = page_at(f"{RATINGS}9/")

    assert f'href="{RATINGS}9/"' in page_at(her.url)
    assert 'href="/@alice/"' in page
    assert 'href="/@bob/"' not in page
    assert "1 member gave it 4.5 stars, 50 per cent of all who rated it." in page
    assert (f'href="{RATINGS}8/" rel="prev"' in page, f'href="{RATINGS}10/" rel="next"' in page) == (
        True,
        True,
    )
    assert Client().get(f"{RATINGS}11/").status_code == 404


def test_the_former_address_of_a_star_leads_on(her):
    assert Client().get("/film/her-2013/members/?rating=9")["Location"] == f"{RATINGS}9/"


def test_a_private_member_counts_and_is_named_to_those_who_follow(her, alice, bob, carol, signed_in):
    marks.rate(her, rating=9, by=alice)
    social.go_private(alice)

    assert 'href="/@alice/"' in page_at(f"{RATINGS}9/", signed_in(bob))
    page = page_at(f"{RATINGS}9/", signed_in(carol))
    assert 'href="/@alice/"' not in page
    assert "1 member gave it" in page


def test_in_blind_mode_nothing_is_told_before_one_has_rated(her, alice, bob, signed_in):
    for rating, year in ((8, 2020), (10, 2022)):
        given(her, rating, year)
    an_entry(alice, her, rating=9)
    Member.objects.filter(pk=bob.pk).update(blind=True)
    client = signed_in(bob)
    signs = ("Over time", "First viewing", "By people you follow", "stars--9", "member-row")

    hidden = page_at(RATINGS, client) + page_at(f"{RATINGS}9/", client)
    assert [sign for sign in signs if sign in hidden] == []

    marks.rate(her, rating=5, by=bob)

    shown = page_at(RATINGS, client) + page_at(f"{RATINGS}9/", client)
    assert [sign for sign in signs if sign not in shown] == []


def test_of_a_film_with_very_many_ratings_the_page_says_how_old_its_numbers_are(her, monkeypatch):
    monkeypatch.setattr(over_time, "MOST_LIVE", 0)
    for rating, year in ((8, 2020), (10, 2022)):
        given(her, rating, year)
    assert "Counted anew every 6 hours" in page_at(RATINGS)

    with CaptureQueriesContext(connection) as asked:
        page_at(RATINGS)

    assert len(asked) == 1


@pytest.mark.parametrize("address", [RATINGS, f"{RATINGS}9/"])
def test_the_pages_cost_the_same_few_queries_for_one_rating_and_for_many(her, alice, bob, signed_in, address):
    marks.rate(her, rating=9, by=alice)
    clients = signed_in(bob), Client()

    def queries() -> list[int]:
        counts = []
        for client in clients:
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
        return counts

    few = queries()
    for year in range(2010, 2030):
        given(her, 9, year)

    assert queries() == few
    assert few[0] <= 6
    assert few[1] <= 4
