"""A small world from `seed_scale`: its shape, its counts, its pages; and what it leaves alone."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count, Exists, F, Max, OuterRef
from django.test import Client

from accounts.models import Member
from films.models import Film
from films.queries.search import find_films
from lists.models import Item, List, ListLike
from reviews.models import Companion, Entry, FilmStats, Mark, MemberStats, ReviewLike, ViewingFacts
from reviews.scale import counts, tables
from tests.factories import a_film
from web import text

REVIEWS = 2_000
UNTIL = datetime.date(2026, 11, 22)
DIGEST = "SELECT md5(string_agg(row, ' ' ORDER BY row)) FROM (SELECT (to_jsonb(r) - 'password')::text AS row FROM {} AS r) AS rows"
SCHEMA = """
    SELECT 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%(tables)s::regclass[])
    UNION ALL
    SELECT 'constraint', conname, conrelid::regclass || pg_get_constraintdef(oid) || convalidated FROM pg_constraint
    WHERE conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[])
    UNION ALL
    SELECT 'trigger', tgname, pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger
    WHERE tgrelid = ANY(%(tables)s::regclass[]) AND NOT tgisinternal
    ORDER BY 1, 2, 3
"""


def seed(**options: Any) -> str:
    said = io.StringIO()
    call_command("seed_scale", **{"reviews": REVIEWS, "until": UNTIL, **options}, stdout=said)
    return said.getvalue()


def rows(statement: str, values: dict[str, Any] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def schema() -> list[tuple]:
    return rows(SCHEMA, {"tables": list(tables.TABLES)})


def digests() -> dict[str, str]:
    """What all rows of each table come to, without the password, which has salt."""
    return {table: rows(DIGEST.format(table))[0][0] for table in tables.TABLES}


def empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables.TABLES)} RESTART IDENTITY CASCADE")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Two worlds of one seed, one after the other; the second stays for the tests of this module."""
    with django_db_blocker.unblock():
        before = schema()
        try:
            seed()
            first = digests()
            empty()
            seed()
            yield {"schema before": before, "digests of the first": first}
        finally:
            empty()


@pytest.fixture
def best_known(world: dict[str, Any], db: None) -> Film:
    return FilmStats.objects.order_by("-reviews_count").select_related("film")[0].film


@pytest.fixture
def entry_with_liked_reviews(world: dict[str, Any], db: None) -> Entry:
    """Somebody's review of a film on which they liked reviews of others."""
    likes = ReviewLike.objects.filter(member=OuterRef("author"), film=OuterRef("film"))
    return Entry.objects.filter(Exists(likes), removed_at=None, audience="everyone").reviews()[0]


# The tests of an empty database come first: the world of the others stays until the end of the module.


def test_a_database_with_members_or_films_is_refused_and_nothing_is_lost(alice):
    with pytest.raises(CommandError, match="there are members or films already"):
        seed()

    assert Member.objects.get() == alice
    assert not Film.objects.exists()


def test_what_goes_wrong_midway_changes_nothing(db, monkeypatch):
    before = schema()
    monkeypatch.setattr(counts, "count_everything", lambda: rows("SELECT nothing FROM nowhere"))

    with pytest.raises(CommandError, match="Nothing was changed"):
        seed(reviews=1_000)

    assert schema() == before
    assert not Film.objects.exists()
    assert a_film("Her", 2013).stats.popularity == 0


def test_a_password_that_was_given_is_everybodys_and_films_can_be_many(db):
    said = seed(reviews=1_000, films=1_500, password="sesame and more")

    assert Film.objects.count() == 1_500
    assert all(member.check_password("sesame and more") for member in Member.objects.all()[:3])
    assert "sesame and more" in said


@pytest.mark.parametrize("sizes", [{"reviews": 10}, {"reviews": 1_000, "films": 3}])
def test_sizes_out_of_all_measure_are_refused(db, sizes):
    with pytest.raises(CommandError, match="A world has"):
        seed(**sizes)


def test_every_count_is_exact(world, db):
    call_command("recount", "--check", stdout=io.StringIO())


def test_the_same_seed_makes_the_same_world(world, db):
    assert digests() == world["digests of the first"]


def test_keys_indexes_and_triggers_are_as_before(world, db):
    assert schema() == world["schema before"]


def test_the_best_known_film_has_a_twentieth_of_the_reviews_and_a_median_film_three(world, db):
    reviews = sorted(FilmStats.objects.values_list("reviews_count", flat=True))

    assert Entry.objects.reviews().count() == REVIEWS
    assert 0.045 < reviews[-1] / sum(reviews) < 0.055
    assert reviews[len(reviews) // 2] == 3


def test_ratings_are_skewed_as_those_of_people(world, db):
    given = dict(
        Mark.objects.exclude(rating=None).values_list("rating").annotate(times=Count("pk")).order_by()
    )
    mean = sum(rating * times for rating, times in given.items()) / sum(given.values())

    assert max(given, key=lambda rating: given[rating]) == 8
    assert all(given[whole] > given[whole + 1] for whole in (2, 6, 8))
    assert 6.6 < mean < 7.6


def test_the_story_takes_twelve_years_and_everybody_joined_before_they_did_anything(world, db):
    moments = [moment for (moment,) in rows("SELECT created_at FROM reviews_entry ORDER BY 1")]

    assert moments[-1].date() < UNTIL
    assert (moments[-1] - moments[0]).days > 11 * 365
    assert not Mark.objects.filter(created_at__lt=F("member__joined_at")).exists()
    assert not ReviewLike.objects.filter(created_at__lt=F("member__joined_at")).exists()
    assert not ReviewLike.objects.filter(created_at__lt=F("entry__created_at")).exists()


def test_entries_are_numbered_as_the_database_would_and_their_films_are_watched(world, db):
    numbered = Entry.objects.values("author", "film").annotate(last=Max("number"), entries=Count("pk"))
    marks = {
        (mark.member_id, mark.film_id): (mark.last_entry_number, mark.is_watched)
        for mark in Mark.objects.filter(last_entry_number__gt=0)
    }

    assert any(one["last"] > 1 for one in numbered)
    assert all(one["last"] == one["entries"] for one in numbered)
    assert marks == {(one["author"], one["film"]): (one["last"], True) for one in numbered}


def test_likes_are_for_readable_reviews_of_others_and_nobody_acts_across_a_block(world, db):
    likes = ReviewLike.objects.all()

    assert likes.count() > REVIEWS // 2
    assert not likes.filter(member=F("entry__author")).exists()
    assert not likes.exclude(film=F("entry__film")).exists()
    assert not likes.exclude(entry__audience="everyone", entry__removed_at=None).exists()
    assert not likes.filter(entry__text="").exists()
    assert rows("SELECT count(*) FROM social_block") != [(0,)]
    assert rows(
        "SELECT count(*) FROM social_block JOIN social_follow"
        " ON follower_id IN (blocker_id, blocked_id) AND followed_id IN (blocker_id, blocked_id)"
    ) == [(0,)]


def test_one_member_has_a_long_diary_of_viewings_and_rewatches(world, db):
    diarist = MemberStats.objects.filter(reviews_count=0).order_by("-entries_count")[0]
    entries = Entry.objects.filter(author=diarist.member_id)

    assert diarist.entries_count > 0.8 * REVIEWS / 50
    assert entries.filter(is_rewatch=True).exists()
    assert not entries.reviews().exists()


def test_lists_have_films_notes_and_likes_of_others(world, db):
    lists = List.objects.all()

    assert set(lists.values_list("audience", flat=True)) == {"everyone", "followers", "me"}
    assert lists.filter(stats__films_count=Film.objects.count()).exists()
    assert Item.objects.exclude(note="").exists()
    assert ListLike.objects.filter(list__reach="everyone").exists()
    assert not ListLike.objects.exclude(list__reach="everyone").exists()
    assert not ListLike.objects.filter(member=F("list__author")).exists()
    assert not lists.filter(created_at__lt=F("author__joined_at")).exists()


def test_some_dated_entries_say_where_and_with_whom(world, db):
    facts, companions = ViewingFacts.objects.all(), Companion.objects.all()

    assert {"home", "cinema", "festival"} <= set(facts.values_list("place", flat=True))
    assert facts.exclude(format="").exists()
    assert facts.exclude(language="").exists()
    assert not facts.filter(entry__watched_on=None).exists()
    assert companions.filter(confirmed_at__isnull=False).exists()
    assert not companions.exclude(asked_by=F("entry__author")).exists()
    assert not companions.filter(created_at__lt=F("member__joined_at")).exists()


def test_there_are_entries_of_every_kind(world, db):
    entries = Entry.objects.all()

    assert set(entries.values_list("audience", flat=True)) == {"everyone", "followers", "me"}
    for kind in (
        {"text": ""},
        {"is_long": True},
        {"has_spoilers": True},
        {"removed_at__isnull": False},
        {"watched_on": None},
        {"is_rewatch": True},
    ):
        assert entries.filter(**kind).exists(), kind


def test_stored_texts_are_what_the_renderer_makes(world, db):
    for entry in Entry.objects.reviews().order_by("pk")[:200]:
        rendered = text.render(entry.text)
        assert (entry.text_html, entry.lead_html) == (rendered.html, rendered.lead_html)
        assert entry.is_long == (rendered.html != rendered.lead_html)
        assert entry.renderer == text.VERSION


def test_films_are_found_by_their_titles_in_any_script(world, best_known):
    titles = Film.objects.offered().exclude(original_title="").order_by("pk")
    foreign = next(film for film in titles if film.original_title[0] > "\u3040")

    assert best_known in find_films(best_known.title, limit=8)
    assert foreign in find_films(foreign.original_title, limit=8)


def test_every_page_opens_for_visitors_and_members(entry_with_liked_reviews, best_known, signed_in):
    entry, member = entry_with_liked_reviews, entry_with_liked_reviews.author
    median = FilmStats.objects.filter(reviews_count=3).select_related("film")[0].film
    addresses = [
        "/",
        "/reviews/",
        "/films/",
        "/films/?genre=drama&decade=1990s",
        f"/search/?q={best_known.title}",
        f"/search/?q={best_known.title[:3]}&as=suggestions",
        best_known.url,
        f"{best_known.url}reviews/",
        f"{best_known.url}members/",
        median.url,
        entry.url,
        entry.likes_url,
        f"/@{member.username}/film/{entry.film.slug}/likes/reviews/",
        member.url,
        f"{member.url}films/",
        f"{member.url}diary/",
        f"{member.url}reviews/",
        f"{member.url}watchlist/",
        f"{member.url}likes/reviews/",
        best_known.credits.all()[0].person.url,
        best_known.poster_src,
    ]

    for client in (Client(), signed_in(member)):
        answers = {address: client.get(address).status_code for address in addresses}
        assert set(answers.values()) == {200}, answers


def test_the_page_of_a_review_shows_those_that_its_author_liked(entry_with_liked_reviews):
    entry = entry_with_liked_reviews
    liked = ReviewLike.objects.filter(member=entry.author, film=entry.film).latest("created_at").entry

    assert f'href="{liked.url}"' in Client().get(entry.url).content.decode()


def test_nobody_can_sign_in_unless_a_password_was_given(world, db):
    assert not Member.objects.all()[0].has_usable_password()
