"""What a member may say in an entry, and the words in which the rest is refused."""

from __future__ import annotations

import datetime

import pytest

from reviews.forms import EntryForm, first_thoughts
from reviews.models import Mark
from web.text import LONGEST

TODAY = datetime.date(2026, 11, 22)


def form_of(**said: str) -> EntryForm:
    return EntryForm({"watched_on": "2026-11-14", "audience": "everyone", **said}, today=TODAY)


def errors_of(**said: str) -> dict[str, list[str]]:
    form = form_of(**said)
    assert not form.is_valid()
    return dict(form.errors)


def test_a_date_alone_is_enough():
    form = form_of()
    assert form.is_valid()
    viewing = form.viewing()

    assert (viewing.watched_on, viewing.text, viewing.rating, viewing.liked) == (
        datetime.date(2026, 11, 14),
        "",
        None,
        False,
    )


def test_text_alone_is_enough():
    form = form_of(watched_on="", text="Nine people, nine lit faces.")

    assert form.is_valid()
    assert form.viewing().watched_on is None


def test_neither_is_refused():
    assert errors_of(watched_on="", text=" \r\n ") == {
        "__all__": ["Give the day you watched it, or write about it, or both."]
    }


@pytest.mark.parametrize(
    "day", ["0000-99-99", "14.11.2026", "yesterday", "2026-02-30", "99999-01-01", "2026-11-14x"]
)
def test_what_is_no_date_is_refused_once(day):
    assert errors_of(watched_on=day) == {
        "watched_on": ["This is no date of the calendar. Write it as 2026-11-14."]
    }


def test_tomorrow_is_refused_and_today_is_not():
    assert errors_of(watched_on="2026-11-23") == {"watched_on": ["This day has not come yet."]}
    assert form_of(watched_on="2026-11-22").is_valid()


def test_a_day_before_there_were_films_is_refused():
    assert errors_of(watched_on="1869-12-31") == {"watched_on": ["There were no films before 1870."]}
    assert form_of(watched_on="1870-01-01").is_valid()


@pytest.mark.parametrize("rating", ["0", "11", "abc", "4.5", "-1", "1" * 500])
def test_what_is_no_rating_is_refused(rating):
    assert errors_of(rating=rating) == {"rating": ["A rating is half a star to five stars, in halves."]}


def test_tags_are_parted_folded_trimmed_and_kept_once():
    form = form_of(tags=" Melancholy,  los   ANGELES ,, melancholy, #red ,")

    assert form.is_valid()
    assert form.viewing().tags == ["melancholy", "los angeles", "red"]


def test_too_many_tags_are_counted():
    assert errors_of(tags=",".join(f"tag {number}" for number in range(31))) == {
        "tags": ["These are 31 tags; an entry has room for 30."]
    }


def test_a_tag_that_is_too_long_is_named():
    assert errors_of(tags="a" * 51) == {"tags": [f"A tag has at most 50 characters; “{'a' * 20}…” has 51."]}


def test_a_text_has_room_for_so_many_covered_passages():
    assert form_of(text="||word|| " * 300).is_valid()
    assert "301 covered passages" in errors_of(text="||word|| " * 301)["text"][0]


def test_a_text_that_is_too_long_is_counted():
    assert errors_of(text="x" * (LONGEST + 234)) == {
        "text": ["The review has 100,234 characters; there is room for 100,000."]
    }


def test_line_ends_of_browsers_count_once():
    assert form_of(text="x\r\n" * (LONGEST // 2)).is_valid()


def test_a_text_of_which_nothing_would_be_seen_is_refused():
    assert errors_of(text="[a]: https://example.org") == {"text": ["Nothing of this text would be seen."]}


def test_nul_is_refused():
    assert "text" in errors_of(text="a\0b")


@pytest.mark.parametrize("tags", ["noir, \u202enoir", "\u200d", "slow\u0007"])
def test_tags_have_no_characters_that_cannot_be_seen(tags):
    assert errors_of(tags=tags) == {"tags": ["Please leave out characters that cannot be seen."]}


def test_an_unknown_audience_is_refused():
    assert errors_of(audience="enemies") == {"audience": ["Choose one of the three."]}


def test_a_broken_save_key_is_a_new_one():
    form = form_of(save_key="rubbish")

    assert form.is_valid()
    assert form.cleaned_data["save_key"].version == 4


def test_a_new_entry_starts_with_today_and_the_members_mark():
    fresh = first_thoughts(None, TODAY)
    known = first_thoughts(Mark(watched_at=TODAY, liked_at=TODAY, rating=9), TODAY)

    assert (fresh["watched_on"], fresh["is_rewatch"], fresh["liked"], fresh["rating"]) == (
        TODAY,
        False,
        False,
        None,
    )
    assert (known["is_rewatch"], known["liked"], known["rating"]) == (True, True, 9)
    assert fresh["save_key"] != known["save_key"]
