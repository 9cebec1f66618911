"""Liking reviews: on, off, again, refused, and who liked."""

from __future__ import annotations

import pytest
from django.test import Client

from reviews.actions import likes
from reviews.models import Entry, ReviewLike, ReviewStats
from tests.factories import a_member, a_review, an_entry
from tests.reviews.worlds import HTMX

HER = "/@alice/film/her-2013/"


@pytest.fixture
def review(alice, her) -> Entry:
    return a_review(alice, her)


def press(client: Client, act: str, entry: Entry, headers=HTMX, **said: str):
    return client.post(f"/entries/{entry.pk}/{act}/", said, headers=headers)


def test_a_like_may_be_given_twice_and_taken_back_twice(bob, review, signed_in):
    client = signed_in(bob)

    on = [press(client, "like", review).content.decode() for _ in range(2)]
    assert ReviewStats.objects.get(entry=review).likes_count == 1
    off = [press(client, "unlike", review).content.decode() for _ in range(2)]

    assert not ReviewLike.objects.exists()
    assert all("like__button--on" in button and "1 like<" in button for button in on)
    assert not any("like__button--on" in button or "1 like<" in button for button in off)


def test_the_answer_is_the_button_alone_under_the_same_id(bob, review, signed_in):
    button = press(signed_in(bob), "like", review).content.decode()

    assert f'id="like-{review.pk}"' in button
    assert f'id="like-{review.pk}-button"' in button
    assert "<html" not in button


def test_a_plain_form_leads_to_the_review_or_to_the_page_it_names(bob, review, signed_in):
    client = signed_in(bob)

    assert press(client, "like", review, headers={})["Location"] == HER
    named = press(client, "unlike", review, headers={}, next="/reviews/#review-1")
    assert named["Location"] == "/reviews/#review-1"


def test_ones_own_review_cannot_be_liked_and_it_is_said_why(alice, review, signed_in):
    response = press(signed_in(alice), "like", review)

    assert response.status_code == 422
    assert "cannot be liked" in response.content.decode()
    plain = press(signed_in(alice), "like", review, headers={})
    assert plain["Location"] == HER
    assert not ReviewLike.objects.exists()


def test_an_entry_without_text_cannot_be_liked(alice, bob, her, signed_in):
    entry = an_entry(alice, her)

    assert press(signed_in(bob), "like", entry).status_code == 422
    assert not ReviewLike.objects.exists()


def test_the_author_and_visitors_have_no_button_to_press(alice, bob, review, signed_in):
    likes.like_review(review, by=bob)

    own, visitors = signed_in(alice).get(HER).content.decode(), Client().get(HER).content.decode()

    for page in (own, visitors):
        assert f"/entries/{review.pk}/like/" not in page
        assert f'href="{HER}likes/"' in page
    assert "/accounts/login/?next=/%40alice/film/her-2013/" in visitors


def test_visitors_sign_in_and_come_back_to_the_review(review):
    plain, htmx = press(Client(), "like", review, headers={}), press(Client(), "like", review)

    assert plain["Location"] == "/accounts/login/?next=%2F%40alice%2Ffilm%2Fher-2013%2F"
    assert htmx["HX-Redirect"] == plain["Location"]
    assert not ReviewLike.objects.exists()


def test_visitors_learn_nothing_of_what_is_hidden(alice, her):
    hidden = a_review(alice, her, audience="me")

    assert press(Client(), "like", hidden, headers={})["Location"] == "/accounts/login/?next=%2F"


def test_nothing_changes_by_following_a_link(bob, review, signed_in):
    for act in ("like", "unlike"):
        assert signed_in(bob).get(f"/entries/{review.pk}/{act}/").status_code == 405


def test_who_liked_is_listed_latest_first(bob, carol, review):
    likes.like_review(review, by=bob)
    likes.like_review(review, by=carol)

    page = Client().get(f"{HER}likes/").content.decode()

    assert "2 likes" in page
    assert page.index("@carol") < page.index("@bob")


def test_whom_the_viewer_blocked_is_not_among_them(bob, carol, review, signed_in):
    from social import actions as social

    likes.like_review(review, by=bob)
    likes.like_review(review, by=carol)
    social.block(bob, by=carol)

    assert "@bob" not in signed_in(carol).get(f"{HER}likes/").content.decode()


def test_an_entry_without_text_has_no_page_of_likes(alice, her):
    an_entry(alice, her)

    assert Client().get(f"{HER}likes/").status_code == 404


def test_many_likes_come_in_pages(review):
    for _ in range(51):
        likes.like_review(review, by=a_member())

    first = Client().get(f"{HER}likes/").context["page"]
    second = Client().get(first.next_url).context["page"]

    assert [len(first.rows), len(second.rows)] == [50, 1]
    assert len({like.pk for like in first.rows + second.rows}) == 51


@pytest.mark.parametrize("act", ["like", "unlike"])
@pytest.mark.parametrize("number", [999_999, 2**63, 10**30])
def test_what_is_no_review_cannot_be_liked_or_unliked(bob, signed_in, act, number):
    assert signed_in(bob).post(f"/entries/{number}/{act}/").status_code == 404
