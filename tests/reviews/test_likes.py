"""Likes of reviews: unique, never on one's own, only on text that the giver may read."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.actions.likes import CannotBeLiked, like_review, unlike_review
from reviews.models import Entry, ReviewLike, ReviewStats
from reviews.queries.reviews import liked_reviews, most_liked_since, start_of_the_week
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_member, a_review, an_entry

NOBODY = AnonymousUser()


def likes_count(entry) -> int:
    return ReviewStats.objects.get(entry=entry).likes_count


def test_liking_twice_is_liking_once(alice, bob, her):
    review = a_review(alice, her)

    like_review(review, by=bob)
    like_review(review, by=bob)

    assert (ReviewLike.objects.count(), likes_count(review)) == (1, 1)


def test_unliking_twice_is_unliking_once(alice, bob, her):
    review = a_review(alice, her)
    like_review(review, by=bob)

    unlike_review(review, by=bob)
    unlike_review(review, by=bob)

    assert (ReviewLike.objects.count(), likes_count(review)) == (0, 0)


def test_nobody_likes_their_own_review(alice, her):
    with pytest.raises(CannotBeLiked):
        like_review(a_review(alice, her), by=alice)


def test_an_entry_without_text_cannot_be_liked(alice, bob, her):
    with pytest.raises(CannotBeLiked):
        like_review(an_entry(alice, her), by=bob)


def test_a_review_for_followers_is_liked_by_followers_only(alice, bob, carol, her):
    review = a_review(alice, her, audience=Audience.FOLLOWERS)

    like_review(review, by=bob)
    with pytest.raises(CannotBeLiked):
        like_review(review, by=carol)

    assert likes_count(review) == 1


def test_a_private_review_cannot_be_liked(alice, bob, her):
    with pytest.raises(CannotBeLiked):
        like_review(a_review(alice, her, audience=Audience.ME), by=bob)


def test_a_removed_review_cannot_be_liked(alice, bob, her):
    review = a_review(alice, her)
    Entry.objects.update(removed_at=timezone.now())

    with pytest.raises(CannotBeLiked):
        like_review(review, by=bob)


def test_nobody_likes_across_a_block(alice, mallory, her):
    for author, giver in ((alice, mallory), (mallory, alice)):
        with pytest.raises(CannotBeLiked):
            like_review(a_review(author, her), by=giver)


def test_the_database_itself_refuses_a_like_of_ones_own(alice, her):
    review = a_review(alice, her)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewLike.objects.create(entry=review, member=alice, film=her)


def test_the_database_puts_the_reviews_film_on_the_like_whatever_is_said(alice, bob, her):
    review = a_review(alice, her)

    ReviewLike.objects.create(entry=review, member=bob, film=a_film())

    assert ReviewLike.objects.get().film == her


def test_under_a_review_stand_the_reviews_of_the_film_its_author_liked_newest_like_first(
    alice, bob, carol, her
):
    other_film = a_film("Ran", 1985)
    first, second = a_review(bob, her), a_review(carol, her)
    elsewhere = a_review(carol, other_film)
    for review in (first, second, elsewhere):
        like_review(review, by=alice)

    assert list(liked_reviews(alice, her, NOBODY)) == [second, first]


def test_liked_reviews_respect_audience_removal_and_blocks_for_the_viewer(alice, bob, carol, her):
    dave = a_member("dave")
    social.follow(carol, by=alice)
    open_one = a_review(bob, her)
    for_followers = a_review(carol, her, audience=Audience.FOLLOWERS)
    removed = a_review(dave, her)
    for review in (open_one, for_followers, removed):
        like_review(review, by=alice)
    assert set(liked_reviews(alice, her, alice)) == {open_one, for_followers, removed}

    Entry.objects.filter(pk=removed.pk).update(removed_at=timezone.now())
    social.block(dave, by=bob)

    assert set(liked_reviews(alice, her, alice)) == {open_one, for_followers}
    assert set(liked_reviews(alice, her, NOBODY)) == {open_one}
    assert set(liked_reviews(alice, her, dave)) == {removed}


def test_a_block_between_author_and_liked_author_ends_the_showing(alice, bob, her):
    review = a_review(bob, her)
    like_review(review, by=alice)
    assert list(liked_reviews(alice, her, NOBODY)) == [review]

    social.block(bob, by=alice)

    assert list(liked_reviews(alice, her, NOBODY)) == []


def test_popular_this_week_counts_the_likes_of_seven_days(alice, bob, carol, her):
    old_favourite, fresh = a_review(alice, her), a_review(carol, her)
    long_ago = timezone.now() - timezone.timedelta(days=8)
    for number in range(3):
        like_review(old_favourite, by=a_member(f"fan_{number}"), at=long_ago)
    like_review(fresh, by=bob)

    assert [
        (review.pk, review.likes_this_week)
        for review in most_liked_since(NOBODY, start_of_the_week(), at_most=5)
    ] == [(fresh.pk, 1)]
