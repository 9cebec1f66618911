"""What members wrote, marked and rated about one film."""

from __future__ import annotations

import pytest
from django.test import Client

from reviews.actions import likes, marks
from reviews.models import Entry
from social import actions as social
from tests.factories import a_film, a_member, a_review
from tests.reviews.worlds import add_rows

HER = "/film/her-2013/"


def authors_on(address: str, client: Client | None = None) -> list[str]:
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return [card.review.author.username for card in response.context["cards"]]


@pytest.fixture
def three(alice, bob, carol, her):
    """Rated 9, 4 and not at all; carol's has two likes, bob's one."""
    a_review(alice, her, rating=9)
    likes.like_review(a_review(bob, her, rating=4), by=alice)
    last = a_review(carol, her)
    likes.like_review(last, by=alice)
    likes.like_review(last, by=bob)


@pytest.mark.parametrize(
    ("query", "authors"),
    [
        ("", ["carol", "bob", "alice"]),
        ("?sort=newest", ["carol", "bob", "alice"]),
        ("?sort=oldest", ["alice", "bob", "carol"]),
        ("?sort=highest", ["alice", "bob"]),
        ("?sort=lowest", ["bob", "alice"]),
        ("?rating=9", ["alice"]),
        ("?rating=3", []),
        ("?sort=oldest&rating=", ["alice", "bob", "carol"]),
    ],
)
def test_reviews_are_sorted_and_filtered(three, query, authors):
    assert authors_on(f"{HER}reviews/{query}") == authors


def test_reviews_from_people_one_follows(three, bob, signed_in):
    assert authors_on(f"{HER}reviews/?from=following", signed_in(bob)) == ["alice"]
    assert Client().get(f"{HER}reviews/?from=following").status_code == 302


@pytest.mark.parametrize("sort", ["popular", "newest", "oldest", "highest", "lowest"])
def test_every_order_comes_in_pages_with_each_review_once(alice, bob, her, sort, monkeypatch):
    monkeypatch.setattr("reviews.views.about_film.REVIEWS_A_PAGE", 4)
    add_rows(alice, bob, her, 9)
    seen, address = [], f"{HER}reviews/?sort={sort}"
    while address:
        page = Client().get(address).context["page"]
        seen += [review.pk for review in page.rows]
        address = page.next_url

    assert len(seen) == len(set(seen)) == Entry.objects.about(her).reviews().count()


def test_a_film_without_reviews_asks_for_the_first(her):
    assert "Your words would be the first" in Client().get(f"{HER}reviews/").content.decode()


def test_members_are_those_who_watched_it(alice, bob, carol, her):
    marks.rate(her, rating=9, by=alice)
    marks.watch(her, by=bob)
    marks.add_to_watchlist(her, by=carol)

    assert [mark.member for mark in Client().get(f"{HER}members/").context["page"].rows] == [bob, alice]


def test_likes_are_those_who_like_it(alice, bob, her):
    marks.like_film(her, by=alice)
    marks.watch(her, by=bob)

    assert [mark.member for mark in Client().get(f"{HER}likes/").context["page"].rows] == [alice]


def test_whoever_one_has_a_block_with_is_not_among_them(alice, mallory, her, signed_in):
    for member in (alice, mallory):
        marks.like_film(her, by=member)

    assert [mark.member for mark in signed_in(alice).get(f"{HER}likes/").context["page"].rows] == [alice]
    assert [mark.member for mark in signed_in(mallory).get(f"{HER}members/").context["page"].rows] == []


def test_the_average_is_spelled_out_with_its_numbers(her):
    for rating in (10, 10, 7):
        marks.rate(her, rating=rating, by=a_member())

    page = " ".join(Client().get(f"{HER}ratings/").content.decode().split())

    assert "3 members have rated" in page
    assert "plain mean of their ratings is <b>4.50</b>" in page
    assert "as if 5 more members had each given 3.5 stars" in page
    assert "(13.5 + 17.5) ÷ (3 + 5) = 3.875, shown as <b>3.9</b>" in page
    assert f'href="{HER}ratings/10/"' in page


def test_too_few_ratings_make_no_average(her):
    marks.rate(her, rating=10, by=a_member())

    page = Client().get(f"{HER}ratings/").content.decode()

    assert "too few for an average yet" in page
    assert "once at least 3 members have rated" in page


def test_a_film_nobody_rated_says_so(her):
    assert "Nobody has rated it yet" in Client().get(f"{HER}ratings/").content.decode()


def test_old_addresses_of_the_film_lead_on(her):
    from films.actions.films import settle_film

    her.slug = "her-by-spike-jonze"
    her.save()
    settle_film(her, former_slug="her-2013")

    for page in ("reviews", "members", "likes", "ratings"):
        assert Client().get(f"{HER}{page}/")["Location"] == f"/film/her-by-spike-jonze/{page}/"


def test_reviews_of_other_films_are_not_here(alice, her):
    a_review(alice, a_film())

    assert authors_on(f"{HER}reviews/") == []


def test_a_follower_who_was_blocked_reads_nothing_of_the_blocker(three, alice, bob, signed_in):
    social.block(bob, by=alice)

    assert authors_on(f"{HER}reviews/?sort=oldest", signed_in(bob)) == ["bob", "carol"]
