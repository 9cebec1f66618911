"""Who sees what: the whole cast over every address that shows members' writing."""

from __future__ import annotations

import pytest
from django.test import Client

from reviews.models import Entry, ReviewLike
from tests.factories import a_review
from tests.reviews.worlds import HTMX, MAY_READ, WORDS, four_audiences

CAST = list(MAY_READ)
# Pages with all that one may read of alice's writing on Her.
WHOLE = [
    "/reviews/?sort=newest",
    "/reviews/",
    "/film/her-2013/",
    "/film/her-2013/reviews/",
    "/film/her-2013/reviews/?sort=newest",
    "/film/her-2013/reviews/?sort=oldest",
    "/@fan/likes/reviews/",
    "/@fan/film/her-2013/likes/reviews/",
]
OF_ALICE = ["/@alice/", "/@alice/reviews/", "/@alice/reviews/?sort=popular", "/@alice/diary/"]
# Pages that may show less, but never more.
PART = [
    "/",
    "/search/?q=words",
    "/@alice/film/her-2013/",
    "/@fan/",
    "/@alice/likes/reviews/",
    "/@fan/film/her-2013/",
]


@pytest.fixture
def written(alice, her):
    return four_audiences(alice, her)[0]


@pytest.fixture
def client_of(alice, bob, carol, mallory, signed_in):
    members = {"alice": alice, "bob": bob, "carol": carol, "mallory": mallory}
    return lambda name: Client() if name == "nobody" else signed_in(members[name])


def words_in(response) -> set[str]:
    return {words for words in WORDS if words in response.content.decode()}


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("address", WHOLE)
def test_lists_show_what_the_viewer_may_read_and_nothing_else(written, client_of, name, address):
    assert words_in(client_of(name).get(address)) == MAY_READ[name]


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("address", OF_ALICE)
def test_alices_own_pages_show_what_the_viewer_may_read(written, client_of, name, address):
    response = client_of(name).get(address)

    assert response.status_code == (404 if name == "mallory" else 200)
    assert words_in(response) <= MAY_READ[name]


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("address", PART)
def test_no_page_shows_more_than_the_viewer_may_read(written, client_of, name, address):
    assert words_in(client_of(name).get(address)) <= MAY_READ[name]


@pytest.mark.parametrize("name", CAST)
def test_the_diary_lists_the_entries_the_viewer_may_read(written, client_of, name):
    page = client_of(name).get("/@alice/diary/").content.decode()

    shown = {entry.lead_html for entry in written if f'href="{entry.url}">Her' in page}
    assert shown == {f"<p>{words}</p>" for words in MAY_READ[name]}


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("page", ["", "likes/"])
def test_an_entry_and_who_liked_it_are_there_for_those_who_may_read_it(written, client_of, name, page):
    statuses = {entry.lead_html: client_of(name).get(entry.url + page).status_code for entry in written[1:]}

    assert statuses == {f"<p>{words}</p>": 200 if words in MAY_READ[name] else 404 for words in WORDS[1:]}


@pytest.mark.parametrize("name", CAST)
def test_the_whole_text_comes_to_those_who_may_read_it(written, client_of, name):
    answers = [client_of(name).get(f"/entries/{entry.pk}/text/", headers=HTMX) for entry in written]

    assert [answer.status_code for answer in answers] == [
        200 if words in MAY_READ[name] else 404 for words in WORDS
    ]
    assert set().union(*map(words_in, answers)) == MAY_READ[name]


@pytest.mark.parametrize("name", ["bob", "carol", "mallory"])
@pytest.mark.parametrize("act", ["edit", "delete"])
def test_nobody_but_the_author_changes_an_entry(written, client_of, name, act):
    for method in ("get", "post"):
        for entry in written:
            assert getattr(client_of(name), method)(f"/entries/{entry.pk}/{act}/").status_code == 404

    assert Entry.objects.by(written[0].author).count() == 4


@pytest.mark.parametrize("name", ["bob", "carol", "mallory"])
def test_what_one_may_not_read_one_cannot_like(written, client_of, name):
    before = ReviewLike.objects.count()
    answers = {
        words: client_of(name).post(f"/entries/{entry.pk}/like/")
        for words, entry in zip(WORDS, written, strict=True)
    }

    assert {words for words, answer in answers.items() if answer.status_code == 302} == MAY_READ[name]
    assert {answer.status_code for answer in answers.values()} <= {302, 404}
    assert ReviewLike.objects.count() == before + len(MAY_READ[name])


def test_a_removed_entry_says_so_to_its_author(written, client_of):
    page = client_of("alice").get(written[3].url).content.decode()

    assert "The moderators have removed this entry" in page


def test_whoever_the_viewer_blocked_is_not_in_their_lists(alice, mallory, her, signed_in):
    a_review(mallory, her, "Words from a blocked member")

    pages = [signed_in(alice).get(address).content.decode() for address in WHOLE[:6]]

    assert not any("Words from a blocked member" in page for page in pages)


def test_private_writing_is_kept_from_search_engines(written, client_of):
    assert "noindex" in client_of("alice").get(written[2].url).content.decode()
    assert "noindex" not in client_of("alice").get(written[0].url).content.decode()
