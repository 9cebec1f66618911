"""Counters are exact, and a counter broken by hand is found and mended."""

from __future__ import annotations

import io
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from films.models import Film, TitleKey
from reviews.actions import marks
from reviews.actions.comments import delete_comment
from reviews.actions.likes import like_review
from reviews.actions.removal import remove_entry
from reviews.models import FilmStats, MemberStats, ReviewStats
from social.models import Audience, FollowCounts
from tests.factories import a_comment, a_film, a_member, a_review, an_entry


@pytest.fixture
def evening(alice, bob, carol, her):
    """Something of everything that is counted, and of what does not count."""
    review = a_review(alice, her, rating=9, liked=True)
    like_review(review, by=bob)
    like_review(review, by=carol)
    a_comment(carol, review)
    delete_comment(a_comment(bob, review), by=alice)
    an_entry(bob, her, rating=7)
    a_review(carol, her, audience=Audience.ME)
    remove_entry(a_review(carol, a_film("Amour", 2012)))
    marks.add_to_watchlist(a_film("Stalker", 1979), by=bob)
    return review


def recount(*arguments: str) -> list[str]:
    said = io.StringIO()
    call_command("recount", *arguments, stdout=said)
    return said.getvalue().splitlines()


def check() -> tuple[str, list[str]]:
    """The error of a check that fails, and the differences it printed."""
    said = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("recount", "--check", stdout=said)
    assert failed.value.returncode == 1
    return str(failed.value), said.getvalue().splitlines()


def test_counters_are_exact_after_an_evening(evening):
    assert recount("--check") == ["Every count is exact."]
    assert recount() == ["Every count is exact."]


def test_an_empty_site_is_exact(db):
    assert recount("--check") == ["Every count is exact."]


def test_broken_counters_are_found_and_mended(evening, alice, bob, her):
    FilmStats.objects.filter(film=her).update(watched_count=12, rated_9=0)
    MemberStats.objects.filter(member=alice).update(reviews_count=5, entries_count=3)
    ReviewStats.objects.filter(entry=evening).update(likes_count=1, comments_count=2)
    FollowCounts.objects.filter(member=alice).update(followers=99)

    error, differences = check()

    assert error == "7 counts are wrong. `manage.py recount` mends them."
    assert differences == [
        f"member {alice.pk}: followers is 99, should be 1",
        f"member {alice.pk}: reviews_count is 5, should be 1",
        f"member {alice.pk}: entries_count is 3, should be 1",
        f"entry {evening.pk}: likes_count is 1, should be 2",
        f"entry {evening.pk}: comments_count is 2, should be 1",
        f"film {her.pk}: watched_count is 12, should be 3",
        f"film {her.pk}: rated_9 is 0, should be 1",
    ]
    assert recount() == [*differences, "7 counts were wrong and are mended."]
    assert recount("--check") == ["Every count is exact."]
    assert FilmStats.objects.get(film=her).histogram[8] == 1


def test_a_check_writes_nothing(evening, her):
    FilmStats.objects.filter(film=her).update(liked_count=7)

    check()

    assert FilmStats.objects.get(film=her).liked_count == 7


def test_missing_rows_of_counts_are_found_and_made(evening, alice, her):
    FilmStats.objects.filter(film=her).delete()
    MemberStats.objects.filter(member=alice).delete()
    FollowCounts.objects.filter(member=alice).delete()
    ReviewStats.objects.filter(entry=evening).delete()

    _, differences = check()
    assert f"film {her.pk}: watched_count is missing, should be 3" in differences

    recount()

    assert recount("--check") == ["Every count is exact."]
    assert ReviewStats.objects.get(entry=evening).author == alice
    assert FollowCounts.objects.get(member=alice).followers == 1


def test_the_popularity_of_titles_is_mended(evening, her):
    TitleKey.objects.filter(film=her).update(popularity=9)

    _, differences = check()
    assert differences == [f"title key {TitleKey.objects.get(film=her).pk}: popularity is 9, should be 2"]

    recount()
    assert TitleKey.objects.get(film=her).popularity == 2


def test_titles_follow_the_counts_of_their_film_when_these_are_mended(evening, her):
    FilmStats.objects.filter(film=her).update(watched_count=1_000)

    recount()

    assert TitleKey.objects.get(film=her).popularity == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_written_during_a_recount_is_counted():
    film = a_film("Her", 2013)
    members = [a_member() for _ in range(12)]
    FilmStats.objects.filter(film=film).update(watched_count=50)

    def watch() -> None:
        for member in members:
            marks.watch(film, by=member)
        connection.close()

    watching = threading.Thread(target=watch)
    watching.start()
    for _ in range(5):
        recount()
    watching.join()

    assert FilmStats.objects.get(film=film).watched_count == 12
    assert recount("--check") == ["Every count is exact."]


@pytest.mark.django_db(transaction=True)
def test_a_recount_that_cannot_get_its_turn_says_so(settings):
    film = a_film("Her", 2013)

    def recount_impatiently(refused: list[Exception]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        try:
            recount()
        except CommandError as problem:
            refused.append(problem)
        connection.close()

    refused: list[Exception] = []
    with transaction.atomic():
        list(FilmStats.objects.select_for_update().filter(film=film))
        other = threading.Thread(target=recount_impatiently, args=[refused])
        other.start()
        other.join()

    assert "somebody is writing much just now" in str(refused[0])
    assert Film.objects.count() == 1
