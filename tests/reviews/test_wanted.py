"""A mark remembers that its film was watched from the watchlist."""

from __future__ import annotations

import pytest

from reviews.actions.marks import add_to_watchlist, forget, rate, watch
from reviews.models import Mark
from tests.factories import an_entry

pytestmark = pytest.mark.django_db


def wanted_since(member, film):
    return Mark.objects.get(member=member, film=film).wanted_since


@pytest.mark.parametrize(
    "act",
    [
        lambda film, by: watch(film, by=by),
        lambda film, by: rate(film, rating=8, by=by),
        lambda film, by: an_entry(by, film),
    ],
)
def test_a_film_that_is_watched_was_wanted_since_it_stood_on_the_watchlist(alice, her, act):
    add_to_watchlist(her, by=alice)
    wanted = Mark.objects.get(member=alice, film=her).watchlisted_at

    act(her, alice)

    assert wanted_since(alice, her) == wanted


def test_a_film_that_was_never_on_the_watchlist_was_not_watched_from_it(alice, her):
    watch(her, by=alice)

    assert wanted_since(alice, her) is None


def test_a_film_wanted_once_more_and_logged_again_was_watched_from_the_watchlist(alice, her):
    watch(her, by=alice)
    add_to_watchlist(her, by=alice)
    wanted = Mark.objects.get(member=alice, film=her).watchlisted_at

    an_entry(alice, her, is_rewatch=True)

    assert wanted_since(alice, her) == wanted


def test_a_film_that_is_no_longer_watched_was_not_wanted_either(alice, her):
    add_to_watchlist(her, by=alice)
    watch(her, by=alice)
    forget(her, by=alice)
    watch(her, by=alice)

    assert wanted_since(alice, her) is None
