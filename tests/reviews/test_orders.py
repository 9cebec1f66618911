"""Which reviews of a film come first, which of them are shown, and who liked what."""

from __future__ import annotations

import pytest
from django.test import Client

from reviews.actions import likes, marks
from reviews.models import Entry
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_member, a_review

HER = "/film/her-2013/"
LONG = "Many words of this and that, one after the other. " * 3


def authors(address: str, client: Client | None = None) -> list[str]:
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return [card.review.author.username for card in response.context["cards"]]


def said_in(entry, *, length="", language=""):
    Entry.objects.filter(pk=entry.pk).update(length=length, language=language)


def test_a_quip_with_more_likes_stands_below_a_review(her, alice, bob):
    quip, review = a_review(alice, her, "Ha."), a_review(bob, her, LONG)
    givers = [a_member() for _ in range(7)]
    for giver in givers:
        likes.like_review(quip, by=giver)
    for giver in givers[:6]:
        likes.like_review(review, by=giver)

    assert authors(HER) == authors(f"{HER}reviews/") == ["bob", "alice"]
    Entry.objects.filter(pk=quip.pk).update(length="note")
    assert authors(HER) == ["alice", "bob"]


def test_across_opinions_counts_likes_of_those_who_rated_the_film_otherwise(her, alice, bob, carol):
    across, agreed = a_review(alice, her, "Across.", rating=9), a_review(bob, her, "Agreed.", rating=9)
    a_review(carol, her, "Not liked.")
    for rating in (6, 7, 8):
        fan = a_member()
        marks.rate(her, rating=rating, by=fan)
        likes.like_review(across if rating == 6 else agreed, by=fan)

    assert authors(f"{HER}?reviews=across") == authors(f"{HER}reviews/?sort=across") == ["alice"]
    page = Client().get(f"{HER}?reviews=across").content.decode()
    assert "1 like from people who rated the film differently" in page
    assert 'href="/about/orders/#across"' in page


def test_reviews_are_filtered_by_length_and_language_together(her, alice, bob, carol):
    said_in(a_review(alice, her, LONG), length="essay", language="fr")
    said_in(a_review(bob, her, LONG), length="essay", language="en")
    said_in(a_review(carol, her, "Ha."), length="quip", language="fr")
    address = f"{HER}reviews/?sort=oldest"

    assert authors(f"{address}&length=essay") == ["alice", "bob"]
    assert authors(f"{address}&language=fr") == ["alice", "carol"]
    assert authors(f"{HER}reviews/?language=fr&length=essay") == ["alice"]
    chosen = Client().get(f"{HER}reviews/?language=fr&length=essay").context["chosen"]
    assert [one.label for one in chosen] == ["Essays", "French"]
    assert authors(chosen[0].url) == ["carol", "alice"]


def test_frequent_kinds_are_met_in_the_order_itself(her, alice, bob, monkeypatch):
    monkeypatch.setattr("reviews.queries.kinds.FEW", 1)
    said_in(a_review(alice, her, LONG), length="essay", language="fr")
    said_in(a_review(bob, her, LONG), length="note", language="fr")

    assert authors(f"{HER}reviews/?length=essay") == ["alice"]


def test_languages_on_offer_are_those_of_reviews_for_everyone(her, alice, bob):
    said_in(a_review(alice, her), language="fr")
    said_in(a_review(alice, her), language="de")
    said_in(a_review(bob, her, audience=Audience.ME), language="fi")
    said_in(a_review(bob, a_film()), language="it")

    assert Client().get(f"{HER}reviews/").context["languages"] == {"fr": "French", "de": "German"}


@pytest.mark.parametrize("query", ["length=novel", "language=tlh0", "sort=taste&length=quip&language=zzzz"])
def test_a_filter_that_is_none_of_ours_is_refused(her, carol, signed_in, query):
    assert signed_in(carol).get(f"{HER}reviews/?{query}").status_code == 400


def test_the_film_shows_what_people_you_follow_liked(her, alice, bob, carol, signed_in):
    review = a_review(carol, her)
    likes.like_review(review, by=alice)
    shown = signed_in(bob).get(HER).context["liked_by_followed"]

    assert [(one.review, one.givers) for one in shown] == [(review, [alice])]
    assert signed_in(carol).get(HER).context["liked_by_followed"] == []
    Entry.objects.filter(pk=review.pk).update(audience=Audience.FOLLOWERS)
    assert signed_in(bob).get(HER).context["liked_by_followed"] == []


def test_whose_reviews_somebody_likes_most_and_who_likes_theirs(her, alice, bob, carol):
    for title in ("Ran", "Heat"):
        likes.like_review(a_review(bob, a_film(title)), by=alice)
    likes.like_review(a_review(carol, her), by=alice)
    likes.like_review(a_review(alice, her), by=carol)
    context = Client().get("/@alice/likes/people/").context

    assert [(one.member, one.likes) for one in context["liked"]] == [(bob, 2), (carol, 1)]
    assert [(one.member, one.likes) for one in context["liked_by"]] == [(carol, 1)]


def test_only_likes_of_what_the_viewer_may_read_are_counted(her, alice, bob, carol, signed_in):
    review = a_review(alice, her)
    likes.like_review(review, by=carol)
    Entry.objects.filter(pk=review.pk).update(audience=Audience.FOLLOWERS)

    assert [one.member for one in signed_in(bob).get("/@alice/likes/people/").context["liked_by"]] == [carol]
    assert Client().get("/@alice/likes/people/").context["liked_by"] == []
    social.go_private(carol)
    assert signed_in(bob).get("/@alice/likes/people/").context["liked_by"] == []
    assert [one.member for one in signed_in(alice).get("/@alice/likes/people/").context["liked_by"]] == [
        carol
    ]


def test_each_order_is_told_of_with_its_numbers(db):
    page = Client().get("/about/orders/").content.decode()

    for name in ("popular", "recent", "following", "taste", "across", "rating"):
        assert f'id="{name}"' in page
    assert "counts 5 likes at most" in page
    assert "1.5 stars or more" in page
