"""Private members: asking to follow, letting in, and what stays closed until then."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Member
from reviews.actions import likes
from reviews.models import Entry, FilmStats, Mark
from social import actions
from social.models import Follow, FollowRequest, Reach
from tests.factories import a_member, a_review
from tests.reviews.worlds import HTMX

pytestmark = pytest.mark.django_db


@pytest.fixture
def private_alice(alice: Member, bob: Member) -> Member:
    """Bob has followed her since before."""
    actions.go_private(alice)
    return alice


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def follows(follower: Member, followed: Member) -> bool:
    return Follow.objects.filter(follower=follower, followed=followed).exists()


def test_a_private_member_is_asked_and_lets_in(signed_in, private_alice, carol):
    visitor, owner = signed_in(carol), signed_in(private_alice)
    assert "Ask to follow" in page(visitor, "/@alice/")

    visitor.post("/@alice/follow/")

    assert not follows(carol, private_alice)
    assert "Requested" in page(visitor, "/@alice/")
    assert "@carol" in page(owner, "/settings/requests/")

    assert owner.post("/@carol/accept/", {"next": "/settings/requests/"}).url == "/settings/requests/"

    assert follows(carol, private_alice)
    assert "Following" in page(visitor, "/@alice/")
    assert "@carol" not in page(owner, "/settings/requests/")


def test_a_request_can_be_taken_back(signed_in, private_alice, carol):
    visitor = signed_in(carol)
    visitor.post("/@alice/follow/")
    assert FollowRequest.objects.exists()

    visitor.post("/@alice/unfollow/")

    assert not FollowRequest.objects.exists()
    answer = signed_in(private_alice).post("/@carol/accept/", follow=True)
    assert "does not ask any more" in answer.content.decode()
    assert not follows(carol, private_alice)


def test_who_is_refused_may_ask_again(private_alice, carol):
    actions.follow(private_alice, by=carol)
    actions.refuse(carol, by=private_alice)
    assert not FollowRequest.objects.exists()

    assert not actions.follow(private_alice, by=carol)
    assert FollowRequest.objects.get().follower == carol


def test_asking_twice_is_asking_once_and_does_not_let_in(private_alice, carol):
    actions.follow(private_alice, by=carol)
    actions.follow(private_alice, by=carol)

    assert FollowRequest.objects.count() == 1
    assert not follows(carol, private_alice)


def test_who_follows_already_asks_for_nothing(private_alice, bob):
    assert actions.follow(private_alice, by=bob)

    assert not FollowRequest.objects.exists()


def test_the_database_refuses_a_follow_that_was_not_asked_for(private_alice, carol):
    with pytest.raises(IntegrityError), transaction.atomic():
        Follow.objects.create(follower=carol, followed=private_alice)


def test_nobody_accepts_for_somebody_else(signed_in, private_alice, bob, carol):
    actions.follow(private_alice, by=carol)

    signed_in(bob).post("/@carol/accept/")
    signed_in(carol).post("/@carol/accept/")

    assert not follows(carol, private_alice)


def test_a_block_takes_the_request_along(private_alice, carol):
    actions.follow(private_alice, by=carol)
    actions.block(carol, by=private_alice)

    assert not FollowRequest.objects.exists()
    with pytest.raises(actions.Blocked):
        actions.follow(private_alice, by=carol)


def test_all_who_asked_follow_once_a_member_opens_up(private_alice, carol):
    dave = a_member("dave")
    for member in (carol, dave):
        actions.follow(private_alice, by=member)

    assert actions.open_up(private_alice) == 2

    assert follows(carol, private_alice)
    assert follows(dave, private_alice)
    assert not FollowRequest.objects.exists()
    private_alice.follow_counts.refresh_from_db()
    assert private_alice.follow_counts.followers == 3


def test_followers_stay_when_a_member_goes_private(private_alice, bob, her):
    a_review(private_alice, her)

    assert Entry.objects.visible_to(bob).exists()


def test_a_follower_can_be_removed_and_has_to_ask_again(signed_in, private_alice, bob):
    owner = signed_in(private_alice)
    assert "/@bob/remove/" in page(owner, "/@alice/followers/")

    owner.post("/@bob/remove/")

    assert not follows(bob, private_alice)
    assert not actions.follow(private_alice, by=bob)


def test_everybody_removes_followers(signed_in, alice, bob):
    client = signed_in(alice)
    assert "/@bob/remove/" in page(client, "/@bob/")

    client.post("/@bob/remove/")

    assert not follows(bob, alice)
    assert "/@bob/remove/" not in page(client, "/@bob/")


@pytest.mark.parametrize("act", ["accept", "refuse", "remove"])
def test_visitors_sign_in_first_and_looking_does_nothing(client, signed_in, alice, bob, act):
    assert client.post(f"/@bob/{act}/").url.startswith("/accounts/login/")
    assert signed_in(alice).get(f"/@bob/{act}/").status_code == 405


def test_a_private_profile_says_who_it_is_and_nothing_more(signed_in, client, private_alice, bob, carol, her):
    Member.objects.filter(pk=private_alice.pk).update(display_name="Alice A.", bio_html="<p>Trains.</p>")
    a_review(private_alice, her)
    assert "Her" in page(signed_in(bob), "/@alice/")

    for viewer in (client, signed_in(carol)):
        profile = page(viewer, "/@alice/")
        assert "Alice A." in profile
        assert "Trains." in profile
        assert "This member is private" in profile
        assert "/film/her-2013/" not in profile
        assert '<dl class="numbers">' not in profile


@pytest.mark.parametrize(
    "place",
    ["films", "diary", "reviews", "watchlist", "likes/films", "likes/reviews", "followers", "following"],
)
def test_the_other_pages_of_a_private_member_are_not_there_for_strangers(
    signed_in, client, private_alice, bob, carol, place
):
    address = f"/@alice/{place}/"

    answers = [one.get(address).status_code for one in (client, signed_in(carol), signed_in(bob))]

    assert answers == [404, 404, 200]
    assert signed_in(private_alice).get(address).status_code == 200


def test_lists_of_members_say_private_instead_of_numbers(signed_in, client, private_alice, bob, her):
    Mark.objects.create(member=private_alice, film=her, watched_at=private_alice.joined_at)

    for address in ("/members/", "/search/?q=alice"):
        row = page(client, address).partition("@alice ·")[2].partition("</p>")[0]
        assert "private" in row
        assert "1 film" not in row
    assert "1 film" in page(signed_in(bob), "/members/").partition("@alice ·")[2].partition("</p>")[0]


def test_ratings_of_private_members_still_count(private_alice, her):
    a_review(private_alice, her, rating=9)

    assert FilmStats.objects.get(film=her).ratings_count == 1
    assert FilmStats.objects.get(film=her).reviews_count == 0


def test_what_was_for_everyone_is_so_again_after_opening_up(private_alice, her):
    entry = a_review(private_alice, her)
    assert Entry.objects.get().reach == Reach.FOLLOWERS

    actions.open_up(private_alice)

    entry.refresh_from_db()
    assert entry.reach == Reach.EVERYONE


def test_the_button_over_htmx_says_requested_and_leaks_no_number(signed_in, private_alice, carol):
    client = signed_in(carol)

    asked = client.post("/@alice/follow/", headers=HTMX).content.decode()

    assert "Requested" in asked
    assert "followers-of" not in asked


def test_a_page_that_closes_is_loaded_anew(signed_in, private_alice, bob):
    answer = signed_in(bob).post("/@alice/unfollow/", headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")


def test_a_like_of_a_private_member_is_known_to_whom_it_was_given(signed_in, private_alice, bob, carol, her):
    likes.like_review(a_review(carol, her), by=private_alice)
    dave = a_member("dave")

    knowing = [
        'href="/@alice/"' in page(signed_in(viewer), "/@carol/film/her-2013/likes/").partition("<main")[2]
        for viewer in (carol, bob, dave)
    ]

    assert knowing == [True, True, False]
