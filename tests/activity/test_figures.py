"""What a diary comes to: counted by the database, and a second time plainly."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from activity.pictures import picture_of_year
from activity.queries.figures import catalogue
from activity.queries.figures.diary import STEP
from activity.queries.figures.viewings import Period
from activity.queries.figures.whole import Figures, figures_of
from films.models import Credit, Film, Person, Role
from lists.actions.likes import like_list
from reviews.actions.entries import Viewing as Said
from reviews.actions.entries import edit_entry
from reviews.actions.likes import like_review
from reviews.actions.marks import rate, unrate, watch
from reviews.models import Entry, FilmStats, Mark
from social.actions import go_private
from social.models import Audience
from tests.activity.plain_counting import FilmFacts, Plainly, Viewing
from tests.factories import a_film, a_list, a_member, a_review, an_entry

pytestmark = pytest.mark.django_db

KINDS = ("genre", "country", "language", "decade", "director", "actor", "crew")
ALL_TIME = Period()
A_DAY = datetime.date(2024, 3, 9)


@pytest.fixture
def diary(alice: Member) -> Member:
    """Alice, with 260 viewings of 80 films over two years, and the ratings of two others."""
    chance = random.Random(11)  # noqa: S311  the same on every run
    films = a_catalogue(chance)
    others = [a_member(), a_member(), a_member()]
    Mark.objects.bulk_create(
        Mark(
            member=other,
            film=film,
            rating=chance.randint(1, 10),
            watched_at=other.joined_at,
            rated_at=other.joined_at,
        )
        for other in others
        for film in films[:60]
    )
    Entry.objects.bulk_create(
        Entry(
            author=alice,
            film=chance.choice(films),
            watched_on=A_DAY + datetime.timedelta(days=int(500 * chance.random() ** 2)),
            rating=chance.choice([None, *range(1, 11)]),
            is_rewatch=chance.random() < 0.3,
            audience=chance.choice([Audience.EVERYONE] * 8 + [Audience.FOLLOWERS, Audience.ME]),
        )
        for _ in range(260)
    )
    return alice


def a_catalogue(chance: random.Random) -> list[Film]:
    films = [
        Film(
            slug=f"film-{number}",
            title=f"Film {number}",
            year=chance.choice([None, *range(1950, 1990)]),
            runtime=chance.choice([None, *range(60, 200)]),
            genres=chance.sample(["drama", "comedy", "horror", "war"], chance.randint(0, 3)),
            countries=chance.sample(["FR", "JP", "SE"], chance.randint(0, 2)),
            languages=chance.sample(["fr", "ja"], chance.randint(0, 1)),
        )
        for number in range(80)
    ]
    Film.objects.bulk_create(films)
    people = [Person(slug=f"person-{number}", name=f"Person {number}") for number in range(12)]
    Person.objects.bulk_create(people)
    credited = {
        (film.pk, person.pk, role, character): Credit(
            film=film, person=person, role=role, character=character, billing=chance.randint(1, 14)
        )
        for film in films
        for person in chance.sample(people, 6)
        for role in chance.sample([Role.DIRECTOR, Role.ACTOR, Role.WRITER, Role.MUSIC], 2)
        for character in (["", "Twin"] if role == Role.ACTOR and chance.random() < 0.2 else [""])
    }
    Credit.objects.bulk_create(credited.values())
    return films


def plainly(entries: Iterable[Entry], period: Period = ALL_TIME) -> Plainly:
    """The same entries, counted without the database."""
    averages = dict(FilmStats.objects.values_list("film", "average"))
    facts = {
        film.pk: FilmFacts(
            film.runtime, film.decade, film.genres, film.countries, film.languages, average=averages[film.pk]
        )
        for film in Film.objects.all()
    }
    for credit in Credit.objects.all():
        if credit.role != Role.ACTOR or credit.billing <= 10:
            facts[credit.film_id].people.add((credit.role, credit.person_id))
    viewings = [
        Viewing(one.pk, one.film_id, one.watched_on, one.rating, one.is_rewatch)
        for one in entries
        if one.watched_on and not one.is_stopped and period.since <= one.watched_on <= period.until
    ]
    return Plainly(viewings, facts)


def compare(found: Figures, counted: Plainly) -> None:
    """Number for number."""
    diary, films = found.diary, found.catalogue
    assert diary.viewings == len(counted.viewings)
    assert diary.rewatches == sum(one.again for one in counted.viewings)
    assert diary.films == len(counted.firsts)
    assert diary.ratings == counted.ratings
    assert {
        time.day: [(each.viewings, each.rated, each.total) for each in (time.first, time.again)]
        for time in diary.times
    } == counted.times(by_year=not found.source.period.year)
    assert (films.minutes, films.viewings_without_runtime) == (counted.minutes, counted.of_unknown_length)
    first, last = counted.viewings[0], counted.viewings[-1]
    assert diary.first
    assert diary.last
    assert (diary.first.film, diary.first.day, diary.last.film, diary.last.day) == (
        first.film,
        first.day,
        last.film,
        last.day,
    )
    step = STEP if found.source.period.year else 100
    assert [(one.number, one.film) for one in diary.milestones] == counted.milestones(step)
    assert (diary.streak and diary.streak.days, diary.gap and diary.gap.days) == (
        counted.streak(),
        counted.gap(),
    )
    compare_tallies(found, counted)
    compare_with_averages(found, counted)


def compare_tallies(found: Figures, counted: Plainly) -> None:
    people = {person.slug: person.pk for person in Person.objects.all()}
    for kind in KINDS:
        plain = counted.tallies(kind)
        most, highest = found.catalogue.most(kind), found.catalogue.highest(kind)
        for one in (*most, *highest):
            word = f"{one.word} {people[one.slug]}" if one.slug else one.word
            assert (one.films, one.rated, one.total) == plain[word], (kind, word)
        by_films = sorted((one.films for one in plain.values()), reverse=True)
        by_average = sorted((one.total / one.rated for one in plain.values() if one.rated >= 3), reverse=True)
        assert [one.films for one in most] == by_films[:8]
        assert [one.total / one.rated for one in highest] == by_average[:5]


def compare_with_averages(found: Figures, counted: Plainly) -> None:
    differences = counted.differences()
    apart = found.catalogue.apart
    for which, sign in (("above", 1), ("below", -1)):
        wanted = sorted((sign * one for one in differences.values() if sign * one > 0), reverse=True)[:8]
        assert [round(sign * one.difference, 6) for one in apart.get(which, [])] == [
            round(one, 6) for one in wanted
        ]
        assert all(differences[one.film] == pytest.approx(one.difference) for one in apart.get(which, []))
    highest = sorted(counted.latest.values(), reverse=True)[:8]
    assert [one.rating for one in apart.get("highest", [])] == highest


@pytest.mark.parametrize("period", [Period(), Period(2024), Period(2025)])
def test_every_figure_is_what_plain_counting_gives(diary, bob, carol, period):
    entries = list(Entry.objects.by(diary))
    readable = {
        diary: entries,
        bob: [entry for entry in entries if entry.audience != Audience.ME],
        carol: [entry for entry in entries if entry.audience == Audience.EVERYONE],
    }

    for viewer, read in readable.items():
        compare(figures_of(diary, viewer, period), plainly(read, period))


def test_what_is_remembered_of_many_films_goes_when_the_diary_changes(diary, monkeypatch):
    monkeypatch.setattr(catalogue, "ALWAYS_ANEW", 10)
    before = figures_of(diary, diary, Period())
    with CaptureQueriesContext(connection) as asked:
        again = figures_of(diary, diary, Period())
    assert again.catalogue is before.catalogue
    assert len(asked) == 3  # the diary, the films, the most liked review

    edit_entry(Entry.objects.by(diary).exclude(rating=10).first(), Said(watched_on=A_DAY, rating=10))

    compare(figures_of(diary, diary, Period()), plainly(Entry.objects.by(diary)))


def test_a_stopped_viewing_and_a_review_without_a_date_count_nowhere(alice, her, client):
    an_entry(alice, her, watched_on=A_DAY)
    an_entry(alice, a_film(), watched_on=A_DAY, is_stopped=True)
    a_review(alice, a_film(), watched_on=None)

    found = figures_of(alice, alice, Period())

    assert (found.diary.viewings, found.diary.films, found.diary.films_marked) == (1, 1, 2)


def test_without_a_diary_the_films_marked_as_watched_are_counted_where_the_member_lives(alice, her, carol):
    Member.objects.filter(pk=alice.pk).update(time_zone="Pacific/Auckland")
    alice.refresh_from_db()
    rate(her, rating=8, by=alice)
    late_on_new_years_eve = datetime.datetime(2023, 12, 31, 20, tzinfo=datetime.UTC)
    Mark.objects.update(watched_at=late_on_new_years_eve)

    assert figures_of(alice, carol, Period(2023)).is_empty
    found = figures_of(alice, carol, Period(2024))

    assert (found.diary.films, found.diary.ratings, found.source.of_marks) == (1, {8: 1}, True)
    assert found.diary.first
    assert found.diary.first.day == datetime.date(2024, 1, 1)


def test_marks_do_not_tell_when_somebody_saw_what_they_logged_for_themselves(alice, her, bob):
    an_entry(alice, her, watched_on=A_DAY, audience=Audience.ME)
    watch(a_film("Ran", 1985), by=alice)

    assert figures_of(alice, alice, Period()).diary.viewings == 1
    assert [film.title for film in figures_of(alice, bob, Period()).films.values()] == ["Ran"]


def test_a_member_in_blind_mode_sees_figures_of_ratings_of_films_they_have_rated(alice, her, bob):
    ran = a_film("Ran", 1985)
    for film, rating in ((her, 9), (ran, 4)):
        an_entry(alice, film, watched_on=A_DAY, rating=rating)
    rate(ran, rating=6, by=bob)
    assert figures_of(alice, bob, Period()).diary.ratings == {9: 1, 4: 1}

    bob.blind = True
    found = figures_of(alice, bob, Period())

    assert (found.diary.viewings, found.diary.ratings) == (2, {4: 1})
    assert [one.film for one in found.catalogue.apart["highest"]] == [ran.pk]


@pytest.mark.parametrize("path", ["stats/", "year/2024/"])
def test_the_figures_of_a_private_member_are_for_followers(alice, bob, carol, her, signed_in, path):
    an_entry(alice, her, watched_on=A_DAY)
    go_private(alice)

    assert "Her" in signed_in(bob).get(f"/@alice/{path}").content.decode()
    assert signed_in(carol).get(f"/@alice/{path}").status_code == 404
    assert Client().get(f"/@alice/{path}").status_code == 404
    assert Client().get("/@alice/year/2024/share.png").status_code == 404


@pytest.mark.parametrize("path", ["stats/", "year/2024/"])
def test_a_page_of_figures_takes_a_handful_of_queries_however_much_was_logged(diary, signed_in, carol, path):
    like_review(a_review(diary, Film.objects.get(slug="film-1"), watched_on=A_DAY), by=carol)
    for client, most in ((Client(), 6), (signed_in(carol), 10)):
        client.get(f"/@alice/{path}")
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/@alice/{path}")
        assert page.status_code == 200
        assert len(asked) <= most


def test_whoever_has_logged_nothing_is_told_how_to_begin(alice, signed_in):
    own = signed_in(alice)
    for path in ("stats/", "year/2024/"):
        assert "Log a film" in own.get(f"/@alice/{path}").content.decode()
    assert own.get("/@alice/year/1869/").status_code == 404


def test_a_year_has_a_picture_of_what_everybody_may_read(alice, her, client):
    an_entry(alice, her, watched_on=A_DAY, audience=Audience.FOLLOWERS)
    assert client.get("/@alice/year/2024/share.png").status_code == 404
    an_entry(alice, a_film("Ran", 1985), watched_on=A_DAY, rating=9)

    picture, page = (
        client.get("/@alice/year/2024/share.png"),
        client.get("/@alice/year/2024/").content.decode(),
    )

    assert picture["Content-Type"] == "image/png"
    assert 'property="og:image" content="http://testserver/@alice/year/2024/share.png"' in page


def test_a_name_too_long_for_the_picture_ends_in_it(alice, her):
    an_entry(alice, her, watched_on=A_DAY)
    assert ">alice<" in picture_of_year(figures_of(alice, alice, Period(2024)), 2024).svg

    alice.display_name = "W" * 50

    assert re.search(">W{20,40} …<", picture_of_year(figures_of(alice, alice, Period(2024)), 2024).svg)


def test_the_figures_tell_how_far_somebody_is_with_lists_made_and_liked(
    alice, bob, carol, her, signed_in, client
):
    ran, unseen = a_film("Ran", 1985), a_film("Unseen", 1990)
    for film in (her, ran):
        watch(film, by=alice)
    a_list(alice, her, unseen, title="Half of it")
    a_list(alice, ran, title="For followers", audience=Audience.FOLLOWERS)
    a_list(carol, unseen, her, ran, title="Nobody's business")
    like_list(a_list(carol, her, ran, unseen, title="Carol's three").pk, by=alice)

    shown = {
        name: [(line.list_.title, line.seen, line.films) for line in page.context["lists"]]
        for name, page in (
            ("bob", signed_in(bob).get("/@alice/stats/")),
            ("nobody", client.get("/@alice/stats/")),
        )
    }

    everyones = [("Carol's three", 2, 3), ("Half of it", 1, 2)]
    assert shown == {"bob": [("For followers", 1, 1), *everyones], "nobody": everyones}


def test_in_blind_mode_ones_own_ratings_count_and_averages_of_films_not_rated_now_are_hidden(alice, her):
    an_entry(alice, her, watched_on=A_DAY, rating=10)
    for rating in (2, 4):
        rate(her, rating=rating, by=a_member())
    assert len(figures_of(alice, alice, ALL_TIME).beside_average("above")) == 1

    unrate(her, by=alice)
    alice.blind = True
    found = figures_of(alice, alice, ALL_TIME)

    assert found.diary.ratings == {10: 1}
    assert found.beside_average("above") == []
