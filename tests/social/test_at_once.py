"""Two acts between members at the same moment."""

from __future__ import annotations

import pytest

from accounts.models import Member
from reviews.actions.entries import Viewing, log_film
from reviews.models import Entry
from social import actions
from social.models import Block, Follow, FollowCounts, FollowRequest, Reach
from tests.factories import a_film, a_member
from tests.threads import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6


@pytest.fixture
def alice() -> Member:
    member = a_member("alice")
    actions.go_private(member)
    return member


def test_accepting_twice_is_accepting_once(alice):
    carol = a_member("carol")
    actions.follow(alice, by=carol)

    results = at_once(*[lambda: actions.accept(carol, by=alice)] * 4)

    assert results == [True] * 4
    assert Follow.objects.count() == FollowCounts.objects.get(member=alice).followers == 1


def test_a_request_and_a_block_at_once_leave_the_block(alice):
    for number in range(ROUNDS):
        asking = a_member(f"asking_{number}")

        results = at_once(
            lambda asking=asking: actions.follow(alice, by=asking),
            lambda asking=asking: actions.block(asking, by=alice),
        )

        assert set(refusals(results)) <= {actions.Blocked}
    assert Block.objects.count() == ROUNDS
    assert not FollowRequest.objects.exists()
    assert not Follow.objects.exists()


def test_accepting_and_blocking_at_once_leave_the_block(alice):
    for number in range(ROUNDS):
        asking = a_member(f"asking_{number}")
        actions.follow(alice, by=asking)

        results = at_once(
            lambda asking=asking: actions.accept(asking, by=alice),
            lambda asking=asking: actions.block(asking, by=alice),
        )

        assert refusals(results) == []
    assert not Follow.objects.exists()
    assert not FollowRequest.objects.exists()
    assert FollowCounts.objects.get(member=alice).followers == 0


def test_who_asks_while_a_member_opens_up_follows_and_waits_no_more(alice):
    for number in range(ROUNDS):
        asking = a_member(f"asking_{number}")

        results = at_once(
            lambda asking=asking: actions.follow(alice, by=asking), lambda: actions.open_up(alice)
        )

        assert refusals(results) == []
        assert Follow.objects.filter(follower=asking).exists()
        assert not FollowRequest.objects.exists()
        actions.go_private(alice)


def test_an_entry_saved_while_its_author_goes_private_is_for_followers():
    for number in range(ROUNDS):
        author, film = a_member(f"author_{number}"), a_film()

        results = at_once(
            lambda author=author: actions.go_private(author),
            lambda author=author, film=film: log_film(film, Viewing(text="Words."), by=author),
        )

        assert refusals(results) == []
        assert Entry.objects.by(author).get().reach == Reach.FOLLOWERS
