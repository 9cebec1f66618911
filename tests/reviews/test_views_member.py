"""What one member watched, logged, wrote, wants to watch and likes."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from reviews.actions import likes, marks
from reviews.models import Entry, Mark
from tests.factories import a_film, a_review, an_entry
from tests.reviews.worlds import add_rows


def films_on(address: str) -> list[str]:
    return [mark.film.title for mark in Client().get(address).context["page"].rows]


@pytest.fixture
def shelf(alice):
    for title, rating in (("The Apartment", 4), ("Zodiac", 9), ("Moonlight", None)):
        film = a_film(title)
        marks.watch(film, by=alice)
        if rating:
            marks.rate(film, rating=rating, by=alice)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Moonlight", "Zodiac", "The Apartment"]),
        ("?sort=highest", ["Zodiac", "The Apartment"]),
        ("?sort=lowest", ["The Apartment", "Zodiac"]),
        ("?sort=name", ["The Apartment", "Moonlight", "Zodiac"]),
        ("?rating=9", ["Zodiac"]),
    ],
)
def test_films_are_sorted_and_filtered(shelf, query, titles):
    assert films_on(f"/@alice/films/{query}") == titles


def test_films_show_the_stars_the_member_gave(shelf):
    assert "alice: 4.5 out of 5 stars" in Client().get("/@alice/films/").content.decode()


def test_films_on_the_watchlist_are_not_among_the_watched(alice, her):
    marks.add_to_watchlist(her, by=alice)

    assert films_on("/@alice/films/") == []
    assert "Her (2013)" in Client().get("/@alice/watchlist/").content.decode()


def test_the_watchlist_shows_what_the_viewer_did_with_the_films(alice, bob, her, signed_in):
    marks.add_to_watchlist(her, by=alice)
    marks.rate(her, rating=9, by=bob)

    assert "You: 4.5 out of 5 stars" in signed_in(bob).get("/@alice/watchlist/").content.decode()


def test_liked_films_come_latest_first(alice):
    for title in ("Zodiac", "Moonlight"):
        marks.like_film(a_film(title), by=alice)

    assert films_on("/@alice/likes/films/") == ["Moonlight", "Zodiac"]


@pytest.fixture
def days(alice, her):
    for day in ("2025-11-14", "2026-11-13", "2026-11-14", "2026-03-01"):
        an_entry(alice, her, watched_on=datetime.date.fromisoformat(day))
    a_review(alice, her, watched_on=None)


@pytest.mark.parametrize(
    ("query", "days_shown"),
    [
        ("", ["2026-11-14", "2026-11-13", "2026-03-01", "2025-11-14"]),
        ("?year=2026", ["2026-11-14", "2026-11-13", "2026-03-01"]),
        ("?year=2026&month=11", ["2026-11-14", "2026-11-13"]),
        ("?year=2026&month=11&day=14", ["2026-11-14"]),
        ("?year=1999", []),
    ],
)
def test_the_diary_is_of_the_time_asked_for(days, query, days_shown):
    lines = Client().get(f"/@alice/diary/{query}").context["lines"]

    assert [line.entry.watched_on.isoformat() for line in lines] == days_shown


def test_the_month_stands_beside_the_first_of_its_days(days):
    lines = Client().get("/@alice/diary/").context["lines"]

    assert [line.opens_month for line in lines] == [True, False, True, True]


def test_only_the_author_is_offered_to_edit(days, alice, bob, signed_in):
    assert "/edit/" in signed_in(alice).get("/@alice/diary/").content.decode()
    assert "/edit/" not in signed_in(bob).get("/@alice/diary/").content.decode()


@pytest.mark.parametrize(
    "query", ["?year=abc", "?year=1869", "?month=13", "?day=0", "?day=32", "?year=" + "9" * 30, "?month=-1"]
)
def test_what_is_no_time_is_refused(alice, query):
    assert Client().get(f"/@alice/diary/{query}").status_code == 400


def test_a_day_that_no_month_has_is_an_empty_page(alice):
    assert Client().get("/@alice/diary/?year=2026&month=2&day=31").status_code == 200


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("", ["Second", "First"]),
        ("?sort=popular", ["First", "Second"]),
        ("?sort=highest", ["Second", "First"]),
        ("?sort=lowest", ["First", "Second"]),
    ],
)
def test_reviews_are_sorted(alice, bob, her, query, texts):
    likes.like_review(a_review(alice, her, "First", rating=3), by=bob)
    a_review(alice, a_film(), "Second", rating=8)
    an_entry(alice, a_film())

    cards = Client().get(f"/@alice/reviews/{query}").context["cards"]

    assert [card.review.lead_html for card in cards] == [f"<p>{text}</p>" for text in texts]


@pytest.mark.parametrize(
    "address",
    [
        "/@alice/films/",
        "/@alice/films/?sort=highest",
        "/@alice/films/?sort=lowest",
        "/@alice/films/?sort=name",
        "/@alice/diary/",
        "/@alice/reviews/",
        "/@alice/reviews/?sort=popular",
        "/@alice/reviews/?sort=highest",
        "/@alice/watchlist/",
        "/@alice/likes/films/",
        "/@alice/likes/reviews/",
        "/@alice/film/her-2013/likes/reviews/",
    ],
)
def test_every_list_comes_in_pages_with_each_row_once(alice, bob, her, address, monkeypatch):
    from reviews.views import collection, diary, entry, member

    add_rows(alice, bob, her, 9)
    for module, name in (
        (member, "FILMS_A_PAGE"),
        (collection, "FILMS_A_PAGE"),
        (diary, "LINES_A_PAGE"),
        (member, "REVIEWS_A_PAGE"),
        (entry, "REVIEWS_A_PAGE"),
    ):
        monkeypatch.setattr(module, name, 4)
    seen, pages, following = [], 0, address
    while following:
        page = Client().get(following).context["page"]
        seen += [row.pk for row in page.rows]
        pages, following = pages + 1, page.next_url

    assert pages > 1
    assert len(seen) == len(set(seen))
    if "diary" in address:
        assert len(seen) == Entry.objects.by(alice).in_diary().count()
    if address == "/@alice/films/?sort=name":
        assert len(seen) == Mark.objects.of(alice).watched().count()


PAGES = ["films", "diary", "reviews", "watchlist", "likes/films", "likes/reviews"]


@pytest.mark.parametrize("page", PAGES)
def test_whom_the_member_blocked_finds_nothing_there(mallory, signed_in, page):
    assert signed_in(mallory).get(f"/@alice/{page}/").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_empty_pages_say_what_will_stand_there(alice, signed_in, page):
    for client in (Client(), signed_in(alice)):
        response = client.get(f"/@alice/{page}/")

        assert response.status_code == 200
        assert 'class="empty"' in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_by_that_name_is_a_404_and_another_case_leads_on(alice, page):
    assert Client().get(f"/@nobody_here/{page}/").status_code == 404
    assert Client().get(f"/@ALICE/{page}/")["Location"] == f"/@alice/{page}/"
