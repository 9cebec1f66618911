"""The panel: watched, like, watchlist, rating, and removing it all."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from reviews.actions import likes, marks
from reviews.models import Entry, Mark
from tests.factories import a_review, an_entry
from tests.reviews.worlds import HTMX

PAGE = "/film/her-2013/"
ACTS = ["watch", "unwatch", "like", "unlike", "watchlist", "unwatchlist", "rate", "unrate"]


def mark_of(member) -> Mark:
    return Mark.objects.get(member=member)


def press(client: Client, act: str, **said: str):
    return client.post(f"{PAGE}{act}/", said, headers=HTMX)


@pytest.mark.parametrize(
    ("act", "flag", "word"),
    [
        ("watch", "is_watched", "Watched"),
        ("like", "is_liked", "Liked"),
        ("watchlist", "is_on_watchlist", "On watchlist"),
    ],
)
def test_a_button_switches_on_and_off_and_may_be_pressed_twice(alice, her, signed_in, act, flag, word):
    client = signed_in(alice)

    on = [press(client, act) for _ in range(2)]
    assert getattr(mark_of(alice), flag)
    off = [press(client, f"un{act}") for _ in range(2)]

    assert not getattr(mark_of(alice), flag)
    assert {response.status_code for response in on + off} == {200}
    assert all(f"<span>{word}</span>" in response.content.decode() for response in on)
    assert not any(f"<span>{word}</span>" in response.content.decode() for response in off)


def test_rating_moves_the_rating_and_marks_the_film_watched(alice, her, signed_in):
    client = signed_in(alice)

    press(client, "rate", rating="3")
    press(client, "rate", rating="9")

    assert (mark_of(alice).rating, mark_of(alice).is_watched) == (9, True)


def test_a_rating_can_be_cleared_and_cleared_again(alice, her, signed_in):
    client = signed_in(alice)
    press(client, "rate", rating="9")

    assert [press(client, "unrate").status_code for _ in range(2)] == [200, 200]

    assert (mark_of(alice).rating, mark_of(alice).is_watched) == (None, True)


@pytest.mark.parametrize("rating", ["0", "11", "abc", "4.5", "-1", "１", "9" * 5000])
def test_what_is_no_rating_is_refused(alice, her, signed_in, rating):
    response = press(signed_in(alice), "rate", rating=rating)

    assert response.status_code == 400
    assert not Mark.objects.exists()


def test_saving_the_rating_without_choosing_one_changes_nothing(alice, her, signed_in):
    assert signed_in(alice).post(f"{PAGE}rate/").status_code == 302
    assert not Mark.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_a_plain_form_comes_back_to_the_film(alice, her, signed_in, act):
    response = signed_in(alice).post(f"{PAGE}{act}/", {"rating": "7"})

    assert (response.status_code, response["Location"]) == (302, PAGE)


def test_a_plain_form_comes_back_to_the_page_it_names_if_that_is_ours(alice, her, signed_in):
    client = signed_in(alice)

    assert client.post(f"{PAGE}watch/", {"next": "/films/?genre=drama"})["Location"] == "/films/?genre=drama"
    for elsewhere in ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]:
        assert client.post(f"{PAGE}watch/", {"next": elsewhere})["Location"] == PAGE


@pytest.mark.parametrize("act", ACTS)
def test_visitors_sign_in_and_come_back_to_the_film(her, act):
    plain, htmx = Client().post(f"{PAGE}{act}/"), Client().post(f"{PAGE}{act}/", headers=HTMX)

    assert plain["Location"] == f"/accounts/login/?next={PAGE.replace('/', '%2F')}"
    assert (htmx.status_code, htmx["HX-Redirect"]) == (204, plain["Location"])
    assert not Mark.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_nothing_changes_by_following_a_link(alice, her, signed_in, act):
    assert signed_in(alice).get(f"{PAGE}{act}/").status_code == 405


def test_a_form_without_its_token_is_refused(alice, her):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    assert client.post(f"{PAGE}watch/").status_code == 403
    assert not Mark.objects.exists()


def test_a_retired_film_keeps_what_stands_and_takes_nothing_more(alice, her, signed_in):
    marks.watch(her, by=alice)
    her.state = "retired"
    her.save()
    client = signed_in(alice)

    assert press(client, "like").status_code == 404
    assert press(client, "unwatch").status_code == 200
    assert client.get(f"{PAGE}log/").status_code == 404


@pytest.mark.parametrize("recorded", ["a rating", "an entry"])
def test_unwatching_what_has_more_leads_to_the_page_that_says_what_goes(alice, her, signed_in, recorded):
    if recorded == "a rating":
        marks.rate(her, rating=9, by=alice)
    else:
        an_entry(alice, her)
    client = signed_in(alice)

    plain, htmx = client.post(f"{PAGE}unwatch/"), press(client, "unwatch")

    assert (plain.status_code, plain["Location"]) == (302, f"{PAGE}forget/")
    assert htmx["HX-Redirect"] == f"{PAGE}forget/"
    assert mark_of(alice).is_watched


def test_the_page_says_exactly_what_goes_and_removes_it(alice, bob, her, signed_in):
    review = a_review(alice, her, rating=9, liked=True, watched_on=datetime.date(2026, 5, 3))
    an_entry(alice, her, watched_on=datetime.date(2026, 11, 14), is_rewatch=True)
    likes.like_review(review, by=bob)
    marks.add_to_watchlist(her, by=alice)
    client = signed_in(alice)

    page = " ".join(client.get(f"{PAGE}forget/").content.decode().split())
    assert "watched 3 May 2026</a>, 4.5 stars, with 1 like by others" in page
    assert "rewatched 14 Nov 2026</a>" in page
    for words in [
        "that you watched it",
        "your rating, 4.5 stars",
        "that you like it",
        "its place on your watchlist",
    ]:
        assert words in page
    assert Entry.objects.count() == 2

    response = client.post(f"{PAGE}forget/")

    mark = mark_of(alice)
    assert response["Location"] == PAGE
    assert not Entry.objects.standing().exists()
    assert (mark.is_watched, mark.is_liked, mark.rating, mark.is_on_watchlist) == (False, False, None, False)


def test_with_nothing_recorded_there_is_nothing_to_remove(alice, her, signed_in):
    client = signed_in(alice)

    assert "You have recorded nothing" in client.get(f"{PAGE}forget/").content.decode()
    assert client.post(f"{PAGE}forget/").status_code == 302
