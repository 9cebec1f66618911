"""Lists in the feed: published by people one follows, and liked by them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.queries.events import beginning
from activity.queries.feed import KINDS, feed_page
from lists.actions.likes import like_list, unlike_list
from lists.models import List
from reviews.actions.likes import like_review
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_list, a_review


def told(viewer, *kinds: str, own: bool = False) -> list[tuple[str, str, list[str]]]:
    rows = feed_page(viewer, beginning(), kinds or KINDS, own=own).rows
    return [(row.kind, row.member.username, [card.list.title for card in row.lists]) for row in rows]


@pytest.fixture
def liked(alice, bob, carol, her) -> List:
    """Alice published two lists, liked one of carol's and follows her; bob follows alice."""
    social.follow(carol, by=alice)
    made = a_list(carol, her, title="Lifts")
    a_list(alice, her, title="Trains")
    a_list(alice, a_film("Ran", 1985), title="Castles")
    like_list(made.pk, by=alice)
    return made


def test_lists_are_told_by_who_published_and_who_liked_them(liked, alice, bob):
    of_lists = [("list like", "alice", ["Lifts"]), ("list", "alice", ["Castles", "Trains"])]

    assert told(bob, "list", "list like") == of_lists
    assert [kind for kind, *_ in told(bob)] == ["list like", "list", "follow"]
    assert told(alice, "list", "list like", own=True) == of_lists


def test_the_page_shows_them_and_its_filters_too(liked, bob, signed_in):
    client = signed_in(bob)

    page = " ".join(client.get("/activity/").content.decode().split())

    assert "published 2 lists" in page
    assert f'liked <a href="{liked.url}">carol’s list</a>' in page
    assert [row.kind for row in client.get("/activity/?kind=lists").context["rows"]] == ["list"]
    assert [row.kind for row in client.get("/activity/?kind=likes").context["rows"]] == ["list like"]
    assert "published 2 lists" in client.get("/").content.decode()


def test_a_list_is_told_when_it_is_published_and_not_before(alice, bob, her):
    mine = a_list(alice, her, title="Trains", audience=Audience.ME)
    empty = a_list(alice, title="Nothing yet")
    assert told(bob, "list") == []
    assert empty.title

    List.objects.filter(pk=mine.pk).update(audience=Audience.EVERYONE, published_at=mine.created_at)

    assert told(bob, "list") == [("list", "alice", ["Trains"])]


def test_what_is_not_for_the_viewer_is_not_told(liked, alice, bob, carol):
    List.objects.filter(title="Castles").update(audience=Audience.ME)
    List.objects.filter(pk=liked.pk).update(audience=Audience.FOLLOWERS)
    assert told(bob) == [("list", "alice", ["Trains"]), ("follow", "alice", [])]

    List.objects.filter(title="Trains").update(deleted_at=liked.created_at)

    assert told(bob) == [("follow", "alice", [])]


def test_a_like_taken_back_was_never_told_and_muted_people_are_not_met(liked, alice, bob, carol):
    social.mute_member(carol, by=bob)
    assert told(bob, "list like") == []
    social.unmute_member(carol, by=bob)
    assert told(bob, "list like") == [("list like", "alice", ["Lifts"])]

    unlike_list(liked.pk, by=alice)

    assert told(bob, "list like") == []


def test_what_somebody_liked_of_the_viewers_own_is_for_notices(liked, alice, carol):
    social.follow(alice, by=carol)

    assert ("list like", "alice", ["Lifts"]) not in told(carol)
    assert [kind for kind, *_ in told(carol)] == ["list"]


def test_lists_cost_one_query_however_many(liked, alice, bob, her):
    like_review(a_review(bob, her), by=alice)
    for number in range(5):
        a_list(alice, her, title=f"More {number}")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        feed_page(bob, beginning(), KINDS)

    assert len(queries) <= 4
