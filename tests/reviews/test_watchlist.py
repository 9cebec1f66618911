"""The watchlist: who sees it, in which order, what others think of its films, and what became of them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import Member
from reviews.actions import marks
from social import actions as social
from social.models import Audience
from tests.factories import a_film, an_entry

TAB = 'href="/@alice/watchlist/"'
PAGES = ("/@alice/watchlist/", "/@alice/watchlist/watched/", "/@alice/watchlist/lucky/")


@pytest.fixture
def wanted(alice):
    films = [
        a_film("Ran", 1985, runtime=162, genres=["drama"]),
        a_film("Playtime", 1967, runtime=124, genres=["comedy"]),
        a_film("Vagabond", 1985, runtime=105, genres=["drama"]),
    ]
    for film in films:
        marks.add_to_watchlist(film, by=alice)
    return films


def titles(address: str, client: Client | None = None) -> list[str]:
    return [mark.film.title for mark in (client or Client()).get(address).context["page"].rows]


def hide(member: Member, audience: str) -> None:
    Member.objects.filter(pk=member.pk).update(watchlist_audience=audience)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Vagabond", "Playtime", "Ran"]),
        ("?genre=drama", ["Vagabond", "Ran"]),
        ("?runtime=-130&sort=longest", ["Playtime", "Vagabond"]),
        ("?sort=newest", ["Ran", "Vagabond", "Playtime"]),
        ("?sort=name", ["Playtime", "Ran", "Vagabond"]),
    ],
)
def test_the_watchlist_has_every_filter_and_order(wanted, query, expected):
    assert titles(f"/@alice/watchlist/{query}") == expected


def test_a_shuffle_stays_the_same_from_page_to_page(alice, wanted, monkeypatch):
    monkeypatch.setattr("reviews.views.collection.FILMS_A_PAGE", 2)
    client = Client()
    address = client.get("/@alice/watchlist/?sort=shuffle")["Location"]
    assert re.fullmatch(r"/@alice/watchlist/\?sort=shuffle&seed=\d+", address)

    page = client.get(address).context["page"]

    assert titles(address) == [mark.film.title for mark in page.rows]
    assert {*titles(address), *titles(page.next_url)} == {film.title for film in wanted}
    orders = {tuple(titles(f"/@alice/watchlist/?sort=shuffle&seed={seed}")) for seed in range(6)}
    assert len(orders) > 1


def test_one_film_is_picked_by_chance_of_those_the_filters_leave(wanted):
    response = Client().get("/@alice/watchlist/lucky/?genre=comedy")

    assert response["Location"] == "/film/playtime-1967/"
    assert "no-store" in response["Cache-Control"]
    assert Client().get("/@alice/watchlist/lucky/?genre=horror").status_code == 404


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.EVERYONE, {"alice", "bob", "carol", "nobody"}),
        (Audience.FOLLOWERS, {"alice", "bob"}),
        (Audience.ME, {"alice"}),
    ],
)
def test_a_watchlist_is_there_for_its_audience_alone(alice, bob, carol, wanted, signed_in, audience, readers):
    hide(alice, audience)
    clients = {
        "alice": signed_in(alice),
        "bob": signed_in(bob),
        "carol": signed_in(carol),
        "nobody": Client(),
    }

    for name, client in clients.items():
        answers = {client.get(address).status_code in (200, 302) for address in PAGES}
        assert answers == {name in readers}, name
        assert (TAB in client.get("/@alice/").content.decode()) == (name in readers), name


def test_who_sees_the_watchlist_is_said_among_the_settings(alice, signed_in):
    client = signed_in(alice)
    said = {"default_audience": "everyone", "watchlist_audience": "me", "comments_from": "everyone"}

    client.post("/settings/privacy/", said)

    alice.refresh_from_db()
    assert alice.watchlist_audience == Audience.ME
    assert "only you see it" in client.get("/@alice/watchlist/").content.decode()


def test_the_page_tells_what_people_one_follows_gave_and_who_wants_the_film_too(
    alice, bob, carol, wanted, signed_in
):
    social.follow(carol, by=bob)
    marks.rate(wanted[0], rating=8, by=carol)
    marks.add_to_watchlist(wanted[1], by=carol)
    page = signed_in(bob).get("/@alice/watchlist/").content.decode()
    assert 'aria-label="carol: 4 out of 5 stars"' in page
    assert "Also on the watchlist of" in page
    assert "circle" not in Client().get("/@alice/watchlist/").content.decode()

    hide(carol, Audience.ME)
    Member.objects.filter(pk=bob.pk).update(blind=True)
    page = signed_in(bob).get("/@alice/watchlist/").content.decode()

    assert "carol: 4 out of 5 stars" not in page
    assert "Also on the watchlist of" not in page


def test_what_was_watched_from_the_watchlist_stays_known(alice, wanted):
    an_entry(alice, wanted[0], rating=9)
    marks.watch(a_film("Never wanted"), by=alice)

    page = Client().get("/@alice/watchlist/watched/")

    assert [mark.film.title for mark in page.context["marks"]] == ["Ran"]
    assert "wanted since" in page.content.decode()
    assert titles("/@alice/watchlist/watched/?genre=comedy") == []


def test_a_members_films_have_the_words_of_both_who_owns_and_who_looks(alice, bob, signed_in):
    films = {title: a_film(title) for title in ("Ran", "Playtime", "Vagabond")}
    for title, rating in (("Ran", 9), ("Playtime", 4), ("Vagabond", 8)):
        marks.rate(films[title], rating=rating, by=alice)
    marks.like_film(films["Vagabond"], by=alice)
    marks.watch(films["Ran"], by=bob)
    client = signed_in(bob)

    assert titles("/@alice/films/?rating=8-&sort=name", client) == ["Ran", "Vagabond"]
    assert titles("/@alice/films/?rating=8-&mine=-watched", client) == ["Vagabond"]
    assert titles("/@alice/films/?theirs=liked", client) == ["Vagabond"]
    assert titles("/@alice/films/?mine=liked", client) == []


def test_ones_own_films_are_kept_as_a_smart_list_in_ones_own_words(alice, signed_in):
    marks.rate(a_film("Ran"), rating=9, by=alice)

    bar = signed_in(alice).get("/@alice/films/?rating=8-&theirs=liked&sort=highest").context["bar"]

    assert bar.save_url == "/list/smart/?mine=liked+watched&my-rating=8-&sort=my-rating"
    assert Client().get("/@alice/films/?rating=8-").context["bar"].save_url == ""
