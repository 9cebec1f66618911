"""Films that somebody stopped watching: neither watched nor rated, and said so wherever they stand."""

from __future__ import annotations

import datetime

import pytest

from reviews.actions import marks
from reviews.actions.entries import Viewing, delete_entry, edit_entry, restore_deleted
from reviews.models import Entry, FilmStats, Mark
from tests.factories import a_review, an_entry
from tests.reviews.test_views_log import LOG, said

A_DAY = datetime.date(2026, 11, 14)


def mark_of(entry: Entry) -> Mark:
    return Mark.objects.get(member=entry.author, film=entry.film)


def changed(entry: Entry, **facts) -> None:
    edit_entry(Entry.objects.get(pk=entry.pk), Viewing(watched_on=A_DAY, **facts))


def test_the_form_says_how_far_one_came(alice, her, signed_in):
    client = signed_in(alice)

    client.post(LOG, said(is_stopped="on", stopped_minute="47", text="No."))

    entry = Entry.objects.get()
    assert (entry.is_stopped, entry.stopped_minute) == (True, 47)
    assert (mark_of(entry).is_stopped, mark_of(entry).is_watched) == (True, False)
    assert "Stopped at 47 min · <time" in client.get(entry.url).content.decode()
    assert "stopped at 47 min" in client.get("/@alice/diary/").content.decode()
    assert "</svg> Stopped</p>" in client.get(her.url).content.decode()
    for address in (her.url, f"{her.url}ratings/"):
        assert "1 stopped watching" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"is_stopped": "on", "rating": "4"}, "A film you stopped watching has no rating."),
        ({"stopped_minute": "40"}, "This is for a film you stopped watching"),
        ({"is_stopped": "on", "stopped_minute": "0"}, "Minutes begin at 1."),
        ({"is_stopped": "on", "stopped_minute": "127"}, "The film has 126 minutes."),
        ({"is_stopped": "on", "stopped_minute": "soon"}, "Minutes are a whole number."),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(alice, her, signed_in, typed, sentence):
    type(her).objects.filter(pk=her.pk).update(runtime=126)

    response = signed_in(alice).post(LOG, said(text="Kept words", **typed))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "Kept words</textarea>" in response.content.decode()
    assert not Entry.objects.exists()


def test_changing_between_watched_and_stopped_moves_the_mark(alice, her):
    entry = an_entry(alice, her, rating=8)

    changed(entry, is_stopped=True)
    mark = mark_of(entry)
    assert (mark.is_watched, mark.is_stopped, mark.rating) == (False, True, None)
    stats = FilmStats.objects.get(film=her)
    assert (stats.watched_count, stats.stopped_count, sum(stats.histogram)) == (0, 1, 0)

    changed(entry, rating=5)
    mark = mark_of(entry)
    assert (mark.is_watched, mark.is_stopped, mark.rating) == (True, False, 5)


def test_a_film_watched_otherwise_stays_watched(alice, her):
    marks.rate(her, rating=9, by=alice)
    entry = an_entry(alice, her)

    changed(entry, is_stopped=True)

    assert (mark_of(entry).is_watched, mark_of(entry).is_stopped, mark_of(entry).rating) == (True, False, 9)


def test_another_entry_keeps_the_film_watched(alice, her):
    first, _ = an_entry(alice, her), an_entry(alice, her)

    changed(first, is_stopped=True)

    assert mark_of(first).is_watched


def test_what_was_stopped_is_stopped_again_when_restored(alice, her):
    entry = a_review(alice, her, is_stopped=True)
    delete_entry(entry)
    marks.forget(her, by=alice)
    assert not mark_of(entry).is_stopped

    restore_deleted(entry)

    assert (mark_of(entry).is_stopped, mark_of(entry).is_watched) == (True, False)


def test_watching_it_after_all_ends_having_stopped(alice, her):
    entry = an_entry(alice, her, is_stopped=True)

    marks.watch(her, by=alice)

    assert (mark_of(entry).is_stopped, mark_of(entry).is_watched) == (False, True)
    marks.unwatch(her, by=alice)
    assert not mark_of(entry).is_watched
