"""Reviews pinned to the profile: four at most, above the recent ones."""

from __future__ import annotations

from functools import partial

import pytest
from django.test import Client

from reviews.actions import pins
from reviews.actions.entries import Viewing, edit_entry
from reviews.models import Entry
from tests.factories import a_film, a_review, an_entry
from tests.threads import at_once, refusals


def test_a_button_pins_and_unpins(alice, her, signed_in):
    review, client = a_review(alice, her), signed_in(alice)
    assert "Pin to profile" in client.get(review.url).content.decode()

    assert client.post(f"/entries/{review.pk}/pin/")["Location"] == review.url

    assert "Unpin" in client.get(review.url).content.decode()
    profile = Client().get("/@alice/").content.decode()
    assert profile.index("Pinned reviews") < profile.index("Recent reviews")
    client.post(f"/entries/{review.pk}/unpin/")
    assert "Pinned reviews" not in Client().get("/@alice/").content.decode()


def test_a_fifth_is_refused_in_words(alice, her, signed_in):
    reviews = [a_review(alice, her) for _ in range(5)]
    for review in reviews[:4]:
        pins.pin(review)

    page = signed_in(alice).post(f"/entries/{reviews[4].pk}/pin/", follow=True).content.decode()

    assert "4 reviews are pinned already. Unpin one of them first." in page
    pins.pin(reviews[0])
    assert Entry.objects.filter(pinned_at__isnull=False).count() == 4


def test_a_pinned_review_shows_to_those_who_may_read_it(alice, bob, carol, her, signed_in):
    pins.pin(a_review(alice, her, "For those who follow.", audience="followers"))
    assert "Pinned reviews" in signed_in(bob).get("/@alice/").content.decode()

    for client in (signed_in(carol), Client()):
        assert "Pinned reviews" not in client.get("/@alice/").content.decode()


def test_others_and_entries_without_words_are_not_pinned(alice, bob, her, signed_in):
    review, viewing = a_review(alice, her), an_entry(alice, her)

    assert signed_in(bob).post(f"/entries/{review.pk}/pin/").status_code == 404
    signed_in(alice).post(f"/entries/{viewing.pk}/pin/")
    assert not Entry.objects.filter(pinned_at__isnull=False).exists()
    pins.pin(review)
    edit_entry(review, Viewing(watched_on=review.watched_on))
    assert Entry.objects.get(pk=review.pk).pinned_at is None


@pytest.mark.django_db(transaction=True)
def test_two_windows_do_not_pin_a_fifth(alice):
    reviews = [a_review(alice, a_film()) for _ in range(5)]
    for review in reviews[:3]:
        pins.pin(review)

    results = at_once(*(partial(pins.pin, review) for review in reviews[3:]))

    assert refusals(results) == [pins.TooManyPins]
