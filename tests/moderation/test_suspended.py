"""Who is suspended reads everything, goes on with a diary for themselves, and does nothing that others would see."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from accounts.actions import Suspended
from reviews.actions.audiences import give_to_all
from reviews.actions.entries import Viewing, delete_entry, edit_entry
from reviews.actions.likes import like_review
from reviews.models import Entry, ReviewLike
from social import actions as social
from social.models import Audience, Follow
from tests.factories import a_review

SAID = "The moderators have suspended you from writing until"


@pytest.fixture
def suspended(carol):
    carol.suspended_until = timezone.now() + datetime.timedelta(days=3)
    carol.save()
    return carol


@pytest.fixture
def client(signed_in, suspended):
    return signed_in(suspended)


def test_they_log_for_themselves_and_for_nobody_else(client, suspended, her):
    typed = {"watched_on": "2026-11-14", "text": "All my words."}

    answer = client.post(f"{her.url}log/", {**typed, "audience": "everyone"})
    assert answer.status_code == 422
    assert SAID in answer.content.decode()
    assert "All my words." in answer.content.decode()

    assert client.post(f"{her.url}log/", {**typed, "audience": "me"}).status_code == 302
    assert Entry.objects.get().audience == Audience.ME


def test_old_entries_are_not_opened_or_changed_for_others(client, suspended, her):
    own = a_review(suspended, her, audience=Audience.ME)
    with pytest.raises(Suspended):
        edit_entry(own, Viewing(text="For all."))
    with pytest.raises(Suspended):
        give_to_all(suspended, audience=Audience.EVERYONE)

    answer = client.post(
        "/settings/privacy/",
        {
            "default_audience": "everyone",
            "watchlist_audience": "everyone",
            "comments_from": "everyone",
            "apply_to_all": "on",
        },
    )

    assert SAID in answer.content.decode()
    edit_entry(own, Viewing(text="For me.", audience=Audience.ME))
    assert Entry.objects.get().text == "For me."


def test_what_they_deleted_comes_back_for_themselves_alone(client, suspended, her):
    for_all, for_me = (
        Entry.objects.create(author=suspended, film=her, text="Words.", audience=audience)
        for audience in (Audience.EVERYONE, Audience.ME)
    )
    for entry in (for_all, for_me):
        delete_entry(entry)

    assert SAID in client.post(f"/entries/{for_all.pk}/restore/", follow=True).content.decode()
    client.post(f"/entries/{for_me.pk}/restore/")

    assert list(Entry.objects.standing()) == [for_me]


def test_they_neither_like_nor_follow_but_take_back(client, signed_in, alice, suspended, her):
    review = a_review(alice, her)

    for address in (f"/entries/{review.pk}/like/", f"{alice.url}follow/"):
        assert SAID in client.post(address, follow=True).content.decode()
    assert not ReviewLike.objects.exists()
    assert not Follow.objects.exists()

    suspended.suspended_until = None
    suspended.save()
    like_review(review, by=suspended)
    social.follow(alice, by=suspended)
    suspended.suspended_until = timezone.now() + datetime.timedelta(days=3)
    suspended.save()
    client.post(f"/entries/{review.pk}/unlike/")
    client.post(f"{alice.url}unfollow/")
    assert not ReviewLike.objects.exists()
    assert not Follow.objects.exists()


def test_their_profile_stays_as_it_is_and_their_settings_are_theirs(client, suspended):
    typed = {"bio": "", "time_zone": "UTC", "theme": "dark"}

    answer = client.post("/settings/", {**typed, "bio": "Buy here."})
    assert answer.status_code == 422
    assert SAID in answer.content.decode()

    assert client.post("/settings/", typed).status_code == 302
    suspended.refresh_from_db()
    assert (suspended.bio, suspended.theme) == ("", "dark")
