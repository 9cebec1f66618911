"""Two members beside each other."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Audience, Member
from activity.actions.taste import find_neighbours
from activity.models import Neighbour
from activity.queries.figures.together import Pair, together
from activity.views import together as page
from films.models import Film
from reviews.actions import marks
from reviews.models import Mark
from social.actions import go_private
from tests.factories import a_film

pytestmark = pytest.mark.django_db
TOGETHER = "/@alice/with/carol/"


def both_rated(one: Member, other: Member, *ratings: tuple[int, int]) -> list[Film]:
    films = [a_film() for _ in ratings]
    for film, (ours, theirs) in zip(films, ratings, strict=True):
        marks.rate(film, rating=ours, by=one)
        marks.rate(film, rating=theirs, by=other)
    return films


def shown(client: Client, which: str) -> list[Film]:
    return [line.film for line in client.get(f"{TOGETHER}?show={which}").context["section"].lines]


def test_the_lists_hold_what_their_titles_say(alice, carol, client):
    apart, alike, loved = both_rated(alice, carol, (10, 3), (6, 5), (9, 10))
    liked, seen, wanted = a_film(), a_film(), a_film()
    for member in (alice, carol):
        marks.like_film(liked, by=member)
    marks.watch(wanted, by=alice)
    marks.watch(seen, by=alice)
    marks.add_to_watchlist(wanted, by=carol)

    assert shown(client, "differ") == [apart]
    assert shown(client, "love") == [loved, liked]
    assert shown(client, "common") == [loved, apart, alike]
    assert shown(client, "first_saw") == [wanted]
    assert shown(client, "second_saw") == []
    assert client.get(f"{TOGETHER}?show=nothing").status_code == 400


def test_agreement_is_the_number_of_your_taste(alice, carol):
    both_rated(carol, alice, (9, 9), (8, 7), (4, 4), (10, 8))
    find_neighbours(carol)

    found = together(Pair(carol, alice, carol), at_most=3)

    neighbour = Neighbour.objects.get(member=carol, other=alice)
    assert found.agreement == pytest.approx(neighbour.agreement / 10, abs=0.6)
    assert (found.rated, found.agreed, found.apart) == (4, 4, 3)


def test_two_films_say_nothing_about_agreement(alice, carol, client):
    both_rated(alice, carol, (9, 9), (9, 9))
    assert "Agreement is worked out once" in client.get(TOGETHER).content.decode()


def test_a_watchlist_that_is_hidden_is_not_given_away(alice, carol, bob, client, signed_in):
    wanted = a_film("Wanted", 1990)
    marks.watch(wanted, by=carol)
    marks.add_to_watchlist(wanted, by=alice)
    assert shown(client, "second_saw") == [wanted]

    Member.objects.filter(pk=alice.pk).update(watchlist_audience=Audience.FOLLOWERS)

    assert client.get(f"{TOGETHER}?show=second_saw").status_code == 400
    assert "Wanted" not in client.get(TOGETHER).content.decode()
    assert shown(signed_in(bob), "second_saw") == [wanted]
    assert shown(signed_in(alice), "second_saw") == [wanted]


def test_both_must_be_open_to_who_looks(alice, bob, carol, mallory, signed_in):
    both_rated(alice, carol, (9, 9))
    assert Client().get(TOGETHER).status_code == 200
    assert signed_in(mallory).get(TOGETHER).status_code == 404

    go_private(alice)

    assert [signed_in(one).get(TOGETHER).status_code for one in (bob, alice, carol)] == [200, 200, 404]
    assert Client().get("/@carol/with/alice/").status_code == 404


def test_in_blind_mode_no_rating_of_others_is_told_before_ones_own(alice, bob, carol, signed_in):
    known, unknown = both_rated(alice, carol, (10, 3), (10, 3))
    marks.rate(known, rating=5, by=bob)
    assert shown(signed_in(bob), "differ") == [unknown, known]

    Member.objects.filter(pk=bob.pk).update(blind=True)

    assert shown(signed_in(bob), "differ") == [known]
    assert signed_in(bob).get(TOGETHER).content.decode().count('class="stars stars--') == 4  # in two lists


def test_long_lists_go_on_by_key_and_cost_the_same_however_long(alice, carol, client, monkeypatch):
    monkeypatch.setattr(page, "A_PAGE", 2)
    now = timezone.now()
    films = [a_film() for _ in range(5)]
    Mark.objects.bulk_create(
        Mark(member=member, film=film, watched_at=now) for member in (alice, carol) for film in films
    )

    found, address = [], f"{TOGETHER}?show=common"
    while address:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert len(asked) <= 6
        found += [line.film for line in answer.context["section"].lines]
        address = answer.context["page"]["next_url"]

    assert found == films[::-1]
    assert client.get(f"{TOGETHER}?show=common&after=WyJ4IiwxXQ").status_code == 400


def test_beside_oneself_stand_ones_own_figures(alice, client):
    assert client.get("/@alice/with/alice/")["Location"] == "/@alice/stats/"
