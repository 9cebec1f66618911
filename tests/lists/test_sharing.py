"""What a list becomes elsewhere: behind a secret link, in a copy, on a watchlist, in a feed and a file."""

from __future__ import annotations

import csv
import io
import uuid

import pytest
from django.test import Client

from accounts.models import Member
from lists.actions.cloning import clone_list
from lists.actions.sharing import share_list, unshare_list
from lists.models import Item, List
from reviews.actions import marks
from reviews.models import Mark
from social.actions import block
from tests.factories import a_film, a_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def films():
    return [a_film(title, 1990) for title in ("Close-Up", "=SUM(A1)", "Nouvelle vague")]


@pytest.fixture
def private(alice, films) -> List:
    return a_list(alice, *films, title="Under the rug", audience="me", is_ranked=True)


@pytest.fixture
def link(private) -> str:
    share_list(private)
    return private.secret_url


def test_a_secret_link_opens_a_list_to_whoever_has_it_and_to_no_cache(private, link, signed_in, carol):
    assert Client().get(private.url).status_code == 404

    response = Client().get(link)
    assert "Under the rug" in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Under the rug" in signed_in(carol).get(link).content.decode()


def test_a_new_link_ends_the_old_one_and_a_link_can_be_taken_back(private, link, alice, carol, signed_in):
    client = signed_in(alice)
    assert signed_in(carol).post(f"/lists/{private.pk}/share/").status_code == 404

    page = client.post(f"/lists/{private.pk}/share/", follow=True).content.decode()
    private.refresh_from_db()
    assert private.secret_url in page
    assert Client().get(link).status_code == 404
    assert Client().get(private.secret_url).status_code == 200

    client.post(f"/lists/{private.pk}/unshare/")
    assert Client().get(private.secret_url).status_code == 404


def test_nobody_finds_lists_without_a_link_by_an_empty_one(alice, films):
    a_list(alice, *films)

    assert Client().get("/lists/shared//").status_code == 404
    assert Client().get("/lists/shared/%20/").status_code == 404


def test_a_block_closes_the_link_too(private, link, alice, carol, signed_in):
    client = signed_in(carol)
    assert client.get(link).status_code == 200

    block(carol, by=alice)
    assert client.get(link).status_code == 404


def test_behind_a_link_stands_nothing_that_only_readers_of_the_list_find(
    private, link, alice, carol, signed_in
):
    report = f"/report/list/{private.pk}/"
    page = signed_in(carol).get(link).content.decode()
    assert (report in page, signed_in(carol).get(report).status_code) == (False, 404)

    List.objects.filter(pk=private.pk).update(audience="everyone")
    assert report in signed_in(carol).get(private.url).content.decode()


def test_a_deleted_or_removed_list_has_no_link(private, link):
    for fact in ("removed_at", "deleted_at"):
        assert Client().get(link).status_code == 200
        List.objects.filter(pk=private.pk).update(**{fact: private.created_at})
        assert Client().get(link).status_code == 404
        List.objects.filter(pk=private.pk).update(**{fact: None})


def test_a_copy_has_the_films_in_their_order_and_not_the_words_of_others(
    private, link, carol, films, signed_in
):
    Item.objects.filter(list=private).update(note="Mine.", note_html="<p>Mine.</p>", has_spoilers=True)
    client = signed_in(carol)
    said = {"save_key": str(uuid.uuid4()), "token": private.secret}
    assert client.post(f"/lists/{private.pk}/clone/", said | {"token": "guessed"}).status_code == 404

    answers = [client.post(f"/lists/{private.pk}/clone/", said) for _ in range(2)]

    copy = List.objects.get(author=carol)
    assert {answer["Location"] for answer in answers} == {copy.url}
    assert (copy.title, copy.is_ranked, copy.audience, copy.cloned_from) == (
        "Under the rug",
        True,
        "me",
        private,
    )
    items = Item.objects.filter(list=copy).order_by("place")
    assert [item.film for item in items] == films
    assert {(item.note, item.has_spoilers, item.added_by) for item in items} == {("", False, carol)}
    assert copy.stats.films_count == 3


def test_a_copy_of_ones_own_list_keeps_the_notes(private, alice):
    Item.objects.filter(list=private).update(note="Mine.", note_html="<p>Mine.</p>")

    copy = clone_list(private, by=alice)

    assert set(Item.objects.filter(list=copy).values_list("note", flat=True)) == {"Mine."}
    assert copy.slug == "under-the-rug-2"


def test_an_original_is_named_to_those_who_may_read_it(alice, bob, carol, films, signed_in):
    original = a_list(alice, *films, title="For followers", audience="followers")
    copy = clone_list(original, by=bob)
    List.objects.filter(pk=copy.pk).update(audience="everyone")

    assert "For followers</bdi></a> by alice" in signed_in(bob).get(copy.url).content.decode()
    assert "began as a copy" not in signed_in(carol).get(copy.url).content.decode()
    assert f'id="list-{copy.pk}"' in signed_in(bob).get(f"{original.url}clones/").content.decode()


def test_all_films_come_to_the_watchlist_but_those_that_were_watched(alice, films, bob, signed_in):
    shown = a_list(alice, *films)
    marks.watch(films[0], by=bob)
    marks.add_to_watchlist(films[1], by=bob)

    page = signed_in(bob).post(f"/lists/{shown.pk}/watchlist/", follow=True).content.decode()

    assert "1 film put on your watchlist." in page
    assert "1 film stood there already." in page
    assert "1 film left out, because you have watched them." in page
    assert set(Mark.objects.of(bob).on_watchlist().values_list("film", flat=True)) == {
        films[1].pk,
        films[2].pk,
    }


def test_a_list_is_a_file_that_other_sites_read_and_spreadsheets_do_not_run(alice, films):
    shown = a_list(alice, *films, title="Meta", tags=["a", "b"], description="Two\nlines.")
    Item.objects.filter(list=shown, film=films[0]).update(note="-1 star")

    response = Client().get(f"{shown.url}export.csv")
    lines = list(csv.reader(io.StringIO(response.getvalue().decode())))

    assert response["Content-Disposition"] == 'attachment; filename="meta.csv"'
    assert lines[0] == ["Letterboxd list export v7"]
    assert lines[1] == ["Date", "Name", "Tags", "URL", "Description"]
    assert lines[2][1:3] == ["Meta", "a, b"]
    assert lines[2][4].splitlines() == ["Two", "lines."]
    assert lines[4] == ["Position", "Name", "Year", "URL", "Description"]
    assert [line[:3] for line in lines[5:]] == [
        ["1", "Close-Up", "1990"], ["2", "'=SUM(A1)", "1990"], ["3", "Nouvelle vague", "1990"],
    ]  # fmt: skip
    assert lines[5][4] == "'-1 star"


def test_in_blind_mode_the_file_keeps_notes_back_until_the_film_is_rated(alice, films, bob, signed_in):
    shown = a_list(alice, *films)
    Item.objects.filter(list=shown).update(note="The ending.")
    marks.rate(films[1], rating=6, by=bob)
    assert signed_in(bob).get(f"{shown.url}export.csv").getvalue().decode().count("The ending.") == 3

    Member.objects.filter(pk=bob.pk).update(blind=True)

    lines = signed_in(bob).get(f"{shown.url}export.csv").getvalue().decode().splitlines()
    assert [line.startswith("2,") for line in lines if "The ending." in line] == [True]


def test_readers_of_feeds_hear_of_new_films_and_lists(alice, films):
    shown = a_list(alice, *films, title="Meta")
    Item.objects.filter(list=shown, film=films[0]).update(note_html="<p>He dies.</p>", has_spoilers=True)

    feed = Client().get(f"{shown.url}rss/").content.decode()
    assert feed.count("<item>") == 3
    assert "He dies." not in feed
    assert "<title>Meta</title>" in Client().get("/@alice/lists/rss/").content.decode()


def test_an_unshared_list_keeps_no_secret(private, link):
    unshare_list(private)

    assert not List.objects.get(pk=private.pk).secret
