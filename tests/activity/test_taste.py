"""Who is near to whom in taste, and the order of reviews that is made of it."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from activity.actions import taste
from activity.actions.taste import find_neighbours
from activity.models import Neighbour, Neighbourhood
from activity.queries.taste import nearest_members
from reviews.actions import likes, marks
from reviews.actions.members import delete_account
from social import actions as social
from tests.factories import a_film, a_member, a_review
from tests.threads import at_once

TAB = "/film/her-2013/?reviews=taste"
ALL = "/film/her-2013/reviews/?sort=taste"


def rated_alike(one, other, *, films=4, apart=0):
    """So many films that both have rated, with so many half-stars between them."""
    for film in [a_film() for _ in range(films)]:
        marks.rate(film, rating=9, by=one)
        marks.rate(film, rating=9 - apart, by=other)


def neighbours_of(member):
    find_neighbours(member)
    return {one.other: one for one in Neighbour.objects.filter(member=member).select_related("other")}


def authors(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return [card.review.author.username for card in response.context["cards"]]


@pytest.fixture
def near(alice, bob, carol, her, signed_in):
    """A client of carol, who agrees with bob on four films, with alice on three but for half a star; all reviewed Her."""
    rated_alike(carol, bob)
    rated_alike(carol, alice, films=3, apart=1)
    a_review(alice, her, "Words by alice.")
    a_review(bob, her, "Words by bob.")
    a_review(a_member("stranger"), her, "Words by a stranger.")
    return signed_in(carol)


def test_agreement_is_the_mean_over_shared_films_drawn_to_the_middle(alice, carol):
    rated_alike(carol, alice, films=3, apart=3)
    rated_alike(carol, alice, films=1, apart=1)

    found = neighbours_of(carol)[alice]

    assert (found.shared_count, found.agreed_count) == (4, 1)
    assert found.agreement == round(1000 * (3 * (1 - 3 / 9) + (1 - 1 / 9) + 5 * 0.5) / (4 + 5))


def test_each_like_of_their_reviews_brings_somebody_nearer(alice, carol, her):
    likes.like_review(a_review(alice, her), by=carol)

    found = neighbours_of(carol)[alice]

    assert (found.shared_count, found.likes_count, found.agreement) == (0, 1, 520)


def test_whoever_sees_it_all_the_other_way_is_no_neighbour(alice, bob, carol):
    rated_alike(carol, alice, apart=1)
    rated_alike(carol, bob, films=1, apart=8)

    assert set(neighbours_of(carol)) == {alice}


def test_reviews_by_the_nearest_come_first_and_say_why(near):
    assert authors(near, TAB) == authors(near, ALL) == ["bob", "alice"]
    page = near.get(TAB).content.decode()

    assert "You agree on 4 of 4 films" in page
    assert "Words by a stranger." not in page


def test_the_order_comes_in_pages(near, monkeypatch):
    monkeypatch.setattr("reviews.views.about_film.REVIEWS_A_PAGE", 1)
    first = near.get(ALL).context["page"]

    assert [review.author.username for review in first.rows] == ["bob"]
    assert authors(near, first.next_url) == ["alice"]


def test_blocked_muted_and_private_members_leave_the_order(near, alice, bob, carol):
    social.go_private(alice)
    assert authors(near, TAB) == ["bob"]
    social.mute_member(bob, by=carol)
    assert authors(near, TAB) == []
    social.unmute_member(bob, by=carol)
    social.block(carol, by=bob)
    assert authors(near, TAB) == []


def test_a_visitor_is_asked_to_sign_in(her):
    assert Client().get(ALL).status_code == 302
    assert Client().get(TAB).status_code == 404


def test_whoever_has_rated_nothing_is_told_what_to_do(her, carol, signed_in):
    assert "The more films you rate" in signed_in(carol).get(TAB).content.decode()


def test_neighbours_are_looked_for_again_after_a_day_and_when_taste_has_shown(alice, bob, carol):
    assert neighbours_of(carol) == {}
    rated_alike(carol, bob)
    assert set(neighbours_of(carol)) == {bob}
    likes.like_review(a_review(alice, a_film()), by=carol)
    assert set(neighbours_of(carol)) == {bob}
    day_ago = timezone.now() - datetime.timedelta(days=1)
    Neighbourhood.objects.filter(member=carol).update(made_at=day_ago)
    assert set(neighbours_of(carol)) == {alice, bob}


def test_only_so_many_are_kept_the_nearest_of_them(alice, bob, carol, monkeypatch):
    rated_alike(carol, bob)
    rated_alike(carol, alice, apart=1)
    monkeypatch.setattr(taste, "KEEP", taste.KEEP.replace(f"LIMIT {taste.MOST_KEPT}\n)", "LIMIT 1\n)"))

    assert set(neighbours_of(carol)) == {bob}


def test_people_to_follow_are_near_and_neither_followed_nor_private_nor_parted(alice, bob, carol, mallory):
    shy, muted = a_member("shy"), a_member("muted")
    for member in (bob, carol, shy, muted, mallory):
        rated_alike(alice, member)
    find_neighbours(alice)
    assert {one.other for one in nearest_members(alice, at_most=9)} == {bob, carol, shy, muted}
    social.follow(bob, by=alice)
    social.go_private(shy)
    social.mute_member(muted, by=alice)

    assert [one.other for one in nearest_members(alice, at_most=9)] == [carol]


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_find_the_same(alice, bob):
    rated_alike(alice, bob)

    assert at_once(*[lambda: find_neighbours(alice)] * 4) == [None] * 4
    assert [one.other for one in Neighbour.objects.filter(member=alice)] == [bob]


@pytest.mark.django_db(transaction=True)
def test_a_member_may_leave_while_they_are_found(alice, bob, carol):
    rated_alike(alice, bob)
    rated_alike(alice, carol)

    assert at_once(lambda: find_neighbours(alice), lambda: delete_account(bob)) == [None, None]
    assert {one.other for one in Neighbour.objects.filter(member=alice)} <= {carol}
