"""What its owner changes in a line of the diary."""

from __future__ import annotations

import datetime
from functools import partial

import pytest
from django.utils import timezone

from accounts.models import Member
from films.actions.films import retire_film
from reviews.actions import marks
from reviews.actions.rating_entries import CannotBeRated, rate_entry, unrate_entry
from reviews.models import Entry, FilmStats, Mark, Revision
from social.models import Audience
from tests.factories import a_film, a_review, an_entry
from tests.threads import at_once, refusals

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def stood(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def test_rating_a_line_moves_the_rating_of_the_film_with_it(alice, her, signed_in):
    entry = a_review(alice, her, rating=6)

    answer = signed_in(alice).post(f"/entries/{entry.pk}/rate/", {"rating": "9"})

    assert answer["Location"] == "/@alice/diary/"
    assert (stood(entry).rating, Mark.objects.get().rating) == (9, 9)
    assert FilmStats.objects.get(film=her).histogram[8] == 1
    assert stood(entry).edited_at is not None
    assert Revision.objects.get().rating == 6


def test_the_same_rating_once_more_changes_nothing(alice, her):
    entry = a_review(alice, her, rating=6)
    marks.rate(her, rating=2, by=alice)

    rate_entry(entry, rating=6)

    assert (stood(entry).edited_at, Mark.objects.get().rating, Revision.objects.count()) == (None, 2, 0)


def test_no_rating_is_taken_from_the_line_alone(alice, her, signed_in):
    entry = an_entry(alice, her, rating=6)

    signed_in(alice).post(f"/entries/{entry.pk}/rate/", {"rating": ""})

    assert (stood(entry).rating, Mark.objects.get().rating) == (None, 6)


def test_a_viewing_that_was_stopped_is_not_rated(alice, her, signed_in):
    entry = an_entry(alice, her, is_stopped=True)

    answer = signed_in(alice).post(f"/entries/{entry.pk}/rate/", {"rating": "9"}, headers=HTMX)

    assert (answer.status_code, stood(entry).rating) == (422, None)
    assert "stopped has no rating" in answer.content.decode()


def test_nothing_is_written_over_by_what_another_window_did_since(alice, her):
    entry = a_review(alice, her, rating=6)
    shown_in_another_window = Entry.objects.select_related("author", "film").get(pk=entry.pk)
    Entry.objects.filter(pk=entry.pk).update(text="Changed since.", rating=8)

    rate_entry(shown_in_another_window, rating=6)

    assert (stood(entry).text, stood(entry).rating, Mark.objects.get().rating) == ("Changed since.", 6, 6)


def test_what_was_deleted_meanwhile_is_not_rated(alice, her):
    entry = a_review(alice, her, rating=6)
    Entry.objects.filter(pk=entry.pk).update(deleted_at=timezone.now())

    with pytest.raises(CannotBeRated):
        unrate_entry(entry)


def test_nobody_else_changes_a_line(alice, bob, her, signed_in):
    entry = a_review(alice, her, rating=6)
    for act in ("rate", "like-film", "unlike-film"):
        assert signed_in(bob).post(f"/entries/{entry.pk}/{act}/", {"rating": "1"}).status_code == 404

    assert signed_in(alice).post(f"/entries/{entry.pk}/rate/", {"rating": "11"}).status_code == 400
    assert stood(entry).rating == 6


def test_who_is_suspended_rates_only_what_is_for_them_alone(alice, her, signed_in):
    shown, own = a_review(alice, her, rating=6), an_entry(alice, a_film(), audience=Audience.ME)
    Member.objects.filter(pk=alice.pk).update(suspended_until=timezone.now() + datetime.timedelta(days=1))
    client = signed_in(Member.objects.get(pk=alice.pk))

    refused = client.post(f"/entries/{shown.pk}/rate/", {"rating": "9"}, headers=HTMX)
    client.post(f"/entries/{own.pk}/rate/", {"rating": "9"})

    assert (refused.status_code, stood(shown).rating, stood(own).rating) == (422, 6, 9)
    assert "suspended" in refused.content.decode()


def test_the_plain_form_comes_back_to_its_line(alice, her, signed_in):
    entry = a_review(alice, her)
    line = f"/@alice/diary/?year=2026#entry-{entry.pk}"

    for act in ("rate", "like-film", "unlike-film"):
        assert signed_in(alice).post(f"/entries/{entry.pk}/{act}/", {"next": line})["Location"] == line


def test_a_like_shows_in_all_lines_of_the_film_that_the_page_has(alice, her, signed_in):
    first, again, other = an_entry(alice, her), an_entry(alice, her), an_entry(alice, a_film())
    said = {"line": [first.pk, again.pk, other.pk, "x"]}

    page = signed_in(alice).post(f"/entries/{again.pk}/like-film/", said, headers=HTMX).content.decode()

    assert Mark.objects.get(film=her).is_liked
    assert page.startswith(f'<form class="line-like" id="like-in-{again.pk}"')
    assert page.count("hx-swap-oob") == page.count(f'id="like-in-{first.pk}"') == 1
    assert f'id="like-in-{other.pk}"' not in page
    signed_in(alice).post(f"/entries/{first.pk}/unlike-film/", headers=HTMX)
    assert not Mark.objects.get(film=her).is_liked


def test_a_retired_film_keeps_its_like_and_gets_none(alice, her, signed_in):
    entry = an_entry(alice, her, liked=True)
    retire_film(her)

    assert signed_in(alice).post(f"/entries/{entry.pk}/unlike-film/").status_code == 302
    assert signed_in(alice).post(f"/entries/{entry.pk}/like-film/").status_code == 404
    assert "line-like__button" not in signed_in(alice).get("/@alice/diary/").content.decode()


def test_only_their_owner_is_offered_to_change_lines(alice, bob, her, signed_in):
    entry = an_entry(alice, her, rating=7)

    assert f'action="/entries/{entry.pk}/rate/"' in signed_in(alice).get("/@alice/diary/").content.decode()
    for client in (signed_in(bob), signed_in(alice)):
        page = client.get("/@alice/diary/?as=stranger").content.decode()
        assert "/rate/" not in page
        assert "stars--7" in page


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_leave_line_film_and_bars_in_agreement(alice, her):
    entry = an_entry(alice, her, rating=1)
    windows = [Entry.objects.select_related("author", "film").get(pk=entry.pk) for _ in range(4)]

    results = at_once(
        *[
            partial(rate_entry, window, rating=rating)
            for window, rating in zip(windows, (4, 4, 7, 9), strict=True)
        ]
    )

    assert refusals(results) == []
    rating = stood(entry).rating
    assert rating == Mark.objects.get().rating
    histogram = FilmStats.objects.get(film=her).histogram
    assert histogram[rating - 1] == sum(histogram) == 1
