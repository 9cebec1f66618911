"""The profile at /@name/."""

from __future__ import annotations

import datetime

import pytest

from accounts import actions
from reviews.actions.favourites import set_favourites
from reviews.actions.likes import like_review
from reviews.actions.marks import rate
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_member, a_review, an_entry

pytestmark = pytest.mark.django_db


def fill(member, count):
    """So many films in the diary, each reviewed and liked by somebody."""
    admirer = a_member()
    for number in range(count):
        film = a_film()
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=number)
        like_review(a_review(member, film, rating=number % 10 + 1, liked=True, watched_on=day), by=admirer)
    set_favourites(member, [a_film() for _ in range(4)])


@pytest.mark.parametrize("viewer", ["nobody", "alice", "bob", "carol"])
def test_everybody_sees_a_profile(client, signed_in, alice, bob, carol, viewer):
    client = client if viewer == "nobody" else signed_in({"alice": alice, "bob": bob, "carol": carol}[viewer])

    response = client.get("/@alice/")

    assert response.status_code == 200
    assert '<h1 class="profile__name">alice</h1>' in response.content.decode()


def test_who_was_blocked_finds_nothing_there(signed_in, alice, mallory):
    client = signed_in(mallory)

    assert client.get("/@alice/").status_code == 404
    assert client.get("/@alice/").content == client.get("/@nobody_here/").content


def test_whom_one_blocked_is_a_name_and_a_way_back(signed_in, alice, mallory, her):
    a_review(mallory, her, "Mallory was here.")

    page = signed_in(alice).get("/@mallory/").content.decode()

    assert "You blocked mallory" in page
    assert 'action="/@mallory/unblock/"' in page
    assert "Mallory was here." not in page


def test_the_head_says_who_it_is(client, alice):
    actions.edit_profile(
        alice,
        display_name="Alice Guy",
        bio="I *look*.",
        location="Paris",
        website="https://alice.example/",
        pronouns="she/her",
        time_zone="Europe/Paris",
        theme="dark",
    )

    page = client.get("/@alice/").content.decode()

    assert "Alice Guy" in page
    assert "@alice · Paris" in page
    assert (
        '<a class="link" href="https://alice.example/" rel="nofollow ugc noopener">alice.example</a> · she/her'
        in page
    )
    assert "<p>I <em>look</em>.</p>" in page


def test_words_of_members_are_never_markup(client, alice):
    actions.edit_profile(
        alice,
        display_name="<script>alert(1)</script>",
        bio="<script>alert(2)</script> [x](javascript:alert(3))",
        location='"><img src=x onerror=alert(4)>',
        website="",
        pronouns="",
        time_zone="UTC",
        theme="system",
    )

    page = client.get("/@alice/").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript:' not in page


def test_the_numbers(client, alice, bob, her):
    this_year = alice.today().replace(month=1, day=1)
    an_entry(alice, her, watched_on=this_year)
    an_entry(alice, her, watched_on=this_year)
    an_entry(alice, a_film(), watched_on=this_year - datetime.timedelta(days=1))

    profile = client.get("/@alice/").context["profile"]

    assert (profile.films, profile.films_this_year, profile.followers, profile.following) == (2, 1, 1, 0)


def test_favourites_stand_in_their_order(client, alice, her):
    yi_yi = a_film("Yi Yi", 2000)
    set_favourites(alice, [yi_yi, her])

    assert [film.title for film in client.get("/@alice/").context["profile"].favourites] == ["Yi Yi", "Her"]


def test_recent_activity_is_the_last_four_of_the_diary(client, alice):
    films = [a_film(f"Film {number}") for number in range(5)]
    for day, film in enumerate(films, start=1):
        an_entry(alice, film, watched_on=datetime.date(2026, 3, day), rating=day)

    latest = client.get("/@alice/").context["profile"].latest

    assert [entry.film.title for entry in latest] == ["Film 4", "Film 3", "Film 2", "Film 1"]


def test_no_review_stands_twice_on_the_page(client, alice):
    admirer = a_member()
    for _ in range(5):
        like_review(a_review(alice, a_film()), by=admirer)

    profile = client.get("/@alice/").context["profile"]
    shown = [card.review.pk for card in [*profile.recent, *profile.popular]]

    assert (len(profile.recent), len(profile.popular), len(set(shown))) == (3, 2, 5)


def test_the_histogram_leads_to_the_films(client, alice, her):
    rate(her, rating=9, by=alice)

    assert 'href="/@alice/films/?rating=9"' in client.get("/@alice/").content.decode()


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.EVERYONE, {"nobody", "alice", "bob", "carol"}),
        (Audience.FOLLOWERS, {"alice", "bob"}),
        (Audience.ME, {"alice"}),
    ],
)
def test_a_review_shows_to_its_audience_alone(client, signed_in, alice, bob, carol, her, audience, readers):
    a_review(alice, her, "Words for some.", audience=audience)
    clients = {"nobody": client, "alice": signed_in(alice), "bob": signed_in(bob), "carol": signed_in(carol)}

    seen = {
        name
        for name, viewer in clients.items()
        if "Words for some." in viewer.get("/@alice/").content.decode()
    }

    assert seen == readers


def test_private_viewings_are_not_recent_activity_to_others(client, signed_in, alice, her):
    an_entry(alice, her, audience=Audience.ME)

    assert client.get("/@alice/").context["profile"].latest == []
    assert client.get("/@alice/").context["profile"].films_this_year == 0
    assert len(signed_in(alice).get("/@alice/").context["profile"].latest) == 1


def test_a_new_member_s_profile_is_not_a_row_of_empty_boxes(signed_in, alice):
    page = signed_in(alice).get("/@alice/").content.decode()

    assert "Log the last film you saw" in page
    assert "histogram" not in page


@pytest.mark.parametrize("count", [1, 30])
def test_a_visitor_s_profile_takes_eight_queries_however_much_was_written(
    client, alice, django_assert_num_queries, count
):
    fill(alice, count)

    with django_assert_num_queries(8):
        client.get("/@alice/")


@pytest.mark.parametrize("count", [1, 30])
def test_a_member_s_look_at_a_profile_takes_ten_queries(
    signed_in, alice, bob, django_assert_num_queries, count
):
    fill(alice, count)
    client = signed_in(bob)

    with django_assert_num_queries(10):  # one of them for the number of notices
        client.get("/@alice/")


def test_only_the_follow_button_of_others_is_offered(signed_in, alice, bob, carol):
    assert 'action="/@alice/follow/"' in signed_in(carol).get("/@alice/").content.decode()
    assert 'action="/@alice/unfollow/"' in signed_in(bob).get("/@alice/").content.decode()
    assert "/@alice/follow/" not in signed_in(alice).get("/@alice/").content.decode()


def test_who_follows_back_is_said(signed_in, alice, bob):
    assert "follows you" in signed_in(alice).get("/@bob/").content.decode()
    assert "follows you" not in signed_in(bob).get("/@alice/").content.decode()


def test_unblocking_opens_the_profile_again(signed_in, alice, mallory):
    social.unblock(mallory, by=alice)

    assert signed_in(mallory).get("/@alice/").status_code == 200


@pytest.mark.parametrize(
    "address", ["/@a/", "/@" + "a" * 21 + "/", "/@al ice/", "/@älice/", "/@alice%00/", "/@alice%FF/", "/@/"]
)
def test_addresses_of_nobody(client, alice, address):
    assert client.get(address).status_code in {400, 404}


def test_a_profile_is_not_posted_to(client, alice):
    assert client.post("/@alice/").status_code == 405
