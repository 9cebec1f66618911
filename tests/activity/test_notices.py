"""What others did to one's own: the page, the number in the masthead, and which of it one wants."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from accounts.models import Member
from activity.actions.notices import choose_notices
from activity.queries.events import beginning
from activity.queries.notices import KINDS, new_notices, wanted_by
from activity.queries.telling import notice_page
from reviews.actions import likes
from reviews.actions.comments import delete_comment
from reviews.actions.entries import Viewing, edit_entry, log_film
from reviews.actions.threads import subscribe, unsubscribe
from reviews.models import Entry
from social import actions as social
from social.models import Audience
from tests.factories import a_comment, a_film, a_member, a_review


def told(member: Member) -> list[tuple[str, list[str]]]:
    member.refresh_from_db()
    notices = notice_page(member, beginning(), wanted_by(member)).notices
    assert len([notice for notice in notices if notice.is_new]) == new_notices(member)
    return [(notice.kind, [one.username for one in notice.members]) for notice in notices]


@pytest.fixture
def review(alice, her) -> Entry:
    return a_review(alice, her)


def test_all_that_happens_to_ones_own_is_told(alice, bob, carol, review, her):
    likes.like_review(review, by=carol)
    a_comment(bob, review)
    answer = log_film(her, Viewing(text="No, the elevator."), by=carol, answers=review.pk)
    a_comment(carol, answer, "What does @alice say?")

    assert told(alice) == [
        ("mention", ["carol"]),
        ("answer", ["carol"]),
        ("comment", ["bob"]),
        ("like", ["carol"]),
        ("follow", ["bob"]),
    ]


def test_likes_of_one_review_are_one_notice(alice, review, signed_in):
    for name in ("ana", "ben", "cleo", "dan"):
        likes.like_review(review, by=a_member(name))

    assert told(alice) == [("like", ["dan", "cleo", "ben"])]
    page = signed_in(alice).get("/notifications/").content.decode()
    assert "and 1 other liked" in page
    assert "1 new notice" in page


def test_a_like_taken_back_was_never_told(alice, carol, review):
    likes.like_review(review, by=carol)
    assert told(alice) == [("like", ["carol"])]

    likes.unlike_review(review, by=carol)

    assert told(alice) == []


@pytest.mark.parametrize("part", [social.block, social.mute_member])
def test_whom_one_blocks_or_mutes_is_gone_at_once(alice, bob, carol, review, part):
    likes.like_review(review, by=carol)
    assert told(alice) == [("like", ["carol"]), ("follow", ["bob"])]

    part(carol, by=alice)

    assert told(alice) == [("follow", ["bob"])]


def test_who_is_named_by_a_change_of_an_old_review_hears_of_it_now(alice, bob, review, her):
    Entry.objects.filter(pk=review.pk).update(created_at=timezone.now() - datetime.timedelta(days=9))
    Member.objects.filter(pk=bob.pk).update(notices_seen_at=timezone.now())

    edit_entry(Entry.objects.get(pk=review.pk), Viewing(text="As @bob says."))

    assert told(bob) == [("naming", ["alice"])]
    assert new_notices(bob) == 1


def test_who_cannot_sign_in_any_more_is_neither_told_of_nor_counted(alice, bob, carol, review):
    a_comment(carol, review)
    likes.like_review(review, by=carol)
    assert [kind for kind, _ in told(alice)] == ["like", "comment", "follow"]

    Member.objects.filter(pk=carol.pk).update(is_active=False)

    assert told(alice) == [("follow", ["bob"])]


def test_nobody_hears_of_themselves(alice, review):
    a_comment(alice, review, "And @alice herself.")

    assert told(alice) == []


def test_a_deleted_comment_is_no_notice(alice, carol, review):
    said = a_comment(carol, review, "I take it back.")
    named = a_comment(carol, review, "@alice, too.")
    assert told(alice) == [("mention", ["carol"]), ("comment", ["carol"])]

    delete_comment(said, by=carol)
    delete_comment(named, by=carol)

    assert told(alice) == []


def test_one_hears_of_discussions_one_took_part_in_until_one_does_not_want_to(alice, bob, carol, review):
    a_comment(carol, review)
    a_comment(bob, review, "I have seen it too.")
    assert told(carol) == [("comment", ["bob"])]

    unsubscribe(review, by=carol)
    assert told(carol) == []

    subscribe(review, by=carol)
    unsubscribe(review, by=alice)
    assert told(carol) == [("comment", ["bob"])]
    assert told(alice) == [("follow", ["bob"])]


def test_a_discussion_that_one_may_not_read_any_more_says_nothing(bob, carol, review):
    subscribe(review, by=carol)
    a_comment(bob, review)
    assert told(carol) == [("comment", ["bob"])]

    Entry.objects.filter(pk=review.pk).update(audience=Audience.FOLLOWERS)

    assert told(carol) == []


def test_spoilers_are_not_quoted(alice, bob, carol, her, signed_in):
    review = a_review(alice, her, "All is a dream.", has_spoilers=True)
    subscribe(review, by=carol)
    a_comment(bob, review, "So the train was a dream.")
    hidden = a_review(alice, a_film("Adaptation"))
    a_comment(bob, hidden, "Well, ||he dies|| in it, @carol.")

    of_carol = signed_in(carol).get("/notifications/").content.decode()

    assert "train" not in of_carol
    assert "he dies" not in of_carol
    assert "in it, @carol" in of_carol
    assert "the train was a dream" in signed_in(alice).get("/notifications/").content.decode()


def test_a_request_is_told_to_a_private_member(alice, carol):
    social.go_private(alice)
    social.follow(alice, by=carol)

    assert told(alice) == [("request", ["carol"])]


def test_each_kind_can_be_switched_off(alice, bob, carol, review, signed_in):
    likes.like_review(review, by=carol)
    wanted = [kind for kind in KINDS if kind != "like"]

    response = signed_in(alice).post("/settings/notifications/", {"wanted": wanted, "digest": "weekly"})

    assert response.url == "/settings/notifications/"
    assert told(alice) == [("follow", ["bob"])]
    assert alice.digest == "weekly"
    incoming = signed_in(alice).get("/activity/incoming/").context["notices"]
    assert [notice.kind for notice in incoming] == ["like", "follow"]


def test_only_people_one_follows(alice, bob, carol, review):
    social.follow(carol, by=alice)
    for member in (bob, carol):
        likes.like_review(review, by=member)
        a_comment(member, review)

    choose_notices(alice, off=[], followed_only=True, digest="never")

    assert told(alice) == [("comment", ["carol"]), ("like", ["carol"])]


def test_no_kind_at_all_is_possible(alice, bob, signed_in):
    choose_notices(alice, off=list(KINDS), followed_only=False, digest="never")

    assert told(alice) == []
    assert "Notices: nothing new" in signed_in(alice).get("/").content.decode()


def test_reading_changes_nothing_and_saying_so_takes_the_number_away(alice, bob, signed_in):
    client = signed_in(alice)
    page = client.get("/notifications/")
    assert "1 new notice" in client.get("/members/").content.decode()

    answer = client.post(
        "/notifications/seen/", {"until": page.context["until"]}, headers={"HX-Request": "true"}
    )

    assert "Notices: nothing new" in answer.content.decode()
    assert "Mark all as seen" not in client.get("/notifications/").content.decode()


def test_what_came_after_the_page_was_made_stays_new(alice, carol, review, signed_in):
    client = signed_in(alice)
    until = client.get("/notifications/").context["until"]
    likes.like_review(review, by=carol)

    assert client.post("/notifications/seen/", {"until": until}).url == "/notifications/"

    assert told(alice) == [("like", ["carol"])]
    assert new_notices(Member.objects.get(pk=alice.pk)) == 1


def test_the_future_is_never_seen(alice, signed_in):
    client = signed_in(alice)
    later = (timezone.now() + datetime.timedelta(days=9)).isoformat()

    client.post("/notifications/seen/", {"until": later})

    assert Member.objects.get(pk=alice.pk).notices_seen_at <= timezone.now()
    for rubbish in ("", "yesterday", "2026-01-01", "0001-01-01T00:00:00+14:00"):
        assert client.post("/notifications/seen/", {"until": rubbish}).status_code == 400
    odd_zone = {"until": "2026-01-01T00:00:00+23:59"}  # which PostgreSQL does not know
    assert client.post("/notifications/seen/", odd_zone).status_code == 302


def test_the_number_stops_at_99(alice, signed_in):
    films = [a_film() for _ in range(100)]
    fan = a_member("fan")
    for film in films:
        likes.like_review(a_review(alice, film), by=fan)

    page = signed_in(alice).get("/members/").content.decode()

    assert "99+" in page
    assert "more than 99 are new" in page


def test_pages_of_notices_follow_each_other(alice, carol, signed_in):
    for _ in range(35):
        likes.like_review(a_review(alice, a_film()), by=carol)
    client = signed_in(alice)

    first = client.get("/notifications/").context
    second = client.get(first["page"]["next_url"]).context

    assert (len(first["notices"]), len(second["notices"])) == (30, 5)
    assert second["page"]["next_url"] == ""


def test_the_number_takes_one_query(alice, bob, review, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert new_notices(alice) == 1
