"""The settings of who sees what, and looking at oneself as a stranger."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Member
from reviews.models import Entry, FilmStats, MemberStats
from social import actions
from social.models import Audience
from tests.factories import a_film, a_review

pytestmark = pytest.mark.django_db
SAID = {
    "default_audience": "everyone",
    "watchlist_audience": "everyone",
    "comments_from": "everyone",
    "single_keys": "on",
}


def saved(client: Client, **said: str) -> str:
    return client.post("/settings/privacy/", SAID | said, follow=True).content.decode()


def test_all_that_is_chosen_is_saved(signed_in, alice):
    page = saved(
        signed_in(alice), is_private="on", default_audience="followers", comments_from="followed", blind="on"
    )

    alice.refresh_from_db()
    assert "Saved." in page
    assert (alice.is_private, alice.default_audience, alice.comments_from) == (True, "followers", "followed")
    assert (alice.blind, alice.single_keys) == (True, True)


def test_what_is_not_ticked_is_off_again(signed_in, alice):
    Member.objects.update(is_private=True, blind=True)

    signed_in(alice).post(
        "/settings/privacy/",
        {"default_audience": "me", "watchlist_audience": "me", "comments_from": "nobody"},
    )

    alice.refresh_from_db()
    assert (alice.is_private, alice.blind, alice.single_keys) == (False, False, False)


def test_a_choice_that_is_none_is_refused(signed_in, alice):
    answer = signed_in(alice).post(
        "/settings/privacy/", SAID | {"default_audience": "enemies", "blind": "on"}
    )

    assert answer.status_code == 422
    alice.refresh_from_db()
    assert not alice.blind


def test_a_new_default_leaves_older_entries_alone_unless_asked(signed_in, alice, her):
    a_review(alice, her)

    saved(signed_in(alice), default_audience="me")

    assert Entry.objects.get().audience == Audience.EVERYONE


def test_older_entries_follow_in_one_statement_and_are_counted(signed_in, alice, bob, her):
    for audience in (Audience.EVERYONE, Audience.EVERYONE, Audience.ME):
        a_review(alice, her, audience=audience)
    of_bob = a_review(bob, her)
    client = signed_in(alice)
    assert (
        "2 entries for everyone, 1 entry for you alone" in client.get("/settings/privacy/").content.decode()
    )

    page = saved(client, default_audience="me", apply_to_all="on")

    assert "2 older entries changed." in page
    assert set(Entry.objects.by(alice).values_list("audience", "reach")) == {("me", "me")}
    assert MemberStats.objects.get(member=alice).reviews_count == 0
    assert FilmStats.objects.get(film=her).reviews_count == 1
    of_bob.refresh_from_db()
    assert of_bob.audience == Audience.EVERYONE

    assert "3 older entries changed." in saved(client, default_audience="everyone", apply_to_all="on")
    assert MemberStats.objects.get(member=alice).reviews_count == 3


def test_opening_up_says_how_many_follow_now(signed_in, alice, carol):
    actions.go_private(alice)
    actions.follow(alice, by=carol)

    assert "1 member who had asked now follow" in saved(signed_in(alice))


def test_a_new_entry_starts_for_the_default_audience(signed_in, alice, her):
    Member.objects.update(default_audience="followers")

    page = signed_in(alice).get("/film/her-2013/log/").content.decode()

    assert page.count("checked") >= 1
    assert 'value="followers" required id="id_audience_1" checked' in " ".join(page.split()) or (
        'value="followers"' in page and page.split('value="followers"')[1].split(">")[0].count("checked") == 1
    )


def test_each_choice_says_who_will_see_it(signed_in, alice, bob, her):
    client = signed_in(alice)
    open_page = client.get("/film/her-2013/log/").content.decode()
    assert "Everyone can read it" in open_page
    assert "Only the one person who follows you can read it" in open_page
    assert "Only you can read it" in open_page

    actions.go_private(alice)

    page = client.get("/film/her-2013/log/").content.decode()
    assert "You are private: only the one person who follows you can read it" in page
    assert "Everyone can read it" not in page


def test_members_see_their_own_pages_as_strangers_do(signed_in, client, alice, her):
    a_review(alice, her, "Words for all.")
    a_review(alice, a_film("Ran", 1985), "Words for myself.", audience=Audience.ME)
    owner = signed_in(alice)
    assert "Words for myself." in owner.get("/@alice/").content.decode()

    for address in ("/@alice/", "/@alice/reviews/"):
        page = owner.get(f"{address}?as=stranger").content.decode()
        assert "Words for all." in page
        assert "Words for myself." not in page
        assert "Back to my own view" in page
    assert "Back to my own view" not in client.get("/@alice/?as=stranger").content.decode()
    diary = owner.get("/@alice/diary/?as=stranger").content.decode()
    assert "/film/ran-1985/" not in diary


def test_a_private_member_sees_how_little_a_stranger_sees(signed_in, alice):
    actions.go_private(alice)

    assert "This member is private" in signed_in(alice).get("/@alice/?as=stranger").content.decode()


def test_nobody_sees_others_as_strangers_do(signed_in, alice, bob, her):
    a_review(alice, her, "Words for followers.", audience=Audience.FOLLOWERS)

    page = signed_in(bob).get("/@alice/?as=stranger").content.decode()

    assert "Words for followers." in page
    assert "Back to my own view" not in page


def test_what_a_member_sees_as_a_stranger_is_kept_by_nobody(signed_in, alice):
    assert signed_in(alice).get("/@alice/?as=stranger")["Cache-Control"] == "private, no-cache"
