"""Following, blocking, and the lists of members."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from social import actions
from social.models import Block, Follow, FollowCounts
from tests.factories import a_member

HTMX = {"HX-Request": "true"}
LISTS = ["/@alice/followers/", "/@alice/following/"]
pytestmark = pytest.mark.django_db


def names(response):
    return [row.member.username for row in response.context["rows"]]


def a_crowd(count, *, following):
    """So many members who follow this one, one minute apart, the last the latest."""
    for number in range(count):
        member = a_member(f"fan_{number:02}")
        actions.follow(following, by=member)
        Follow.objects.filter(follower=member).update(
            created_at=timezone.now() + datetime.timedelta(minutes=number)
        )


def test_following_and_unfollowing(signed_in, alice, carol):
    client = signed_in(carol)

    assert client.post("/@alice/follow/").url == "/@alice/"
    assert Follow.objects.filter(follower=carol, followed=alice).exists()
    assert client.post("/@alice/unfollow/").url == "/@alice/"
    assert not Follow.objects.filter(follower=carol, followed=alice).exists()


@pytest.mark.parametrize("act", ["follow", "unfollow", "block", "unblock"])
def test_doing_it_twice_is_doing_it_once(signed_in, alice, carol, act):
    client = signed_in(carol)

    answers = [client.post(f"/@alice/{act}/").status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Follow.objects.count() == (act == "follow")
    assert Block.objects.count() == (act == "block")
    assert FollowCounts.objects.get(member=alice).followers == (act == "follow")


def test_a_plain_form_comes_back_to_its_page(signed_in, alice, carol):
    client = signed_in(carol)

    assert client.post("/@alice/follow/", {"next": "/members/?after=x"}).url == "/members/?after=x"
    assert client.post("/@alice/follow/", {"next": "https://evil.example/"}).url == "/@alice/"


def test_htmx_gets_the_button_as_it_now_stands_and_the_number(signed_in, alice, bob, carol):
    client = signed_in(carol)

    followed = client.post("/@alice/follow/", headers=HTMX).content.decode()
    assert 'action="/@alice/unfollow/"' in followed
    number = f'<a id="followers-of-{alice.pk}" href="/@alice/followers/" data-hx-swap-oob="true">2</a>'
    assert number in followed
    assert "<html" not in followed

    unfollowed = client.post("/@alice/unfollow/", headers=HTMX).content.decode()
    assert 'action="/@alice/follow/"' in unfollowed
    assert ">1</a>" in unfollowed


@pytest.mark.parametrize("act", ["follow", "unfollow", "block", "unblock"])
def test_visitors_sign_in_and_come_back_to_the_profile(client, alice, act):
    assert client.post(f"/@alice/{act}/").url == "/accounts/login/?next=%2F%40alice%2F"
    assert (
        client.post(f"/@alice/{act}/", headers=HTMX).headers["HX-Redirect"]
        == "/accounts/login/?next=%2F%40alice%2F"
    )


@pytest.mark.parametrize("act", ["follow", "unfollow", "block", "unblock"])
def test_looking_at_such_an_address_does_nothing(signed_in, alice, carol, act):
    assert signed_in(carol).get(f"/@alice/{act}/").status_code == 405


@pytest.mark.parametrize("act", ["follow", "unfollow", "block", "unblock"])
def test_nobody_can_be_followed_or_blocked_who_is_not_there(signed_in, carol, act):
    assert signed_in(carol).post(f"/@nobody_here/{act}/").status_code == 404


@pytest.mark.parametrize("act", ["follow", "unfollow", "block", "unblock"])
def test_a_form_of_another_site_is_refused(alice, carol, act):
    client = Client(enforce_csrf_checks=True)
    client.force_login(carol)

    assert client.post(f"/@alice/{act}/").status_code == 403


@pytest.mark.parametrize(
    ("act", "words"), [("follow", "Nobody follows themselves."), ("block", "Nobody blocks themselves.")]
)
def test_not_oneself(signed_in, alice, act, words):
    response = signed_in(alice).post(f"/@alice/{act}/", follow=True)

    assert words in response.content.decode()


def test_not_oneself_by_htmx_either(signed_in, alice):
    response = signed_in(alice).post("/@alice/follow/", headers=HTMX)

    assert response.status_code == 422
    assert "Nobody follows themselves." in response.content.decode()
    assert "<form" not in response.content.decode()


def test_whom_one_blocked_one_cannot_follow(signed_in, alice, mallory):
    client = signed_in(alice)

    assert "You blocked mallory." in client.post("/@mallory/follow/", follow=True).content.decode()
    refused = client.post("/@mallory/follow/", headers=HTMX)
    assert refused.status_code == 422
    assert 'id="messages"' in refused.content.decode()
    assert not Follow.objects.exists()


@pytest.mark.parametrize("act", ["follow", "unfollow", "block"])
def test_who_was_blocked_finds_nobody_to_act_on(signed_in, alice, mallory, act):
    assert signed_in(mallory).post(f"/@alice/{act}/").status_code == 404


def test_blocking_ends_follows_both_ways(signed_in, alice, bob):
    actions.follow(bob, by=alice)

    signed_in(alice).post("/@bob/block/")

    assert not Follow.objects.exists()


def test_of_two_who_blocked_each_other_each_can_end_their_half(signed_in, alice, mallory):
    actions.block(alice, by=mallory)

    signed_in(mallory).post("/@alice/unblock/")

    assert [block.blocker for block in Block.objects.all()] == [alice]


@pytest.mark.parametrize("viewer", ["nobody", "alice", "bob", "carol"])
@pytest.mark.parametrize("address", LISTS)
def test_everybody_sees_who_follows_whom(client, signed_in, alice, bob, carol, viewer, address):
    client = client if viewer == "nobody" else signed_in({"alice": alice, "bob": bob, "carol": carol}[viewer])

    response = client.get(address)

    assert response.status_code == 200
    assert names(response) == (["bob"] if "followers" in address else [])


@pytest.mark.parametrize("address", LISTS)
def test_who_was_blocked_sees_no_lists(signed_in, mallory, address):
    assert signed_in(mallory).get(address).status_code == 404


@pytest.mark.parametrize("address", ["/@mallory/followers/", "/@mallory/following/"])
def test_the_lists_of_whom_one_blocked_lead_to_the_profile(signed_in, alice, mallory, address):
    assert signed_in(alice).get(address).url == "/@mallory/"


def test_people_parted_by_a_block_do_not_see_each_other_in_the_lists_of_others(
    signed_in, alice, carol, mallory
):
    for member in (alice, mallory):
        actions.follow(carol, by=member)
        actions.follow(member, by=carol)

    for address in ("/@carol/followers/", "/@carol/following/", "/members/"):
        assert "mallory" not in names(signed_in(alice).get(address))
        assert "alice" not in names(signed_in(mallory).get(address))
        assert {"alice", "mallory"} <= set(names(Client().get(address)))


def test_suspended_members_stand_in_no_list(client, alice, bob):
    type(bob).objects.filter(pk=bob.pk).update(is_active=False)

    assert names(client.get("/@alice/followers/")) == []
    assert names(client.get("/members/")) == ["alice"]


def test_the_latest_follower_stands_first_and_no_one_twice_over_the_pages(client, alice):
    a_crowd(70, following=alice)

    seen, address = [], "/@alice/followers/"
    while address:
        response = client.get(address)
        seen += names(response)
        address = response.context["page"].next_url

    assert seen == [f"fan_{number:02}" for number in reversed(range(70))]


def test_the_directory_has_the_most_followed_first_and_no_one_twice_over_the_pages(client, alice, bob):
    a_crowd(40, following=bob)

    seen, address = [], "/members/"
    while address:
        response = client.get(address)
        seen += names(response)
        address = response.context["page"].next_url

    assert seen[:2] == ["bob", "alice"]
    assert (len(seen), len(set(seen))) == (42, 42)


@pytest.mark.parametrize("address", [*LISTS, "/members/"])
@pytest.mark.parametrize(
    "token", ["x", "WzFd", "bnVsbA", "W10", "eyJhIjoxfQ", "%00", "W251bGwsbnVsbF0", "a" * 5_000]
)
def test_a_page_token_that_is_none_is_a_bad_request(client, alice, address, token):
    assert client.get(f"{address}?after={token}").status_code == 400


def test_buttons_in_lists_know_whom_one_follows(signed_in, alice, bob, carol):
    page = signed_in(bob).get("/members/").content.decode()

    assert 'action="/@alice/unfollow/"' in page
    assert 'action="/@carol/follow/"' in page
    assert "/@bob/follow/" not in page


def test_visitors_see_no_buttons(client, alice, bob):
    assert "/@alice/follow/" not in client.get("/members/").content.decode()


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"), [("/@alice/followers/", 2), ("/@alice/following/", 2), ("/members/", 1)]
)
def test_a_visitor_s_lists_take_as_many_queries_for_one_row_as_for_thirty(
    client, alice, django_assert_num_queries, count, address, queries
):
    a_crowd(count, following=alice)
    for fan in Follow.objects.filter(followed=alice):
        actions.follow(fan.follower, by=alice)

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("address", "queries"), [("/@alice/followers/", 4), ("/@alice/following/", 4), ("/members/", 3)]
)
def test_a_member_s_lists_take_as_many_queries_for_one_row_as_for_thirty(
    signed_in, alice, carol, django_assert_num_queries, count, address, queries
):
    a_crowd(count, following=alice)
    for fan in Follow.objects.filter(followed=alice):
        actions.follow(fan.follower, by=alice)
    client = signed_in(carol)

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_a_block_that_goes_both_ways_can_be_ended_from_the_settings(signed_in, alice, mallory):
    actions.block(alice, by=mallory)
    client = signed_in(alice)
    assert "@mallory" in client.get("/settings/blocked/").content.decode()

    client.post("/@mallory/unblock/", {"next": "/settings/blocked/"})

    assert "@mallory" not in client.get("/settings/blocked/").content.decode()
    assert not Block.objects.filter(blocker=alice).exists()
    assert Block.objects.filter(blocker=mallory).exists()


def test_the_people_one_blocked_are_shown_to_oneself_alone(signed_in, carol, mallory):
    assert "@mallory" not in signed_in(carol).get("/settings/blocked/").content.decode()
