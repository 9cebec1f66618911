"""Blind mode: before a member has rated a film, no address shows them what others think of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from activity.queries.events import beginning
from activity.queries.feed import KINDS, feed_page
from reviews.actions import marks
from tests.conventions.audience_table import SHOWS
from tests.conventions.audience_world import EARLIER, FANS, WORDS, World, a_world
from tests.factories import a_member

pytestmark = pytest.mark.django_db

# What bob, who follows alice, may read at the addresses of the table and at a few more.
MORE = (
    "/film/her-2013/ratings/",
    "/film/her-2013/members/",
    "/film/her-2013/similar/",
    "/film/her-2013/likes/",
    "/film/her-2013/log/?answers={entry.pk}",
    "/@alice/films/",
    "/@alice/diary/",
    "/@alice/diary/?rating=9",
    "/@alice/diary/?year=2026",
    "/@alice/likes/films/",
    "/film/her-2013/reviews/?sort=highest",
    "{entry.url}share/",
    "/notifications/",
    "/films/?sort=highest",
)
OUTSIDE = ("rss/", ".csv", ".ics", ".png", ".xml", "/oembed/")  # for everybody and nobody, whoever asks
STARS = 'class="stars stars--'
HISTOGRAM = ("histogram__average", "histogram__bar")


@pytest.fixture
def world(db) -> World:
    return a_world("everyone")


@pytest.fixture
def bob(world) -> Member:
    """In blind mode from now on; a third rating makes an average of the film."""
    Member.objects.filter(username="bob").update(blind=True)
    marks.rate(world.her, rating=8, by=a_member())
    marks.rate(world.her, rating=6, by=Member.objects.get(username="fan"))
    return Member.objects.get(username="bob")


def addresses(world: World) -> list[str]:
    looks = [look.path for looks in SHOWS.values() for look in looks]
    return [world.address(path) for path in dict.fromkeys((*looks, *MORE)) if not is_outside(path)]


def is_outside(path: str) -> bool:
    return any(sign in path for sign in OUTSIDE)


def pages(world: World) -> dict[str, str]:
    """What bob is shown at each address, without what he has in the form of the panel himself."""
    client = world.clients["bob"]
    found = {}
    for address in addresses(world):
        headers = {"HX-Request": "true"} if "/text/" in address else {}
        found[address] = client.get(address, headers=headers).content.decode().replace(f'value="{WORDS}"', "")
    return found


def given_away(page: str) -> set[str]:
    """Words of reviews, and the marks of stars and averages, that stand on the page."""
    page = page.replace(f"q={WORDS}", "").replace(f"“{WORDS}”", "").replace(f"{WORDS} ·", "")
    return {sign for sign in (WORDS, EARLIER, FANS, STARS, *HISTOGRAM) if sign in page}


def test_before_rating_a_film_nothing_of_what_others_think_is_on_any_page(world, bob):
    wrong = {
        address: signs
        for address, page in pages(world).items()
        # The bars of a member's profile are of all their films.
        if (signs := given_away(page) - ({"histogram__bar"} if address == "/@alice/" else set()))
    }

    assert not wrong, wrong


def test_after_rating_it_all_of_that_is_there(world, bob):
    marks.rate(world.her, rating=7, by=bob)

    found = pages(world)
    assert set.union(*map(given_away, found.values())) == {WORDS, EARLIER, FANS, STARS, *HISTOGRAM}
    for look in (look for looks in SHOWS.values() for look in looks if look.finds == WORDS):
        if "bob" in look.to("everyone") and not is_outside(look.path):
            assert WORDS in found[world.address(look.path)], look.path
    for address in ("members/", "ratings/", "likes/"):
        assert STARS in found[f"/film/her-2013/{address}"], address
    for address in ("", "diary/", "films/", "reviews/"):
        assert STARS in found[f"/@alice/{address}"], address


def test_the_page_of_a_film_shows_it_all_to_who_asks(world, bob):
    client = world.clients["bob"]
    for path in ("/film/her-2013/", "/film/her-2013/reviews/", "{entry.url}", "/entries/{entry.pk}/text/"):
        address = world.address(path)
        headers = {"HX-Request": "true"} if "/text/" in address else {}
        assert "?open=1" in client.get(address, headers=headers).content.decode(), address
        assert WORDS in client.get(f"{address}?open=1", headers=headers).content.decode(), address
    assert WORDS not in client.get("/film/her-2013/").content.decode()


def test_the_feed_and_what_is_left_of_a_like_say_nothing(world, bob):
    page = feed_page(bob, beginning(), KINDS)
    assert page.rows
    for row in page.rows:
        assert all(card.html == "" for card in row.cards if card.review.film_id == world.her.pk)
        assert all((picture.said, picture.rating) == ("", None) for picture in row.pictures)


def test_ones_own_words_and_stars_are_always_shown(world, bob):
    alice = world.alice
    marks.unrate(world.her, by=alice)
    Member.objects.filter(pk=alice.pk).update(blind=True)
    page = world.clients["alice"].get(world.entry.url).content.decode()

    assert WORDS in page
    assert STARS in page
    assert FANS not in page


def test_everybody_else_pays_no_query_and_a_blind_member_one(world, bob):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            world.clients["bob"].get("/film/her-2013/reviews/")
        return len(asked)

    queries()
    blind = queries()
    Member.objects.filter(pk=bob.pk).update(blind=False)

    assert queries() == blind - 1


def test_no_order_says_which_ratings_are_higher(world, bob):
    client, lists = world.clients["bob"], ("/@alice/films/?sort=highest", "/@alice/reviews/?sort=lowest")
    assert all(world.her.url not in client.get(address).content.decode() for address in lists)
    assert client.get("/film/her-2013/reviews/?sort=highest").context["sort"] == "popular"

    marks.rate(world.her, rating=7, by=bob)

    assert all(world.her.url in client.get(address).content.decode() for address in lists)
    assert client.get("/film/her-2013/reviews/?sort=highest").context["sort"] == "highest"
