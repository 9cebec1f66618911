"""The mark: one per member and film, and what follows from each press of a button."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.actions import entries, marks
from reviews.models import Entry, FilmStats, Mark, MemberStats
from tests.factories import a_film, a_member, a_review, an_entry


def mark_of(member, film) -> Mark:
    return Mark.objects.get(member=member, film=film)


def test_watching_a_film_takes_it_off_the_watchlist(alice, her):
    marks.add_to_watchlist(her, by=alice)
    assert mark_of(alice, her).is_on_watchlist

    marks.watch(her, by=alice)

    assert mark_of(alice, her).is_watched
    assert not mark_of(alice, her).is_on_watchlist


def test_a_watched_film_may_go_back_on_the_watchlist(alice, her):
    marks.watch(her, by=alice)

    marks.add_to_watchlist(her, by=alice)

    assert mark_of(alice, her).is_on_watchlist


def test_rating_implies_watched_and_leaves_the_watchlist(alice, her):
    marks.add_to_watchlist(her, by=alice)

    marks.rate(her, rating=9, by=alice)

    mark = mark_of(alice, her)
    assert (mark.rating, mark.is_watched, mark.is_on_watchlist) == (9, True, False)


def test_liking_a_film_does_not_say_it_was_watched(alice, her):
    marks.like_film(her, by=alice)

    mark = mark_of(alice, her)
    assert (mark.is_liked, mark.is_watched) == (True, False)


def test_pressing_twice_changes_nothing(alice, her):
    marks.watch(her, by=alice)
    marks.like_film(her, by=alice)
    first = mark_of(alice, her)

    marks.watch(her, by=alice)
    marks.like_film(her, by=alice)

    second = mark_of(alice, her)
    assert (second.watched_at, second.liked_at) == (first.watched_at, first.liked_at)
    assert Mark.objects.count() == 1


def test_unwatching_takes_the_rating_with_it(alice, her):
    marks.rate(her, rating=4, by=alice)

    marks.unwatch(her, by=alice)

    mark = mark_of(alice, her)
    assert (mark.rating, mark.rated_at, mark.watched_at) == (None, None, None)


def test_a_film_with_entries_stays_watched(alice, her):
    an_entry(alice, her)

    with pytest.raises(marks.EntriesStand):
        marks.unwatch(her, by=alice)

    assert mark_of(alice, her).is_watched


def test_forgetting_removes_everything_recorded_for_the_film_and_nothing_else(alice, bob, her):
    other = a_film("Ran", 1985)
    a_review(alice, her, rating=9, liked=True)
    a_review(bob, her, rating=3)
    a_review(alice, other, rating=8)

    marks.forget(her, by=alice)

    assert list(Entry.objects.standing().values_list("author", "film").order_by("pk")) == [
        (bob.pk, her.pk),
        (alice.pk, other.pk),
    ]
    mark = mark_of(alice, her)
    assert (mark.watched_at, mark.liked_at, mark.rating, mark.watchlisted_at) == (None, None, None, None)
    stats = FilmStats.objects.get(film=her)
    assert (stats.watched_count, stats.liked_count, stats.reviews_count, stats.histogram) == (
        1,
        0,
        1,
        [0, 0, 1, 0, 0, 0, 0, 0, 0, 0],
    )


@pytest.mark.parametrize("rating", [0, 11])
def test_the_database_refuses_ratings_that_are_no_half_stars(alice, her, rating):
    marks.rate(her, rating=10, by=alice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.update(rating=rating)

    assert mark_of(alice, her).rating == 10


def test_the_database_refuses_a_second_mark(alice, her):
    marks.watch(her, by=alice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(member=alice, film=her)


def test_the_database_refuses_a_rating_without_watched(alice, her):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(member=alice, film=her, rating=5, rated_at=timezone.now())


def test_averages_count_one_rating_for_each_member_the_marks(alice, bob, carol, her):
    an_entry(alice, her, rating=2)
    an_entry(alice, her, rating=10, is_rewatch=True)
    marks.rate(her, rating=8, by=bob)
    marks.rate(her, rating=9, by=carol)

    stats = FilmStats.objects.get(film=her)

    assert stats.histogram == [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]
    assert stats.ratings_count == 3
    assert stats.mean == 9
    assert stats.average == pytest.approx((8 + 9 + 10 + 5 * 7) / (3 + 5))


def test_there_is_no_average_before_three_ratings(alice, bob, her):
    marks.rate(her, rating=10, by=alice)
    marks.rate(her, rating=10, by=bob)

    assert FilmStats.objects.get(film=her).average is None


def test_counts_follow_every_change_of_a_mark(alice, her):
    marks.rate(her, rating=3, by=alice)
    marks.rate(her, rating=7, by=alice)
    marks.like_film(her, by=alice)
    marks.unlike_film(her, by=alice)
    marks.unrate(her, by=alice)

    for stats in (FilmStats.objects.get(film=her), MemberStats.objects.get(member=alice)):
        assert (stats.histogram, stats.liked_count, stats.ratings_count) == ([0] * 10, 0, 0)
    assert FilmStats.objects.get(film=her).watched_count == 1
    assert MemberStats.objects.get(member=alice).films_count == 1


def test_counts_are_right_when_rows_come_and_go_in_bulk(alice, her):
    films = [a_film() for _ in range(20)]
    now = timezone.now()

    Mark.objects.bulk_create(
        [Mark(member=alice, film=film, watched_at=now, rating=5, rated_at=now) for film in films]
    )
    assert MemberStats.objects.get(member=alice).histogram[4] == 20

    Mark.objects.filter(film__in=films[:12]).delete()
    Mark.objects.update(rating=6)

    stats = MemberStats.objects.get(member=alice)
    assert (stats.films_count, stats.histogram[4], stats.histogram[5]) == (8, 0, 8)


def test_every_film_and_member_has_counts_from_the_start(db):
    film, member = a_film(), a_member()

    assert FilmStats.objects.get(film=film).popularity == 0
    assert MemberStats.objects.get(member=member).films_count == 0


def test_well_known_films_are_found_first(alice, her):
    from films.models import TitleKey

    before = set(TitleKey.objects.filter(film=her).values_list("popularity", flat=True))
    for number in range(4):
        marks.watch(her, by=a_member(f"viewer_{number}"))

    assert before == {0}
    assert set(TitleKey.objects.filter(film=her).values_list("popularity", flat=True)) == {2}


def test_a_film_with_marks_cannot_be_deleted(alice, her):
    from films.actions.films import FilmIsInUse, delete_film
    from films.models import Film

    marks.watch(her, by=alice)

    with pytest.raises(FilmIsInUse):
        delete_film(her)

    assert Film.objects.filter(pk=her.pk).exists()
    assert entries.Entry.objects.count() == 0
