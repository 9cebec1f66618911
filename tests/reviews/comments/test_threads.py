"""Who hears of new comments: three states, and what commenting does about them."""

from __future__ import annotations

import pytest

from reviews.actions.threads import subscribe, unsubscribe
from reviews.models import ThreadSubscription
from reviews.queries.comments import WILL_HEAR, WILL_NOT_HEAR, bell_of, reviews_with_thread
from tests.factories import a_comment, a_review
from tests.reviews.worlds import HTMX


@pytest.fixture
def review(alice, her):
    return a_review(alice, her)


def bell(review, member) -> tuple[bool, str]:
    [found] = reviews_with_thread(review.pk, member)
    shown = bell_of(found, member)
    return shown.hears, shown.foretold


def test_the_author_of_a_review_hears_of_comments_until_they_do_not_want_to(alice, review):
    assert bell(review, alice) == (True, "")

    unsubscribe(review, by=alice)
    a_comment(alice, review)

    assert bell(review, alice) == (False, WILL_NOT_HEAR)


def test_commenting_subscribes_and_the_bell_says_so_before(bob, review):
    assert bell(review, bob) == (False, WILL_HEAR)

    a_comment(bob, review)

    assert bell(review, bob) == (True, "")


def test_who_switched_it_off_stays_so_when_they_comment(bob, review):
    for _ in range(2):
        subscribe(review, by=bob)
    for _ in range(2):
        unsubscribe(review, by=bob)

    a_comment(bob, review)

    assert bell(review, bob) == (False, WILL_NOT_HEAR)
    assert ThreadSubscription.objects.count() == 1


def test_who_cannot_comment_is_promised_nothing(alice, bob, review):
    type(alice).objects.filter(pk=alice.pk).update(comments_from="nobody")

    assert bell(review, bob) == (False, "")


def test_the_bell_answers_in_place_and_leads_back_without_scripts(bob, review, signed_in):
    client = signed_in(bob)

    rung = client.post(f"/entries/{review.pk}/subscribe/", headers=HTMX).content.decode()
    back = client.post(f"/entries/{review.pk}/unsubscribe/")

    assert "Notified" in rung
    assert f'action="/entries/{review.pk}/unsubscribe/"' in rung
    assert (back.status_code, back["Location"]) == (302, f"{review.url}#comments")
    assert bell(review, bob)[0] is False


def test_a_bell_on_a_review_one_cannot_read_is_not_there(mallory, review, signed_in, client):
    for verb in ("subscribe", "unsubscribe"):
        assert signed_in(mallory).post(f"/entries/{review.pk}/{verb}/").status_code == 404
        assert client.post(f"/entries/{review.pk}/{verb}/")["Location"].startswith("/accounts/login/")
