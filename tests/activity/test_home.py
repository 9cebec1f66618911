"""The front door, and what to read now."""

from __future__ import annotations

import datetime

from django.test import Client
from django.utils import timezone

from activity.queries.first_evening import people_to_follow
from reviews.actions import likes, marks
from reviews.models import Entry, Mark, ReviewLike
from social import actions as social
from tests.factories import a_film, a_member, a_review, an_entry


def authors(cards) -> list[str]:
    return [card.review.author.username for card in cards]


def test_visitors_learn_what_the_site_is(db):
    page = Client().get("/").content.decode()

    assert "Keep a diary of the films you watch" in page
    assert "no cookies while you look around" in page
    assert "/accounts/signup/" in page


def test_visitors_see_the_most_popular_films_and_reviews(alice, bob, her):
    likes.like_review(a_review(alice, her, "Words about Her."), by=bob)
    marks.watch(a_film("Moonlight"), by=alice)
    retired = a_film("Forgotten")
    marks.watch(retired, by=alice)
    retired.state = "retired"
    retired.save()

    response = Client().get("/")

    assert [film.title for film in response.context["hero"]] == ["Her", "Moonlight"]
    assert "Words about Her." in response.content.decode()


def test_members_see_what_people_they_follow_wrote_and_logged(alice, bob, carol, her, signed_in):
    a_review(alice, her)
    an_entry(alice, a_film())
    a_review(carol, her)
    a_review(bob, her)

    response = signed_in(bob).get("/")

    assert [(row.kind, row.member.username) for row in response.context["rows"]] == [
        ("entry", "alice"),
        ("review", "alice"),
    ]
    assert not response.context.get("popular")


def test_whoever_follows_nobody_gets_films_to_rate_people_to_follow_and_something_to_read(
    alice, carol, her, signed_in
):
    a_review(alice, her)

    response = signed_in(carol).get("/")

    assert [film.title for film in response.context["films"]] == ["Her"]
    assert [one.member.username for one in response.context["people"]] == ["alice"]
    assert authors(response.context["popular"]) == ["alice"]


def test_a_film_is_rated_in_place_and_then_no_longer_asked_about(alice, carol, her, signed_in):
    a_review(alice, her)
    client = signed_in(carol)

    saved = client.post("/welcome/her-2013/", {"rating": "9"}, headers={"HX-Request": "true"})

    assert "Saved" in saved.content.decode()
    assert Mark.objects.get(member=carol).rating == 9
    assert client.get("/welcome/").context["films"] == []


def test_without_scripts_a_rated_film_leads_back_to_the_first_evening(alice, carol, her, signed_in):
    client = signed_in(carol)

    assert client.post("/welcome/her-2013/", {"rating": "9", "next": "/"}).url == "/"
    assert client.post("/welcome/her-2013/", {"rating": ""}).url == "/welcome/"
    assert client.post("/welcome/her-2013/", {"rating": "11"}).status_code == 400
    assert Mark.objects.get(member=carol).rating is None


def test_the_authors_of_liked_reviews_come_first_among_people_to_follow(alice, bob, carol, mallory, her):
    of_carol = a_review(carol, her)
    a_review(alice, her)
    a_review(mallory, her)
    dora = a_member("dora")
    likes.like_review(of_carol, by=dora)

    assert [one.member.username for one in people_to_follow(dora, at_most=2)] == ["carol", "alice"]
    social.block(carol, by=dora)
    assert "carol" not in [one.member.username for one in people_to_follow(dora, at_most=9)]
    assert people_to_follow(alice, at_most=9)[0].member == carol


def test_ones_watchlist_stands_beside_the_feed(alice, her, signed_in):
    marks.add_to_watchlist(her, by=alice)

    assert [film.title for film in signed_in(alice).get("/").context["watchlist"]] == ["Her"]


def test_the_feed_ends_after_three_months(alice, bob, her, signed_in):
    old = a_review(alice, her)
    Entry.objects.filter(pk=old.pk).update(created_at=timezone.now() - datetime.timedelta(days=91))

    assert signed_in(bob).get("/").context["rows"] == []


def test_popular_is_what_was_liked_this_week(alice, bob, carol, her):
    old, fresh, unliked = a_review(alice, her), a_review(bob, her), a_review(carol, her)
    for member in (bob, carol):
        likes.like_review(old, by=member)
    ReviewLike.objects.update(created_at=timezone.now() - datetime.timedelta(days=8))
    likes.like_review(fresh, by=carol)

    assert authors(Client().get("/reviews/").context["cards"]) == ["bob"]
    assert authors(Client().get("/reviews/?sort=newest").context["cards"]) == ["carol", "bob", "alice"]
    assert unliked.pk


def test_in_a_quiet_week_the_front_page_has_the_newest(alice, her):
    a_review(alice, her)

    assert authors(Client().get("/").context["cards"]) == ["alice"]
    assert "A quiet time" in Client().get("/reviews/").content.decode()


def test_a_blocked_author_is_not_in_the_feed(alice, bob, her, signed_in):
    a_review(alice, her)
    client = signed_in(bob)
    assert len(client.get("/").context["rows"]) == 1

    social.block(alice, by=bob)

    assert client.get("/").context["rows"] == []
