"""Following and blocking, and the one rule for who may read what."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from reviews.models import Entry
from social import actions
from social.models import Audience, Block, Follow, FollowCounts
from social.queries import member_for
from tests.factories import a_member, a_review

NOBODY = AnonymousUser()


def counts(member) -> tuple[int, int]:
    found = FollowCounts.objects.get(member=member)
    return found.followers, found.following


def test_following_twice_is_following_once(alice, carol):
    actions.follow(alice, by=carol)
    actions.follow(alice, by=carol)

    assert (counts(alice), counts(carol)) == ((1, 0), (0, 1))


def test_unfollowing_twice_is_unfollowing_once(alice, bob):
    actions.unfollow(alice, by=bob)
    actions.unfollow(alice, by=bob)

    assert (counts(alice), counts(bob)) == ((0, 0), (0, 0))


def test_nobody_follows_themselves(alice):
    with pytest.raises(actions.Yourself):
        actions.follow(alice, by=alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(follower=alice, followed=alice)


def test_a_block_ends_follows_both_ways(alice, bob):
    actions.follow(bob, by=alice)
    assert Follow.objects.count() == 2

    actions.block(bob, by=alice)

    assert not Follow.objects.exists()
    assert (counts(alice), counts(bob)) == ((0, 0), (0, 0))


def test_neither_can_follow_across_a_block(alice, mallory):
    for follower, followed in ((alice, mallory), (mallory, alice)):
        with pytest.raises(actions.Blocked):
            actions.follow(followed, by=follower)

    assert not Follow.objects.exists()


def test_after_unblocking_they_may_follow_again_but_nothing_comes_back_by_itself(alice, bob):
    actions.block(bob, by=alice)
    actions.unblock(bob, by=alice)
    assert not Follow.objects.exists()

    actions.follow(alice, by=bob)

    assert counts(alice) == (1, 0)


def test_blocking_twice_is_blocking_once(alice, bob):
    actions.block(bob, by=alice)
    actions.block(bob, by=alice)

    assert Block.objects.count() == 1


def test_the_relation_says_all_that_stands_between_two(alice, bob, mallory, django_assert_num_queries):
    with django_assert_num_queries(1):
        member, between = member_for(bob, "alice")

    assert member == alice
    assert (between.follows, between.follows_back, between.blocks, between.is_blocked) == (
        True,
        False,
        False,
        False,
    )
    assert member_for(alice, "mallory")[1].blocks
    assert member_for(alice, "alice")[1].is_self
    with pytest.raises(Http404):
        member_for(mallory, "alice")


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.EVERYONE, {"alice", "bob", "carol", "nobody"}),
        (Audience.FOLLOWERS, {"alice", "bob"}),
        (Audience.ME, {"alice"}),
    ],
)
def test_who_may_read_what(alice, bob, carol, mallory, her, audience, readers):
    a_review(alice, her, audience=audience)
    cast = {"alice": alice, "bob": bob, "carol": carol, "mallory": mallory, "nobody": NOBODY}

    reading = {name for name, viewer in cast.items() if Entry.objects.visible_to(viewer).exists()}

    assert reading == readers


def test_removed_writing_is_seen_by_its_author_alone(alice, bob, carol, her):
    a_review(alice, her)
    assert Entry.objects.visible_to(carol).exists()

    Entry.objects.update(removed_at=timezone.now())

    assert [Entry.objects.visible_to(viewer).exists() for viewer in (alice, bob, carol, NOBODY)] == [
        True,
        False,
        False,
        False,
    ]


def test_whoever_blocks_somebody_does_not_read_them_either(alice, her):
    dave = a_member("dave")
    a_review(dave, her)
    assert Entry.objects.visible_to(alice).exists()

    actions.block(dave, by=alice)

    assert not Entry.objects.visible_to(alice).exists()
