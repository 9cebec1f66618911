"""The same truths when everybody does everything at the same moment, over real connections."""

from __future__ import annotations

import datetime
import uuid
from functools import partial

import pytest

from reviews.actions import drafts, entries, likes, marks
from reviews.actions.entries import Viewing
from reviews.actions.favourites import set_favourites
from reviews.actions.members import delete_account
from reviews.models import Draft, Entry, Favourite, FilmStats, Mark, MemberStats, ReviewLike, ReviewStats
from social import actions as social
from social.models import Block, Follow, FollowCounts
from tests.factories import a_film, a_member, a_review
from tests.threads import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)
VIEWING = Viewing(watched_on=datetime.date(2026, 11, 14), rating=8, text="Twice at once.")


def test_saving_by_a_double_click_makes_one_entry(alice, her):
    key = uuid.uuid4()

    results = at_once(*[partial(entries.log_film, her, VIEWING, by=alice, save_key=key)] * 6)

    assert refusals(results) == []
    assert Entry.objects.count() == 1
    assert Entry.objects.get().number == 1
    assert FilmStats.objects.get(film=her).reviews_count == 1


def test_entries_saved_at_once_get_different_numbers(alice, her):
    results = at_once(*[partial(entries.log_film, her, VIEWING, by=alice)] * 6)

    assert refusals(results) == []
    assert sorted(Entry.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert Mark.objects.count() == 1


def test_one_mark_however_many_buttons_are_pressed_at_once(alice, her):
    results = at_once(
        partial(marks.watch, her, by=alice),
        partial(marks.like_film, her, by=alice),
        partial(marks.rate, her, rating=9, by=alice),
        partial(marks.rate, her, rating=3, by=alice),
        partial(marks.add_to_watchlist, her, by=alice),
        partial(entries.log_film, her, VIEWING, by=alice),
    )

    assert refusals(results) == []
    mark = Mark.objects.get()
    assert (mark.is_watched, mark.is_liked) == (True, True)
    histogram = FilmStats.objects.get(film=her).histogram
    assert histogram[mark.rating - 1] == sum(histogram) == 1


def test_likes_from_many_at_once_are_counted_exactly(alice, her):
    review = a_review(alice, her)
    fans = [a_member(f"fan_{number}") for number in range(8)]

    at_once(*[partial(likes.like_review, review, by=fan) for fan in fans for _ in range(2)])
    assert (ReviewLike.objects.count(), ReviewStats.objects.get(entry=review).likes_count) == (8, 8)

    at_once(*[partial(likes.unlike_review, review, by=fan) for fan in fans[:5] for _ in range(2)])
    assert (ReviewLike.objects.count(), ReviewStats.objects.get(entry=review).likes_count) == (3, 3)


def test_ratings_from_many_at_once_are_counted_exactly(her):
    members = [a_member(f"viewer_{number}") for number in range(8)]

    results = at_once(
        *[partial(marks.rate, her, rating=rating, by=member) for member in members for rating in (4, 9)]
    )

    assert refusals(results) == []
    ratings = list(Mark.objects.values_list("rating", flat=True))
    stats = FilmStats.objects.get(film=her)
    assert (stats.watched_count, stats.rated_4, stats.rated_9) == (8, ratings.count(4), ratings.count(9))


def test_many_members_over_many_films_never_wait_in_a_circle(db):
    films = [a_film() for _ in range(4)]
    members = [a_member(f"viewer_{number}") for number in range(4)]

    def busy_evening(member, order):
        for film in order:
            entries.log_film(film, VIEWING, by=member)
            marks.like_film(film, by=member)
        marks.forget(order[0], by=member)

    results = at_once(
        *[partial(busy_evening, member, films[turn:] + films[:turn]) for turn, member in enumerate(members)]
    )

    assert refusals(results) == []
    assert sum(FilmStats.objects.values_list("watched_count", flat=True)) == 12
    assert sum(MemberStats.objects.values_list("reviews_count", flat=True)) == 12


def test_a_follow_and_a_block_at_the_same_moment_leave_no_follow(alice, carol):
    for _ in range(10):
        at_once(partial(social.follow, alice, by=carol), partial(social.block, carol, by=alice))

        assert not Follow.objects.exists()
        assert list(FollowCounts.objects.values_list("followers", "following")) == [(0, 0), (0, 0)]
        Block.objects.all().delete()


def test_following_each_other_at_the_same_moment_counts_both(alice, carol):
    for _ in range(5):
        results = at_once(partial(social.follow, alice, by=carol), partial(social.follow, carol, by=alice))

        assert refusals(results) == []
        assert list(FollowCounts.objects.values_list("followers", "following")) == [(1, 1), (1, 1)]
        Follow.objects.all().delete()


def test_unwatching_and_logging_at_the_same_moment_leave_no_entry_on_an_unwatched_film(alice, her):
    for _ in range(10):
        marks.watch(her, by=alice)

        results = at_once(
            partial(entries.log_film, her, VIEWING, by=alice), partial(marks.unwatch, her, by=alice)
        )

        assert set(refusals(results)) <= {marks.EntriesStand}
        assert Mark.objects.get().is_watched
        marks.forget(her, by=alice)


def test_favourites_saved_twice_at_once_stay_four(alice, db):
    films = [a_film() for _ in range(4)]

    results = at_once(*[partial(set_favourites, alice, order) for order in (films, films[::-1])] * 2)

    assert refusals(results) == []
    kept = list(Favourite.objects.order_by("position").values_list("film", flat=True))
    assert kept in ([film.pk for film in films], [film.pk for film in films[::-1]])


def test_an_account_deleted_while_others_like_its_reviews_leaves_exact_counts(alice, bob, her):
    fans = [a_member(f"fan_{number}") for number in range(4)]
    review = a_review(alice, her, rating=9)
    own = a_review(bob, her)
    likes.like_review(own, by=alice)

    at_once(partial(delete_account, alice), *[partial(likes.like_review, review, by=fan) for fan in fans])

    assert list(Entry.objects.values_list("author", flat=True)) == [bob.pk]
    assert not ReviewLike.objects.exists()
    assert ReviewStats.objects.get(entry=own).likes_count == 0
    stats = FilmStats.objects.get(film=her)
    assert (stats.watched_count, stats.ratings_count, stats.reviews_count) == (1, 0, 1)
    assert FollowCounts.objects.get(member=bob).following == 0


def test_a_draft_saved_while_it_is_published_does_not_outlive_it(alice, her):
    for number in range(6):
        key = uuid.uuid4()
        typed = {"save_key": str(key), "text": f"Twice {number}"}

        at_once(
            partial(entries.log_film, her, VIEWING, by=alice, save_key=key),
            partial(drafts.save_draft, her, typed, by=alice),
        )

        assert not Draft.objects.exists()


def test_of_two_windows_that_save_a_draft_at_once_one_is_told(alice, her):
    results = at_once(*[partial(drafts.save_draft, her, {"text": str(one)}, by=alice) for one in range(4)])

    assert refusals(results) == [drafts.DraftsDisagree] * 3
    assert Draft.objects.get().version == 1


def test_deleting_and_restoring_at_once_leave_exact_counts(alice, her):
    review = a_review(alice, her)

    at_once(
        *[partial(act, review) for act in (entries.delete_entry, entries.restore_deleted) for _ in range(3)]
    )

    is_back = not Entry.objects.get().is_deleted
    assert FilmStats.objects.get(film=her).reviews_count == is_back
    assert Mark.objects.get().is_watched
