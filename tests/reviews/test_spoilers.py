"""Spoilers inside a text: to whom they stand open on pages, and that nothing else lets a word of them out."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.queries.events import beginning
from activity.queries.feed import KINDS, feed_page
from reviews.actions.comments import comment
from reviews.actions.entries import Viewing, edit_entry
from reviews.actions.likes import like_review
from reviews.actions.marks import watch
from reviews.models import Entry
from social import actions as social
from tests.factories import a_film, a_member, a_review
from tests.reviews.worlds import HTMX

pytestmark = pytest.mark.django_db
INLINE, SCOPED = "Quecksilber", "Tourmaline"
SHUT = "<span hidden>{}</span>"


@pytest.fixture
def solaris(db):
    return a_film("Solaris", 1972)


@pytest.fixture
def review(alice, her, solaris):
    return a_review(alice, her, f"It is ||{INLINE}|| and ||film:{solaris.slug} {SCOPED}|| at once.")


def is_open(client, address, word, **headers):
    """Whether the word stands on the page without a cover; it stands there in any case."""
    content = client.get(address, headers=headers).content.decode()
    assert word in content
    return SHUT.format(word) not in content


def places(review):
    """Every page with the text of the review on it."""
    return [
        (review.url, {}),
        (f"/entries/{review.pk}/text/", HTMX),
        (f"/film/{review.film.slug}/", {}),
        (f"/film/{review.film.slug}/reviews/", {}),
        (f"/@{review.author.username}/", {}),
        ("/reviews/?sort=newest", {}),
    ]


def opened(client, review, word):
    return {address for address, headers in places(review) if is_open(client, address, word, **headers)}


def test_a_spoiler_is_open_to_its_author_and_to_who_has_seen_the_film(review, alice, carol, her, signed_in):
    everywhere = {address for address, _ in places(review)}
    assert opened(signed_in(alice), review, INLINE) == everywhere
    assert opened(signed_in(alice), review, SCOPED) == everywhere
    assert opened(Client(), review, INLINE) == set()
    assert opened(signed_in(carol), review, INLINE) == set()

    watch(her, by=carol)

    assert opened(signed_in(carol), review, INLINE) == everywhere
    assert opened(signed_in(carol), review, SCOPED) == set()


def test_a_spoiler_of_another_film_opens_with_that_film(review, carol, solaris, signed_in):
    assert opened(signed_in(carol), review, SCOPED) == set()

    watch(solaris, by=carol)

    assert opened(signed_in(carol), review, SCOPED) == {address for address, _ in places(review)}
    assert opened(signed_in(carol), review, INLINE) == set()


def test_spoilers_in_comments_and_earlier_versions_open_to_the_same_people(
    review, alice, carol, her, solaris, signed_in
):
    comment(review, f"||{INLINE}s|| ||film:{solaris.slug} {SCOPED}s||", by=carol)
    edit_entry(review, Viewing(text=f"{review.text} Still.", shows_history=True))
    reader = a_member()
    history = f"{review.url}history/"
    assert not is_open(signed_in(reader), review.url, f"{SCOPED}s")
    assert not is_open(signed_in(reader), history, SCOPED)
    assert is_open(signed_in(carol), review.url, f"{SCOPED}s")
    assert is_open(signed_in(alice), history, SCOPED)

    watch(solaris, by=reader)

    assert is_open(signed_in(reader), review.url, f"{SCOPED}s")
    assert is_open(signed_in(reader), history, SCOPED)
    assert not is_open(signed_in(reader), review.url, f"{INLINE}s")


def test_only_spoilers_of_other_films_cost_a_query(alice, carol, her, review, signed_in):
    client = signed_in(carol)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get("/film/her-2013/reviews/")
        return len(asked)

    queries()
    with_another = queries()
    Entry.objects.filter(pk=review.pk).update(lead_html="<p>Nothing.</p>", text_html="<p>Nothing.</p>")

    assert queries() == with_another - 1


def leaving(review):
    """Addresses that are read elsewhere or show only a few words, with what each has of the review in any case."""
    address = f"http://testserver{review.url}"
    return {
        f"/@{review.author.username}/rss/": "Her",
        "/film/her-2013/rss/": "Her",
        f"/@{review.author.username}/tag/velvet/rss/": "Her",
        f"/oembed/?url={address}": "Her",
        f"{review.url}share/": "Her",
    }


@pytest.mark.parametrize("covers_all", [False, True])
def test_no_word_of_a_spoiler_leaves_the_site(alice, her, covers_all):
    words = f"Before ||{INLINE}|| after." if not covers_all else f"Before {INLINE} after."
    review = a_review(alice, her, words, has_spoilers=covers_all, tags=["velvet"])

    for address, known in leaving(review).items():
        content = Client().get(address).content.decode()
        assert known in content, address
        assert INLINE not in content, address
    head, _, _ = Client().get(review.url).content.decode().partition("<main")
    assert "og:description" in head
    assert INLINE not in head


@pytest.mark.parametrize("covers_all", [False, True])
def test_no_word_of_a_spoiler_is_told_in_the_feed_and_in_notices(alice, bob, her, covers_all, signed_in):
    reader = a_member("reader")
    social.follow(bob, by=reader)
    words = f"Before ||{INLINE}|| @reader." if not covers_all else f"Before {INLINE} @reader."
    review = a_review(alice, her, words, has_spoilers=covers_all)
    like_review(review, by=bob)
    page = feed_page(reader, beginning(), KINDS)
    told = [picture.said for row in page.rows for picture in row.pictures]

    assert told
    assert INLINE not in "".join(told)
    for address in ("/notifications/", "/search/?q=Before&kind=reviews"):
        content = signed_in(reader).get(address).content.decode()
        assert INLINE not in content or SHUT.format(INLINE) in content or 'class="spoiler"' in content
