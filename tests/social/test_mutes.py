"""Muting: people, films and words that are not met, and stay where they are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Member
from reviews.actions import likes
from reviews.actions.members import delete_account
from reviews.models import Entry
from reviews.queries.muting import muted_words_in
from social import actions
from social.models import FilmMute, MemberMute, WordMute
from tests.factories import a_film, a_member, a_review

pytestmark = pytest.mark.django_db
MET = ["/", "/reviews/", "/reviews/?sort=newest", "/film/her-2013/", "/film/her-2013/reviews/", "/@fan/likes/reviews/",
       "/@fan/film/her-2013/", "/film/her-2013/?reviews=following"]  # fmt: skip
OWN = ["/@alice/", "/@alice/reviews/", "/@alice/film/her-2013/"]
OF_THE_FILM = ["/film/her-2013/", "/film/her-2013/reviews/", *OWN]
WORDS = "The train window"


@pytest.fixture
def written(alice: Member, bob: Member, her) -> Entry:
    """Liked by a fan who wrote too; bob follows both."""
    fan = a_member("fan")
    actions.follow(fan, by=bob)
    a_review(fan, her, "Something else.")
    entry = a_review(alice, her)
    likes.like_review(entry, by=fan)
    return entry


@pytest.fixture
def pages(signed_in, bob):
    """Those of these addresses on which bob meets alice's words."""
    client = signed_in(bob)

    def met(addresses):
        return [address for address in addresses if WORDS in client.get(address).content.decode()]

    return met


def test_a_muted_member_is_not_met_but_can_be_opened(written, pages, signed_in, bob):
    assert pages([*MET, *OWN]) == [*MET, *OWN]

    signed_in(bob).post("/@alice/mute/")

    assert pages([*MET, *OWN]) == OWN


def test_a_muted_film_is_not_met_but_can_be_opened(written, pages, signed_in, bob):
    lists = ["/", "/reviews/", "/reviews/?sort=newest", "/@fan/likes/reviews/"]
    assert pages(lists) == lists

    signed_in(bob).post("/film/her-2013/mute/")

    assert pages([*lists, *OF_THE_FILM]) == OF_THE_FILM


def test_a_mute_is_of_its_member_alone(written, bob, carol, signed_in):
    actions.mute_member(written.author, by=bob)

    assert WORDS in signed_in(carol).get("/reviews/?sort=newest").content.decode()


def test_who_follows_and_mutes_still_follows_and_may_read_what_is_for_followers(written, bob, signed_in):
    Entry.objects.update(audience="followers")
    actions.mute_member(written.author, by=bob)

    assert Entry.objects.visible_to(bob).by(written.author).exists()
    assert WORDS in signed_in(bob).get(written.url).content.decode()


def test_a_muted_member_is_not_among_the_watchers_and_givers_of_likes(written, bob, signed_in):
    client, fan = signed_in(bob), Member.objects.get(username="fan")
    assert 'href="/@fan/"' in client.get(written.url).content.decode()
    assert "Watched by people you follow" in client.get("/film/her-2013/").content.decode()

    actions.mute_member(fan, by=bob)
    actions.mute_member(written.author, by=bob)

    assert 'href="/@fan/"' not in client.get(written.url).content.decode()
    assert "Watched by people you follow" not in client.get("/film/her-2013/").content.decode()


def test_muting_twice_is_muting_once_and_unmuting_brings_back(written, pages, signed_in, bob):
    client = signed_in(bob)
    for _ in range(2):
        client.post("/@alice/mute/")
        client.post("/film/her-2013/mute/")
    assert (MemberMute.objects.count(), FilmMute.objects.count()) == (1, 1)
    assert "Unmute alice" in client.get("/@alice/").content.decode()
    assert "You muted Her" in client.get("/film/her-2013/mute/").content.decode()

    for _ in range(2):
        client.post("/@alice/unmute/")
        client.post("/film/her-2013/unmute/")

    assert pages(MET) == MET


def test_nobody_mutes_themselves(signed_in, alice):
    assert "Nobody mutes themselves." in signed_in(alice).post("/@alice/mute/", follow=True).content.decode()
    assert not MemberMute.objects.exists()


def test_what_is_muted_stands_in_the_settings_and_can_be_unmuted(written, signed_in, bob):
    client = signed_in(bob)
    client.post("/@alice/mute/")
    client.post("/film/her-2013/mute/")
    client.post("/settings/muted/words/", {"words": "  window   pane "})

    for kind, name, undo in (
        ("people", "@alice", "/@alice/unmute/"),
        ("films", "Her", "/film/her-2013/unmute/"),
        ("words", "window pane", f"/settings/muted/words/{WordMute.objects.get().pk}/unmute/"),
    ):
        address = f"/settings/muted/?kind={kind}"
        shown = client.get(address).content.decode()
        assert name in shown
        assert undo in shown
        client.post(undo)
        assert undo not in client.get(address).content.decode()


def test_muted_words_travel_with_their_member(bob):
    for words in ("remake", "Remake", "plot twist"):
        actions.mute_words(words, by=bob)

    bob.refresh_from_db()
    assert bob.muted_words == ["plot twist", "remake"]

    actions.unmute_words(WordMute.objects.get(words="remake").pk, by=bob)
    bob.refresh_from_db()
    assert bob.muted_words == ["plot twist"]


@pytest.mark.parametrize(
    ("muted", "text", "is_found"),
    [
        ("remake", "This **REMAKE**, again.", True),
        ("remake", "Remakes are something else.", False),
        ("plot twist", "A plot\ntwist.", True),
        ("plot twist", "A plot with a twist.", False),
        ("straße", "In der STRASSE.", True),
        ("c++", "Written in C++, surely.", True),
        ("her", "Nothing of the kind.", True),  # the title of the film
        ("kind", "Nothing of the kindest.", False),
    ],
)
def test_whole_words_count_whatever_their_case(alice, bob, her, muted, text, is_found):
    review = a_review(alice, her, text)
    actions.mute_words(muted, by=bob)
    bob.refresh_from_db()
    alice.muted_words = bob.muted_words

    assert bool(muted_words_in(review, bob)) == is_found
    assert not muted_words_in(review, alice)


def test_a_card_with_a_muted_word_is_covered_until_asked_for(written, signed_in, bob):
    client = signed_in(bob)
    with CaptureQueriesContext(connection) as before:
        assert "Covered" not in client.get("/reviews/?sort=newest").content.decode()

    actions.mute_words("Window", by=bob)

    with CaptureQueriesContext(connection) as after:
        shown = client.get("/reviews/?sort=newest").content.decode()
    assert "Covered: it has a word you muted (“Window”). <b>Read it anyway</b></summary>" in shown
    assert shown.count('<details class="spoiler">') == 1
    assert len(after) == len(before)


@pytest.mark.parametrize("words", ["", "   ", "!?", "x" * 51, "a\u200bb"])
def test_what_is_no_word_is_not_muted_and_nothing_typed_is_lost(signed_in, bob, words):
    answer = signed_in(bob).post("/settings/muted/words/", {"words": words})

    assert answer.status_code == 422
    assert "field__errors" in answer.content.decode()
    assert not WordMute.objects.exists()


def test_there_is_a_bound_to_muted_words(signed_in, bob):
    WordMute.objects.bulk_create(WordMute(member=bob, words=f"word {number}") for number in range(100))

    answer = signed_in(bob).post("/settings/muted/words/", {"words": "one more"})

    assert "You have muted 100 already" in answer.content.decode()
    assert WordMute.objects.count() == 100


def test_nobody_unmutes_the_words_of_others(signed_in, bob, carol):
    actions.mute_words("remake", by=bob)

    signed_in(carol).post(f"/settings/muted/words/{WordMute.objects.get().pk}/unmute/")

    assert WordMute.objects.exists()


def test_a_film_of_its_own_is_asked_about_before_it_is_muted(signed_in, bob):
    film = a_film("Wanted", 1990)

    shown = signed_in(bob).get("/film/wanted-1990/mute/").content.decode()

    assert "Mute Wanted?" in shown
    assert not FilmMute.objects.filter(film=film).exists()


def test_who_leaves_takes_all_mutes_along(written, bob, alice):
    actions.mute_words("remake", by=bob)
    actions.mute_film(written.film, by=bob)
    actions.mute_member(alice, by=bob)

    delete_account(bob)

    assert [kind.objects.count() for kind in (WordMute, FilmMute, MemberMute)] == [0, 0, 0]
