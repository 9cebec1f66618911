"""The diary: what can be asked of it, its years and months, and this day in other years."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Member
from reviews.actions import marks
from reviews.actions.viewings import How
from reviews.models import Entry
from reviews.queries.days import days_like, on_this_day
from social.models import Audience
from tests.factories import a_credit, a_film, a_person, a_review, an_entry
from web.viewer import NOBODY

pytestmark = pytest.mark.django_db


def day(said: str) -> datetime.date:
    return datetime.date.fromisoformat(said)


def titles(query: str, client: Client | None = None) -> list[str]:
    lines = (client or Client()).get(f"/@alice/diary/{query}").context["lines"]
    return [line.entry.film.title for line in lines]


@pytest.fixture
def seen(alice):
    """Four viewings, the latest first: Zodiac again, Amélie, Ran, Zodiac."""
    zodiac = a_film("Zodiac", 2007, genres=["crime"], countries=["US"])
    ran = a_film("Ran", 1985, genres=["drama", "war"], countries=["JP", "FR"])
    amelie = a_film("Amélie", 2001, genres=["comedy", "drama"], countries=["FR"])
    an_entry(alice, zodiac, watched_on=day("2024-03-01"), rating=8)
    a_review(alice, ran, watched_on=day("2025-07-09"), rating=10, tags=["cinema", "70mm print"])
    at_home = How(place="home", format="dvd")
    an_entry(alice, amelie, watched_on=day("2026-02-28"), rating=6, liked=True, how=at_home)
    an_entry(alice, zodiac, watched_on=day("2026-11-14"), rating=9, is_rewatch=True)
    a_review(alice, ran, watched_on=None)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?rating=10", ["Ran"]),
        ("?rating=8-9", ["Zodiac", "Zodiac"]),
        ("?rating=9-", ["Zodiac", "Ran"]),
        ("?rewatch=yes", ["Zodiac"]),
        ("?rewatch=no", ["Amélie", "Ran", "Zodiac"]),
        ("?review=yes", ["Ran"]),
        ("?review=no&year=2026", ["Zodiac", "Amélie"]),
        ("?liked=yes", ["Amélie"]),
        ("?place=home", ["Amélie"]),
        ("?place=cinema", []),
        ("?format=dvd&year=2026", ["Amélie"]),
        ("?tag=cinema", ["Ran"]),
        ("?tag=70mm+print", ["Ran"]),
        ("?genre=drama", ["Amélie", "Ran"]),
        ("?genre=drama+-comedy", ["Ran"]),
        ("?decade=1980s", ["Ran"]),
        ("?country=FR", ["Amélie", "Ran"]),
        ("?country=FR&rating=6", ["Amélie"]),
        ("?year=2026&genre=crime", ["Zodiac"]),
        ("?month=11", ["Zodiac"]),
        ("?tag=velvet", []),
    ],
)
def test_lines_are_chosen_by_the_viewing_and_by_the_film(seen, query, shown):
    assert titles(query) == shown


def test_lines_are_chosen_by_who_made_the_film(seen):
    from films.models import Film, Role

    a_credit(Film.objects.get(slug="ran-1985"), a_person("Akira Kurosawa"), role=Role.DIRECTOR)

    assert titles("?director=akira-kurosawa") == ["Ran"]


@pytest.mark.parametrize(
    "query",
    [
        "?rating=11", "?rating=x", "?rewatch=maybe", "?place=moon", "?genre=opera", "?decade=1855s", "?country=XX",
        "?with=nobody-here", "?tag=" + "x" * 51,
    ],
)  # fmt: skip
def test_what_no_diary_knows_is_refused(seen, query):
    assert Client().get(f"/@alice/diary/{query}").status_code == 400


@pytest.mark.parametrize(
    ("asked", "tidy"),
    [
        ("?rating=&genre=drama&tag=", "?genre=drama"),
        ("?genre=comedy&genre=drama", "?genre=comedy+drama"),
        ("?year=02026", None),
        ("?tag=70MM++Print", "?tag=70mm+print"),
        ("?rating=&as=stranger", "?as=stranger"),
        ("?year=", ""),
    ],
)
def test_an_address_says_everything_once(seen, asked, tidy):
    answer = Client().get(f"/@alice/diary/{asked}")

    assert answer.get("Location") == (None if tidy is None else f"/@alice/diary/{tidy}")


def test_every_choice_is_a_label_that_takes_it_away(seen):
    labels = Client().get("/@alice/diary/?year=2026&rewatch=yes&genre=crime").context["labels"]

    assert labels == [
        ("2026", "/@alice/diary/?rewatch=yes&genre=crime"),
        ("Rewatches", "/@alice/diary/?year=2026&genre=crime"),
        ("Crime", "/@alice/diary/?year=2026&rewatch=yes"),
    ]


def test_years_and_months_say_how_many_entries_of_what_was_asked_for_they_have(seen):
    context = Client().get("/@alice/diary/?year=2026&genre=drama").context

    assert [(year.name, year.entries) for year in context["years"]] == [("2026", 1), ("2025", 1)]
    assert [(month.name, month.entries) for month in context["months"]] == [("February", 1)]
    assert context["months"][0].url == "/@alice/diary/?genre=drama&year=2026&month=2"
    assert context["count"] == "1 entry"


def test_numbers_and_the_map_are_of_what_the_viewer_may_read(seen, alice, bob, signed_in):
    entry = Entry.objects.get(watched_on=day("2026-11-14"))
    Entry.objects.filter(pk=entry.pk).update(audience=Audience.FOLLOWERS)
    months = {}
    for name, client in {"bob": signed_in(bob), "nobody": Client()}.items():
        context = client.get("/@alice/diary/?year=2026").context
        months[name] = [month.name for month in context["map"].months], context["count"]

    assert months == {"bob": (["February", "November"], "2 entries"), "nobody": (["February"], "1 entry")}


def test_a_year_has_its_map_with_a_way_to_each_day(seen):
    page = Client().get("/@alice/diary/?year=2026&rating=9").content.decode()

    assert 'href="/@alice/diary/?year=2026&amp;rating=9&amp;month=11&amp;day=14" tabindex="-1"' in page
    assert page.count('class="heat-map__day"') == 364
    assert "heat-map" not in Client().get("/@alice/diary/?year=2026&month=11").content.decode()


def test_in_blind_mode_ratings_choose_only_among_films_one_has_rated(seen, bob, signed_in):
    Member.objects.filter(pk=bob.pk).update(blind=True)
    assert titles("?rating=10", signed_in(bob)) == []

    marks.rate(Entry.objects.get(rating=10).film, rating=3, by=bob)

    assert titles("?rating=10", signed_in(bob)) == ["Ran"]


@pytest.mark.parametrize("audience", Audience.values)
def test_what_one_author_wrote_is_readable_to_the_same_people_by_either_way_of_asking(
    alice, bob, carol, mallory, her, audience
):
    an_entry(alice, her, audience=audience)
    seen = {
        viewer: Entry.objects.by_visible_to(alice, viewer).exists()
        for viewer in (alice, bob, carol, mallory, NOBODY)
    }

    assert seen[alice]
    assert seen == {viewer: Entry.objects.visible_to(viewer).by(alice).exists() for viewer in seen}


def test_this_day_shows_the_same_day_of_earlier_years(seen, alice, bob, signed_in):
    film = a_film("Playtime", 1967)
    an_entry(alice, film, watched_on=day("2016-11-14"), audience=Audience.FOLLOWERS)
    an_entry(alice, film, watched_on=day("2025-11-13"))
    today = day("2027-11-14")

    assert [(one.years, len(one.entries)) for one in on_this_day(alice, bob, today)] == [(1, 1), (11, 1)]
    assert [one.years for one in on_this_day(alice, a_stranger(), today)] == [1]


def a_stranger() -> Member:
    from tests.factories import a_member

    return a_member()


def test_the_29th_of_february_is_remembered_on_the_28th_of_other_years():
    assert day("2024-02-29") in days_like(day("2026-02-28"))
    assert day("2024-02-29") not in days_like(day("2028-02-28"))
    assert days_like(day("2028-02-29"))[-1] == day("2024-02-29")
    assert day("2025-02-28") not in days_like(day("2028-02-29"))


def test_this_day_is_the_one_where_the_member_lives(alice):
    Member.objects.filter(pk=alice.pk).update(time_zone="Pacific/Kiritimati")  # first to see each day
    there = timezone.now() + datetime.timedelta(hours=14)
    an_entry(alice, a_film("Ran", 1985), watched_on=days_like(there.date())[-1])

    page = Client().get("/@alice/diary/on-this-day/").content.decode()

    assert f"On this day, {there.day} {there:%B}" in page
    assert "Ran" in page


def test_a_line_says_where_and_from_what_the_film_was_watched(alice, her):
    an_entry(alice, her, how=How(venue="Cinema Nova", format="35mm"))
    an_entry(alice, a_film("Ran", 1985))

    page = Client().get("/@alice/diary/").content.decode()

    assert page.count('class="diary__facts"') == 1
    assert "Cinema Nova · 35 mm film" in page
