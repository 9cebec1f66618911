"""The entry: one dated viewing, or one review, or both."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from reviews.actions import entries, likes, marks
from reviews.actions.entries import Viewing
from reviews.models import Entry, FilmStats, Mark, MemberStats, ReviewLike
from social.models import Audience
from tests.factories import a_film, a_review, an_entry

NOVEMBER_14 = datetime.date(2026, 11, 14)


def mark_of(member, film) -> Mark:
    return Mark.objects.get(member=member, film=film)


def test_logging_a_film_marks_it_watched_and_takes_it_off_the_watchlist(alice, her):
    marks.add_to_watchlist(her, by=alice)

    an_entry(alice, her)

    assert (mark_of(alice, her).is_watched, mark_of(alice, her).is_on_watchlist) == (True, False)


def test_reviewing_without_a_date_marks_the_film_watched_too(alice, her):
    a_review(alice, her, watched_on=None)

    assert mark_of(alice, her).is_watched


def test_logging_again_takes_a_film_off_the_watchlist_it_went_back_on(alice, her):
    an_entry(alice, her)
    marks.add_to_watchlist(her, by=alice)

    an_entry(alice, her, is_rewatch=True)

    assert not mark_of(alice, her).is_on_watchlist


def test_saving_an_entry_with_a_rating_moves_the_films_rating(alice, her):
    marks.rate(her, rating=4, by=alice)

    an_entry(alice, her, rating=9)

    assert mark_of(alice, her).rating == 9


def test_rating_the_film_again_leaves_old_entries_alone(alice, her):
    entry = an_entry(alice, her, rating=9)

    marks.rate(her, rating=4, by=alice)

    entry.refresh_from_db()
    assert (entry.rating, mark_of(alice, her).rating) == (9, 4)


def test_mending_a_word_in_an_old_review_leaves_the_films_rating_alone(alice, her):
    entry = a_review(alice, her, rating=9)
    marks.rate(her, rating=4, by=alice)

    entries.edit_entry(entry, Viewing(watched_on=NOVEMBER_14, rating=9, text="A better word."))

    assert mark_of(alice, her).rating == 4


def test_changing_the_rating_of_an_entry_moves_the_films_rating(alice, her):
    entry = a_review(alice, her, rating=9)

    entries.edit_entry(entry, Viewing(watched_on=NOVEMBER_14, rating=6, text="On reflection."))

    entry.refresh_from_db()
    assert (entry.rating, mark_of(alice, her).rating) == (6, 6)
    assert entry.edited_at is not None


def test_an_entry_without_date_and_text_is_refused(alice, her):
    with pytest.raises(entries.NothingToSave):
        entries.log_film(her, Viewing(text="  \n "), by=alice)

    assert not Entry.objects.exists()
    assert not Mark.objects.exists()


def test_the_database_refuses_an_entry_without_date_and_text(alice, her):
    entry = a_review(alice, her)

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(text="", watched_on=None)


def test_entries_are_numbered_and_no_number_is_used_again(alice, her):
    first, second = an_entry(alice, her), an_entry(alice, her)
    assert (first.url, second.url) == ("/@alice/film/her-2013/", "/@alice/film/her-2013/2/")

    entries.delete_entry(second)
    third = an_entry(alice, her)

    assert third.number == 3


def test_numbers_start_anew_for_another_film_and_another_member(alice, bob, her):
    an_entry(alice, her)

    assert an_entry(bob, her).number == 1
    assert an_entry(alice, a_film()).number == 1


def test_an_entry_cannot_move_to_another_film(alice, her):
    entry = an_entry(alice, her)

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(film=a_film())


def test_saving_twice_with_one_key_makes_one_entry(alice, her):
    key = uuid.uuid4()

    first = entries.log_film(her, Viewing(watched_on=NOVEMBER_14), by=alice, save_key=key)
    second = entries.log_film(her, Viewing(watched_on=NOVEMBER_14), by=alice, save_key=key)

    assert first == second
    assert Entry.objects.count() == 1
    assert mark_of(alice, her).last_entry_number == 1


def test_one_key_on_two_films_makes_two_entries(alice, her):
    key, other = uuid.uuid4(), a_film("Heat", 1995)

    for film in (her, other):
        entries.log_film(film, Viewing(text=f"On {film.title}."), by=alice, save_key=key)

    assert set(Entry.objects.values_list("film__title", "text")) == {("Her", "On Her."), ("Heat", "On Heat.")}


def test_one_key_of_two_members_makes_two_entries(alice, bob, her):
    key = uuid.uuid4()

    for member in (alice, bob):
        entries.log_film(her, Viewing(watched_on=NOVEMBER_14), by=member, save_key=key)

    assert Entry.objects.count() == 2


def test_source_and_clean_html_are_both_stored(alice, her):
    entry = a_review(alice, her, text="A *voice*.<script>alert(1)</script>")

    entry.refresh_from_db()
    assert entry.text == "A *voice*.<script>alert(1)</script>"
    assert entry.text_html == "<p>A <em>voice</em>.&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_only_public_reviews_count(alice, her):
    review = a_review(alice, her)
    a_review(alice, her, audience=Audience.FOLLOWERS)
    a_review(alice, her, audience=Audience.ME)
    an_entry(alice, her)

    assert FilmStats.objects.get(film=her).reviews_count == 1
    stats = MemberStats.objects.get(member=alice)
    assert (stats.reviews_count, stats.entries_count) == (1, 2)

    Entry.objects.filter(pk=review.pk).update(removed_at=timezone.now())
    assert FilmStats.objects.get(film=her).reviews_count == 0


def test_a_review_that_loses_its_text_loses_its_likes(alice, carol, her):
    entry = a_review(alice, her)
    likes.like_review(entry, by=carol)
    assert ReviewLike.objects.count() == 1

    entries.edit_entry(entry, Viewing(watched_on=NOVEMBER_14, text=""))

    assert not ReviewLike.objects.exists()
    entry.stats.refresh_from_db()
    assert entry.stats.likes_count == 0


def test_deleting_an_entry_leaves_the_film_watched_and_rated(alice, carol, her):
    entry = a_review(alice, her, rating=7)
    likes.like_review(entry, by=carol)

    entries.delete_entry(entry)

    assert (mark_of(alice, her).is_watched, mark_of(alice, her).rating) == (True, 7)
    assert FilmStats.objects.get(film=her).reviews_count == 0


def test_likes_of_the_film_are_left_alone_when_nothing_is_said(alice, her):
    marks.like_film(her, by=alice)

    an_entry(alice, her)
    assert mark_of(alice, her).is_liked

    an_entry(alice, her, liked=False)
    assert not mark_of(alice, her).is_liked
