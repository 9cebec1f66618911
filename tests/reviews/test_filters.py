"""Words about what a member did, and what of them somebody else may learn."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import Member
from films.queries.filter_kinds import UnknownWord
from reviews.actions import marks
from reviews.queries.filters import Filters
from social.models import Audience
from tests.factories import a_film, a_review, an_entry

TODAY = timezone.localdate()
LATELY, LONG_AGO = TODAY - datetime.timedelta(days=30), TODAY.replace(year=TODAY.year - 6, day=1)


def found(query: dict[str, str], viewer, whose=None) -> list[str]:
    films = Filters.read(query).films(viewer, whose=whose)
    return sorted(films.values_list("title", flat=True))


@pytest.fixture
def diary(alice):
    films = {title: a_film(title) for title in ("Once", "Twice", "Long ago", "Never")}
    an_entry(alice, films["Once"], watched_on=LATELY)
    an_entry(alice, films["Twice"], watched_on=LONG_AGO)
    an_entry(alice, films["Twice"], watched_on=LATELY, is_rewatch=True)
    an_entry(alice, films["Long ago"], watched_on=LONG_AGO, rating=9)
    return films


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"mine": "logged"}, ["Long ago", "Once", "Twice"]),
        ({"mine": "-logged"}, ["Never"]),
        ({"mine": "rewatched"}, ["Twice"]),
        ({"mine": "logged -rewatched"}, ["Long ago", "Once"]),
        ({"mine": "reviewed"}, []),
        ({"times-seen": "2-"}, ["Twice"]),
        ({"times-seen": "1"}, ["Long ago", "Once"]),
        ({"not-seen-for": "5"}, ["Long ago"]),
        ({"seen-in": str(LONG_AGO.year)}, ["Long ago", "Twice"]),
        ({"seen-in": f"{LONG_AGO.year + 1}-"}, ["Once", "Twice"]),
        ({"my-rating": "8-", "not-seen-for": "5"}, ["Long ago"]),
    ],
)
def test_films_are_found_by_the_diary(diary, alice, query, titles):
    assert found(query, alice) == titles


def test_what_was_read_is_read_again_from_what_is_kept(diary):
    kept = Filters.read({"mine": ["-liked", "watched"], "my-rating-from": ["8"], "x": ["y"]}).words

    assert kept == {"mine": "watched -liked", "my-rating": "8-"}
    assert Filters.read(kept).words == kept


def test_each_word_can_be_taken_away_from_the_others(diary):
    labels = Filters.read({"genre": "drama -horror", "decade": "1970s"}).labels()

    assert [(one.text, one.without) for one in labels] == [
        ("Drama", {"genre": "-horror", "decade": "1970s"}),
        ("Not Horror", {"genre": "drama", "decade": "1970s"}),
        ("1970s", {"genre": "drama -horror"}),
    ]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ({"runtime": "90-120"}, "90 to 120 minutes"),
        ({"average": "3.5-"}, "3.5 stars or more on average"),
        ({"my-rating": "2"}, "1 star"),
        ({"times-seen": "2-"}, "Seen twice or more"),
        ({"not-seen-for": "1"}, "Not seen for 1 year"),
        ({"year": "-1930"}, "Up to 1930"),
        ({"country": "-US"}, "Not United States"),
    ],
)
def test_words_are_said_as_people_read_them(query, text):
    assert [label.text for label in Filters.read(query).labels()] == [text]


def test_more_words_than_anybody_means_are_refused():
    with pytest.raises(UnknownWord):
        Filters.read({"with": " ".join(f"person-{number}" for number in range(11))})


def test_another_member_may_be_meant(diary, alice, carol):
    assert found({"mine": "rewatched"}, carol) == []
    assert found({"mine": "rewatched"}, carol, whose=alice) == ["Twice"]


def test_entries_that_a_reader_may_not_read_do_not_count_for_them(diary, alice, bob, carol):
    a_review(alice, diary["Never"], audience=Audience.FOLLOWERS)
    assert found({"mine": "reviewed"}, bob, whose=alice) == ["Never"]

    assert found({"mine": "reviewed"}, carol, whose=alice) == []
    assert found({"mine": "-reviewed"}, carol, whose=alice) == sorted(diary)


def test_a_hidden_watchlist_is_as_good_as_empty(diary, alice, bob, carol):
    marks.add_to_watchlist(diary["Never"], by=alice)
    assert found({"mine": "watchlist"}, carol, whose=alice) == ["Never"]
    Member.objects.filter(pk=alice.pk).update(watchlist_audience=Audience.FOLLOWERS)
    alice.refresh_from_db()

    for viewer in (carol, AnonymousUser()):
        assert found({"mine": "watchlist"}, viewer, whose=alice) == []
        assert found({"mine": "-watchlist"}, viewer, whose=alice) == sorted(diary)
    assert found({"mine": "watchlist"}, bob, whose=alice) == ["Never"]
    assert found({"mine": "-watchlist"}, alice) == ["Long ago", "Once", "Twice"]


def test_in_blind_mode_a_reader_learns_no_stars_of_films_they_have_not_rated(diary, alice, carol):
    assert found({"my-rating": "8-"}, carol, whose=alice) == ["Long ago"]
    Member.objects.filter(pk=carol.pk).update(blind=True)
    carol.refresh_from_db()
    assert found({"my-rating": "8-"}, carol, whose=alice) == []

    marks.rate(diary["Long ago"], rating=3, by=carol)

    assert found({"my-rating": "8-"}, carol, whose=alice) == ["Long ago"]
