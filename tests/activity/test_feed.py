"""What the people one follows did, told in runs."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Member
from activity.queries import feed, happenings
from activity.queries.events import Place, beginning, token_of
from activity.queries.feed import KINDS, feed_page
from reviews.actions import likes
from reviews.models import Entry, ReviewLike
from social import actions as social
from social.models import Audience, Follow
from tests.factories import a_film, a_member, a_review, an_entry


def told(viewer: Member, *kinds: str, own: bool = False) -> list[tuple[str, str, int]]:
    rows = feed_page(viewer, beginning(), kinds or KINDS, own=own).rows
    return [(row.kind, row.member.username, row.told) for row in rows]


@pytest.fixture
def busy(alice, bob, carol, her):
    """Alice logged two films, reviewed one, liked carol's review of it and followed carol; bob follows her."""
    for title in ("Adaptation", "Somewhere"):
        an_entry(alice, a_film(title))
    review = a_review(carol, her)
    a_review(alice, her)
    likes.like_review(review, by=alice)
    social.follow(carol, by=alice)
    return review


def test_what_people_one_follows_did_is_told_by_kind(busy, bob):
    assert told(bob) == [
        ("follow", "alice", 1),
        ("like", "alice", 1),
        ("review", "alice", 1),
        ("entry", "alice", 2),
    ]
    assert told(bob, "like") == [("like", "alice", 1)]


@pytest.mark.parametrize(
    ("kind", "shown"), [("reviews", "review"), ("diary", "entry"), ("likes", "like"), ("follows", "follow")]
)
def test_the_kinds_can_be_read_one_by_one(busy, bob, signed_in, kind, shown):
    response = signed_in(bob).get(f"/activity/?kind={kind}")

    assert [row.kind for row in response.context["rows"]] == [shown]


def test_a_stranger_has_nothing_of_it_and_oneself_all(busy, alice, carol):
    assert told(carol) == []
    assert [kind for kind, *_ in told(alice, own=True)] == ["follow", "like", "review", "entry"]


def test_what_is_not_for_the_viewer_is_not_told(busy, alice, bob, her):
    mine = Entry.objects.get(author=alice, film=her)
    assert ("review", "alice", 1) in told(bob)

    Entry.objects.filter(pk=mine.pk).update(audience=Audience.ME)
    Entry.objects.filter(pk=busy.pk).update(audience=Audience.FOLLOWERS)

    assert told(bob) == [("follow", "alice", 1), ("entry", "alice", 2)]


def test_whom_the_viewer_muted_or_blocked_is_not_met(busy, alice, bob, carol):
    social.mute_member(carol, by=bob)
    assert told(bob) == [("review", "alice", 1), ("entry", "alice", 2)]

    social.unmute_member(carol, by=bob)
    social.block(bob, by=carol)
    assert told(bob) == [("review", "alice", 1), ("entry", "alice", 2)]

    social.mute_member(alice, by=bob)
    assert told(bob) == []


def test_what_others_did_to_ones_own_is_left_to_notices(alice, bob, her):
    likes.like_review(a_review(bob, her), by=alice)
    social.follow(bob, by=alice)

    assert told(bob) == []


def test_an_import_of_years_is_one_row(alice, bob):
    for year in range(2000, 2012):
        an_entry(alice, a_film(), watched_on=datetime.date(year, 1, 1))

    (row,) = feed_page(bob, beginning(), KINDS).rows

    assert (row.told, len(row.pictures), row.more) == (12, 8, 4)


def test_many_reviews_of_a_day_are_a_few_cards_and_posters(alice, bob):
    for _ in range(5):
        a_review(alice, a_film())

    (row,) = feed_page(bob, beginning(), KINDS).rows

    assert (len(row.cards), len(row.pictures)) == (3, 2)


def test_a_covered_review_is_not_quoted(alice, bob, carol, her, signed_in):
    review = a_review(carol, her, "The ending gives it away.", has_spoilers=True)
    likes.like_review(review, by=alice)
    client = signed_in(bob)
    assert "gives it away" not in client.get("/activity/?kind=likes").content.decode()

    Entry.objects.filter(pk=review.pk).update(has_spoilers=False)

    assert "gives it away" in client.get("/activity/?kind=likes").content.decode()


def test_pages_follow_each_other_without_a_gap(alice, bob, monkeypatch, signed_in):
    monkeypatch.setattr(feed, "RUNS_A_PAGE", 2)
    written = [a_review(alice, a_film()) for _ in range(5)]
    for number, review in enumerate(written):
        at = timezone.now() - datetime.timedelta(days=2 * number)
        Entry.objects.filter(pk=review.pk).update(created_at=at)
    client, address, seen = signed_in(bob), "/activity/", []

    while address:
        context = client.get(address).context
        seen += [card.review.pk for row in context["rows"] for card in row.cards]
        address = context["page"]["next_url"]

    assert seen == [review.pk for review in written]


def test_things_of_one_moment_are_all_told(alice, bob, monkeypatch):
    monkeypatch.setattr(happenings, "EVENTS_A_PAGE", 2)
    monkeypatch.setattr(feed, "EVENTS_A_PAGE", 2)
    happenings.statement.cache_clear()
    for _ in range(5):
        an_entry(alice, a_film())
    Entry.objects.update(created_at=timezone.now())
    place, told_of = beginning(), 0

    for _ in range(4):
        page = feed_page(bob, place, KINDS)
        told_of += sum(row.told for row in page.rows)
        if page.ends is None:
            break
        place = page.ends
    happenings.statement.cache_clear()

    assert told_of == 5


BEFORE_ALL = token_of(Place(datetime.datetime.min.replace(tzinfo=datetime.UTC), "like", 1))


@pytest.mark.parametrize("token", ["x", "WzFd", "W251bGwsICJsaWtlIiwgMV0", "a" * 5_000, BEFORE_ALL])
def test_a_made_up_page_is_refused(bob, signed_in, token):
    assert signed_in(bob).get(f"/activity/?after={token}").status_code == 400


def test_a_feed_of_300_takes_as_many_queries_as_one_of_1(busy, bob, her, signed_in):
    client = signed_in(bob)
    with CaptureQueriesContext(connection) as of_one:
        client.get("/activity/")
    names = [Member(username=f"crowd_{number}") for number in range(300)]
    crowd = Member.objects.bulk_create(names)
    Follow.objects.bulk_create([Follow(follower=bob, followed=member) for member in crowd])
    Entry.objects.bulk_create([Entry(author=member, film=her, watched_on="2026-01-01") for member in crowd])
    ReviewLike.objects.bulk_create([ReviewLike(entry=busy, member=member, film=her) for member in crowd])

    with CaptureQueriesContext(connection) as of_many:
        page = client.get("/activity/")

    assert len(page.context["rows"]) == 20
    assert len(of_many) == len(of_one)
    assert len(of_many) <= 5


def test_visitors_are_sent_to_sign_in(client, db):
    for address in ("/activity/", "/activity/you/", "/activity/incoming/", "/notifications/", "/welcome/"):
        assert client.get(address).url == f"/accounts/login/?{urlencode({'next': address})}"


def test_every_empty_page_says_what_will_stand_there(db, signed_in):
    client = signed_in(a_member())

    for address in (
        "/activity/",
        "/activity/?kind=likes",
        "/activity/you/",
        "/activity/incoming/",
        "/notifications/",
    ):
        assert 'class="empty"' in client.get(address).content.decode(), address
