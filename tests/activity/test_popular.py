"""What is popular this week, month, year and of all time, everywhere and among the people one follows."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from reviews.actions import likes, marks
from reviews.models import ReviewLike
from social import actions as social
from tests.factories import a_film, a_member, a_review
from tests.memory import forget

FILMS, MEMBERS, REVIEWS = "/films/popular/", "/members/popular/", "/reviews/"


def shown(address: str, client: Client | None = None) -> list[str]:
    """Titles of films, names of members or of authors, in their order, looked up anew."""
    forget()
    context = (client or Client()).get(address).context
    if "posters" in context:
        return [poster.film.title for poster in context["posters"]]
    if "rows" in context:
        return [row.member.username for row in context["rows"]]
    return [card.review.author.username for card in context["cards"]]


def days_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


@pytest.fixture
def liked(alice, bob, carol):
    """Bob's review has two likes of today, one by alice whom he follows; carol's has three, forty days old."""
    of_bob, of_carol = a_review(bob, a_film("Ran")), a_review(carol, a_film("Heat"))
    for giver in (alice, a_member()):
        likes.like_review(of_bob, by=giver)
    for _ in range(3):
        likes.like_review(of_carol, by=a_member(), at=days_ago(40))


def test_films_are_ranked_by_who_watched_them_in_the_period(alice, bob, carol):
    lately, before = a_film("Ran"), a_film("Heat")
    marks.watch(lately, by=alice)
    for member in (bob, carol):
        marks.watch(before, by=member)
    marks.Mark.objects.filter(film=before).update(watched_at=days_ago(20))

    assert shown(FILMS) == ["Ran"]
    assert shown(f"{FILMS}?period=month") == shown(f"{FILMS}?period=all") == ["Heat", "Ran"]


def test_films_among_the_people_one_follows_are_what_they_watched(alice, bob, carol, signed_in):
    marks.watch(a_film("Ran"), by=alice)
    marks.watch(a_film("Heat"), by=carol)

    assert shown(f"{FILMS}?among=following", signed_in(bob)) == ["Ran"]
    assert shown(f"{FILMS}?among=following&period=all", signed_in(carol)) == []


def test_members_are_ranked_by_the_likes_of_their_reviews(liked):
    assert shown(MEMBERS) == ["bob"]
    assert shown(f"{MEMBERS}?period=year") == ["carol", "bob"]
    assert shown(f"{MEMBERS}?period=all") == ["alice"]  # by followers


def test_members_among_the_people_one_follows_are_whom_those_like(liked, alice, carol, signed_in):
    social.follow(alice, by=carol)

    assert shown(f"{MEMBERS}?among=following&period=year", signed_in(carol)) == ["bob"]


def test_reviews_are_ranked_by_their_likes_in_the_period(liked):
    assert shown(REVIEWS) == shown(f"{REVIEWS}?period=month") == ["bob"]
    assert shown(f"{REVIEWS}?period=year") == shown(f"{REVIEWS}?period=all") == ["carol", "bob"]


def test_reviews_among_the_people_one_follows_are_what_they_liked(liked, alice, carol, signed_in):
    social.follow(alice, by=carol)

    assert shown(f"{REVIEWS}?among=following&period=year", signed_in(carol)) == ["bob"]
    assert Client().get(f"{REVIEWS}?among=following").status_code == 302


def test_a_quip_counts_five_likes_at_most_in_every_period(alice, bob, her):
    quip, note = a_review(alice, her, "Ha."), a_review(bob, a_film(), "Many words of this and that. " * 5)
    assert (quip.length, note.length) == ("quip", "note")
    givers = [a_member() for _ in range(7)]
    for giver in givers:
        likes.like_review(quip, by=giver)
    for giver in givers[:6]:
        likes.like_review(note, by=giver)

    assert ReviewLike.objects.filter(entry=quip).count() == 7
    for period in ("week", "month", "year", "all"):
        assert shown(f"{REVIEWS}?period={period}") == ["bob", "alice"]


def test_every_page_says_how_it_is_made(liked):
    for address in (FILMS, MEMBERS, f"{REVIEWS}?period=year"):
        page = Client().get(address).content.decode()
        assert "How this order is made" in page
        assert "20,000" in page


def test_a_period_that_is_none_of_ours_is_refused(db):
    for address in (FILMS, MEMBERS, REVIEWS):
        assert Client().get(f"{address}?period=decade").status_code == 400
