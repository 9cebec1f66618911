"""Leaving for good: everything of the person goes, and every counter follows."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.management import call_command
from PIL import Image

from accounts import actions
from accounts.models import Member
from reviews.actions.favourites import set_favourites
from reviews.actions.likes import like_review
from reviews.actions.marks import add_to_watchlist, rate
from reviews.models import Entry, FilmStats, MemberStats, ReviewLike
from social import actions as social
from social.models import FollowCounts
from tests.factories import PASSWORD, a_film, a_member, a_review

DELETE = "/settings/delete/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def lived_in(alice, bob, carol, her):
    """Alice has written, rated, liked, followed and been liked."""
    hers, his = a_review(alice, her, rating=9, liked=True), a_review(bob, her, rating=4)
    like_review(hers, by=bob)
    like_review(his, by=alice)
    like_review(his, by=carol)
    rate(a_film("Yi Yi", 2000), rating=10, by=alice)
    add_to_watchlist(a_film("M", 1931), by=alice)
    set_favourites(alice, [her])
    social.follow(bob, by=alice)
    social.block(a_member("mallory"), by=alice)
    actions.change_username(alice, username="alicia")
    return her


def rows_of(member_id: int) -> list[str]:
    """Where rows of this member stand."""
    return [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.related_model
        and field.related_model._meta.concrete_model is Member
        and model._meta.managed
        and not model._meta.proxy
        and model._default_manager.filter(**{field.name: member_id}).exists()
    ]


def test_everything_of_the_person_goes(signed_in, alice, lived_in):
    assert len(rows_of(alice.pk)) > 8

    response = signed_in(alice).post(DELETE, {"password": PASSWORD})

    assert (response.status_code, response.url) == (302, "/")
    assert rows_of(alice.pk) == []
    assert not Member.objects.filter(pk=alice.pk).exists()


def test_every_counter_follows(signed_in, alice, bob, lived_in):
    signed_in(alice).post(DELETE, {"password": PASSWORD})

    film = FilmStats.objects.get(film=lived_in)
    assert (film.watched_count, film.liked_count, film.reviews_count, film.ratings_count) == (1, 0, 1, 1)
    assert Entry.objects.get().stats.likes_count == 1
    counts = FollowCounts.objects.get(member=bob)
    assert (counts.followers, counts.following) == (0, 0)
    assert MemberStats.objects.get(member=bob).reviews_count == 1
    call_command("recount", "--check")


def test_others_keep_what_is_theirs(signed_in, alice, bob, carol, lived_in):
    signed_in(alice).post(DELETE, {"password": PASSWORD})

    assert Entry.objects.get().author == bob
    assert ReviewLike.objects.get().member == carol


def test_the_pages_are_gone_and_so_is_the_old_name(signed_in, client, alice, lived_in):
    signed_in(alice).post(DELETE, {"password": PASSWORD})

    assert client.get("/@alicia/").status_code == 404
    assert client.get("/@alice/").status_code == 404
    assert client.get("/@alicia/film/her-2013/").status_code == 404


def test_one_is_signed_out_everywhere_and_told_good_bye(signed_in, alice):
    here, elsewhere = signed_in(alice), signed_in(alice)

    response = here.post(DELETE, {"password": PASSWORD}, follow=True)

    assert "Good-bye" in response.content.decode()
    assert "_auth_user_id" not in here.session
    assert elsewhere.get("/settings/").status_code == 302


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), PASSWORD + " "])
def test_it_takes_the_password(signed_in, alice, password):
    response = signed_in(alice).post(DELETE, {"password": password})

    assert response.status_code == 422
    assert Member.objects.filter(pk=alice.pk).exists()


def test_guessing_the_password_here_is_limited(signed_in, alice):
    client = signed_in(alice)

    answers = [client.post(DELETE, {"password": "wrong"}).status_code for _ in range(5)]

    assert answers == [422] * 5
    assert client.post(DELETE, {"password": PASSWORD}).status_code == 429


def test_looking_at_the_page_deletes_nothing(signed_in, alice):
    assert signed_in(alice).get(DELETE).status_code == 200
    assert Member.objects.filter(pk=alice.pk).exists()


def test_visitors_sign_in_first(client):
    assert client.post(DELETE, {"password": PASSWORD}).url == "/accounts/login/?next=%2Fsettings%2F"


def test_the_picture_goes_too_unless_somebody_else_shows_the_same(signed_in, alice, bob):
    picture = Image.new("RGB", (200, 200), (200, 30, 30))
    for member in (alice, bob):
        actions.set_avatar(member, picture)
    name = f"avatars/{alice.avatar}-192.webp"

    signed_in(alice).post(DELETE, {"password": PASSWORD})
    assert default_storage.exists(name)

    signed_in(bob).post(DELETE, {"password": PASSWORD})
    assert not default_storage.exists(name)
