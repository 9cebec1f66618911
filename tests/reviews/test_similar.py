"""Films like one, with the reasons."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Member
from films.actions.films import retire_film
from films.models import Film, Person, Role
from reviews.actions import marks
from reviews.actions import similar as making
from reviews.actions.similar import find_similar
from reviews.models import Likeness, SimilarFilm
from reviews.queries.similar import first_films_like, keys_of_similar
from social.actions import go_private
from tests.factories import a_credit, a_film, a_member, a_person
from tests.films.pages import page_at
from tests.threads import at_once

SIMILAR = "/film/her-2013/similar/"
TITLE = re.compile(r'class="similar__title"><a href="[^"]*">([^<]*)<')


def titles_like(film: Film) -> list[str]:
    find_similar(film)
    return [one.other.title for one in first_films_like(film, at_most=20)]


def loved_by(film: Film, *members: Member) -> None:
    for number, member in enumerate(members):
        if number % 2:
            marks.like_film(film, by=member)
        else:
            marks.rate(film, rating=8, by=member)


@pytest.fixture
def lovers(her):
    """Five people who love Her."""
    members = [a_member() for _ in range(5)]
    loved_by(her, *members)
    return members


def test_what_is_loved_by_the_same_people_is_like_it(her, lovers):
    loved_by(a_film("Solaris"), *lovers[:4])

    assert titles_like(her) == ["Solaris"]
    assert "4 of 5 who love Her love it too" in page_at(SIMILAR)


def test_a_film_that_everybody_loves_says_less_than_one_that_only_they_love(her, lovers):
    niche, hit = a_film("Niche"), a_film("Hit")
    loved_by(niche, *lovers[:4])
    loved_by(hit, *lovers, *(a_member() for _ in range(40)))

    assert titles_like(her) == ["Niche", "Hit"]


def test_two_people_are_too_few_to_say_what_they_love(her, lovers):
    loved_by(a_film("Solaris"), *lovers[:2])

    assert titles_like(her) == []


def test_to_rate_a_film_lower_is_not_to_love_it(her, lovers):
    film = a_film("Solaris")
    for member in lovers:
        marks.rate(film, rating=7, by=member)

    assert titles_like(her) == []


def test_who_made_both_is_a_reason_and_a_part_beyond_the_leads_is_none(her):
    jonze, phoenix, extra = Person.objects.get(), a_person("Joaquin Phoenix"), a_person("Extra")
    adaptation, walk, crowd = a_film("Adaptation", 2002), a_film("Walk the Line", 2005), a_film("Crowd", 2001)
    a_credit(adaptation, jonze, role=Role.DIRECTOR)
    for film in (her, walk):
        a_credit(film, phoenix, billing=1)
        a_credit(film, phoenix, role=Role.WRITER)
    for film in (her, crowd):
        a_credit(film, extra, billing=40)

    assert titles_like(her) == ["Adaptation", "Walk the Line"]
    page = page_at(SIMILAR)
    assert "<li>Also directed by Spike Jonze</li>" in page
    assert "<li>Also with Joaquin Phoenix</li>" in page


def test_the_same_genres_are_a_reason(her):
    Film.objects.filter(pk=her.pk).update(genres=["drama", "romance"])
    a_film("Amour", 2012, genres=["drama", "romance"])
    a_film("Alien", 1979, genres=["horror"])

    assert titles_like(her) == ["Amour"]
    assert "Same genres: drama, romance" in page_at(SIMILAR)


def test_films_that_are_not_on_offer_are_left_out_at_once(her, lovers):
    film = a_film("Solaris")
    loved_by(film, *lovers)
    assert titles_like(her) == ["Solaris"]

    retire_film(film)

    assert titles_like(her) == []


def test_they_are_looked_for_anew_after_a_week(her, lovers):
    assert titles_like(her) == []
    loved_by(a_film("Solaris"), *lovers)
    assert titles_like(her) == []

    Likeness.objects.update(made_at=timezone.now() - datetime.timedelta(days=8))

    assert titles_like(her) == ["Solaris"]
    assert list(keys_of_similar(her)) == [Film.objects.get(title="Solaris").pk]


def test_private_members_count_without_their_names(her, lovers):
    loved_by(a_film("Solaris"), *lovers)
    for member in lovers:
        go_private(member)
    page = page_at(SIMILAR)

    assert "5 of 5 who love Her love it too" in page
    assert all(member.username not in page for member in lovers)


def test_in_blind_mode_nobody_says_how_many_love_it(her, lovers, bob, signed_in):
    loved_by(a_film("Solaris"), *lovers)
    assert "5 of 5" in page_at(SIMILAR, signed_in(bob))

    Member.objects.filter(pk=bob.pk).update(blind=True)

    page = page_at(SIMILAR, signed_in(bob))
    assert "5 of 5" not in page
    assert "Some who love Her love it too" in page


def test_the_page_says_how_the_order_is_made_with_its_numbers(her):
    page = page_at(SIMILAR)

    assert "Nothing like it yet" in page
    assert f"the {making.LIKERS} people who liked" in page
    assert f"director {making.ROLE_POINTS[Role.DIRECTOR]}, writer" in page


def test_more_films_than_a_page_holds_go_on_on_the_next(her, monkeypatch):
    monkeypatch.setattr("reviews.views.similar.FILMS_A_PAGE", 3)
    for _ in range(5):
        a_credit(a_film(), Person.objects.get(), role=Role.DIRECTOR)
    page = page_at(SIMILAR)
    following = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")

    assert len(TITLE.findall(page)) == 3
    assert len({*TITLE.findall(page), *TITLE.findall(page_at(following))}) == 5


def test_the_page_costs_the_same_few_queries_for_one_film_and_for_many(her, lovers, bob, signed_in):
    def queries() -> tuple[int, ...]:
        counts = []
        for client in (signed_in(bob), Client()):
            with CaptureQueriesContext(connection) as asked:
                client.get(SIMILAR)
            counts.append(len(asked))
        return tuple(counts)

    loved_by(a_film(), *lovers)
    page_at(SIMILAR)
    few = queries()
    for _ in range(10):
        loved_by(a_film(), *lovers)
    Likeness.objects.all().delete()
    page_at(SIMILAR)

    assert queries() == few
    assert few <= (8, 4)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_find_them_once(her, lovers):
    loved_by(a_film("Solaris"), *lovers)

    at_once(*[lambda: find_similar(her)] * 2)

    assert SimilarFilm.objects.filter(film=her).count() == 1
