"""Lists by the words of their titles."""

from __future__ import annotations

import pytest

from lists.actions.likes import like_list
from lists.queries.finding import find_lists
from social import actions as social
from social.models import Audience
from tests.factories import a_list
from web.viewer import NOBODY

pytestmark = pytest.mark.django_db


def titles(words: str, viewer=NOBODY) -> list[str]:
    return [card.list.title for card in find_lists(words, viewer, limit=5)]


def test_all_words_are_in_the_title_the_last_perhaps_only_begun(alice, her):
    a_list(alice, her, title="Night trains, and lifts")
    a_list(alice, her, title="Night shifts (Spider-Man & others)")

    assert titles("night tra") == ["Night trains, and lifts"]
    assert set(titles("NIGHT")) == {"Night trains, and lifts", "Night shifts (Spider-Man & others)"}
    assert titles("spider man night") == ["Night shifts (Spider-Man & others)"]
    assert titles("tra night") == []
    for hostile in ("'", ":*", "a & b | !c", "\\'", "()", "_", "½ '", "a " * 90):
        assert titles(hostile) == []


def test_the_best_liked_come_first(alice, bob, carol, her):
    lists = [a_list(alice, her, title=f"Trains {number}") for number in range(3)]
    like_list(lists[1].pk, by=bob)

    assert titles("trains") == ["Trains 1", "Trains 2", "Trains 0"]


def test_what_is_not_for_the_viewer_is_not_found(alice, bob, carol, mallory, her):
    a_list(alice, her, title="Trains for those who follow", audience=Audience.FOLLOWERS)
    a_list(alice, her, title="Trains for me", audience=Audience.ME)
    a_list(alice, her, title="Trains for all")

    found = {viewer: set(titles("trains", viewer)) for viewer in (alice, bob, carol, mallory, NOBODY)}

    assert [len(found[viewer]) for viewer in (alice, bob, carol, mallory, NOBODY)] == [3, 2, 1, 0, 1]
    social.mute_member(alice, by=carol)
    assert titles("trains", carol) == []


def test_they_stand_on_the_page_of_what_was_found(alice, her, client):
    best = a_list(alice, her, title="Night trains")

    everything, lists = (
        client.get(f"/search/?q=night{more}").content.decode() for more in ("", "&kind=lists")
    )

    for page in (everything, lists):
        assert "<h2>Lists</h2>" in page
        assert f'href="{best.url}"' in page
