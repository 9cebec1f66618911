"""What members think of a film, on its page."""

from __future__ import annotations

from django.test import Client

from films.actions.films import retire_film
from films.models import Role
from reviews.actions import likes, marks
from social.models import Audience
from tests.factories import a_credit, a_film, a_member, a_review
from tests.films.pages import page_of


def test_the_average_is_shown_from_three_ratings_on_and_leads_to_its_formula(her):
    marks.rate(her, rating=10, by=a_member())
    marks.rate(her, rating=10, by=a_member())
    assert "histogram__average" not in page_of(her)
    marks.rate(her, rating=10, by=a_member())

    # (3 × 10 + 5 × 7) / 8 half-stars
    assert (
        '<a class="histogram__average" href="/film/her-2013/ratings/"><span class="visually-hidden">Average rating: </span>4.1</a>'
        in page_of(her)
    )


def test_each_bar_of_the_histogram_leads_to_its_members(her):
    marks.rate(her, rating=7, by=a_member())
    page = page_of(her)

    assert [f'href="/film/her-2013/ratings/{rating}/"' in page for rating in range(1, 11)] == [True] * 10


def test_a_film_that_nobody_rated_has_no_bars(her):
    page = page_of(her)

    assert "Nobody has rated it yet" in page
    assert "histogram__bar" not in page


def test_counts_lead_to_who_is_behind_them(her):
    for _ in range(3):
        marks.like_film(her, by=(member := a_member()))
        marks.watch(her, by=member)
    marks.add_to_watchlist(her, by=a_member())
    page = page_of(her)

    assert '<a href="/film/her-2013/members/">Watched by 3</a>' in page
    assert '<a href="/film/her-2013/likes/">3 likes</a>' in page
    assert "on 1 watchlist<" in page


def test_visitors_are_asked_to_sign_in_where_members_have_their_panel(her, alice, signed_in):
    marks.watch(her, by=alice)

    assert "Sign in to log, rate and review" in page_of(her)
    assert "/film/her-2013/unwatch/" in page_of(her, signed_in(alice))


def test_reviews_are_popular_first_or_newest_first(her, alice, bob, carol):
    liked, newer = a_review(alice, her, "Liked words."), a_review(carol, her, "Newer words.")
    likes.like_review(liked, by=bob)
    popular, recent = page_of(her), page_of(her, reviews="recent")

    assert popular.index("Liked words.") < popular.index("Newer words.")
    assert recent.index("Newer words.") < recent.index("Liked words.")
    assert newer.pk > liked.pk


def test_reviews_from_people_you_follow_are_a_tab_of_members(her, alice, bob, carol, signed_in):
    a_review(alice, her, "Alice’s words.")
    a_review(carol, her, "Carol’s words.")
    page = page_of(her, signed_in(bob), reviews="following")

    assert "Alice’s words." in page
    assert "Carol’s words." not in page
    assert "From people you follow" not in page_of(her)
    assert Client().get(f"{her.url}?reviews=following").status_code == 404


def test_only_readable_reviews_are_shown(her, alice, bob, mallory, signed_in):
    a_review(alice, her, "For everyone.")
    a_review(alice, her, "For followers.", audience=Audience.FOLLOWERS)
    a_review(alice, her, "For herself.", audience=Audience.ME)

    def shown(client=None):
        page = page_of(her, client)
        return [words for words in ("For everyone.", "For followers.", "For herself.") if words in page]

    assert shown() == ["For everyone."]
    assert shown(signed_in(bob)) == ["For everyone.", "For followers."]
    assert shown(signed_in(alice)) == ["For everyone.", "For followers.", "For herself."]
    assert shown(signed_in(mallory)) == []


def test_a_few_reviews_are_shown_and_all_are_linked(her):
    for number in range(9):
        a_review(a_member(), her, f"Words {number}.")
    page = page_of(her)

    assert page.count('<article class="review') == 6
    assert '<a class="link" href="/film/her-2013/reviews/?sort=popular">All reviews' in page
    assert 'href="/film/her-2013/reviews/?sort=newest"' in page_of(her, reviews="recent")


def test_there_is_no_fourth_order_of_reviews(her):
    assert Client().get(f"{her.url}?reviews=loudest").status_code == 404


def test_people_you_follow_who_watched_it_stand_at_the_side(her, alice, bob, carol, signed_in):
    marks.rate(her, rating=9, by=alice)
    marks.watch(her, by=carol)
    side = page_of(her, signed_in(bob)).split("Watched by people you follow")[1]

    assert 'href="/@alice/"' in side
    assert "4.5 out of 5 stars" in side
    assert 'href="/@carol/"' not in side
    assert "Watched by people you follow" not in page_of(her)


def test_other_films_of_the_director_stand_at_the_side(her):
    director = her.credits.get(role=Role.DIRECTOR).person
    a_credit(a_film("Being John Malkovich", 1999), director, role=Role.DIRECTOR)
    retired = a_film("Gone", 2001)
    a_credit(retired, director, role=Role.DIRECTOR)
    retire_film(retired)
    side = page_of(her).split("Also by Spike Jonze")[1]

    assert "/film/being-john-malkovich-1999/" in side
    assert "/film/gone-2001/" not in side
    assert 'href="/film/her-2013/"' not in side
