"""Tags: a member's own, everyone's, and what their owner does with one on all entries at once."""

from __future__ import annotations

from html import escape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reviews.actions.deleting import delete_entry
from reviews.actions.entries import Viewing, edit_entry
from reviews.actions.likes import like_review
from reviews.actions.tags import rename_tag
from reviews.models import Entry, Tagging
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_member, a_review, an_entry
from tests.threads import at_once

pytestmark = pytest.mark.django_db
STRANGE = [
    "50/50 best",
    "100% her",
    "..",
    ".",
    "a+b",
    "what? #1",
    "~2f",
    "\\back",
    "🎬🍿",
    "فيلم ليلي",
    "семь; &=1'\"<b>",
    "rss",
    "ü" * 50,
]


def main(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode().partition("<main")[2]


def tags_in(entry):
    return Entry.objects.get(pk=entry.pk).tags


@pytest.mark.parametrize("tag", STRANGE)
def test_every_tag_has_an_address_of_its_own(alice, her, tag):
    review = a_review(alice, her, "Marmalade.", tags=[tag])
    page = main(Client(), review.url)
    for name, said in (("tagged_by", ["alice", tag]), ("tagged", [tag])):
        address = reverse(f"reviews:{name}", args=said)
        assert "Marmalade" in main(Client(), address)
        assert escape(address) in page or name == "tagged"
    assert Client().get(reverse("reviews:tag_rss", args=["alice", tag])).status_code == 200


def test_capitals_and_blanks_lead_to_the_tag_as_it_is_kept(alice, her):
    a_review(alice, her, tags=["film noir"])

    assert Client().get("/@alice/tag/Film%20%20Noir/")["Location"] == "/@alice/tag/film+noir/"
    assert Client().get("/tag/FILM+noir/")["Location"] == "/tag/film+noir/"
    assert Client().get("/tag/nothing~00/").status_code == 404
    assert Client().get(f"/tag/{'x' * 51}/").status_code == 404


@pytest.mark.parametrize("address", ["/tag/+/", "/@alice/tag/++/", "/tag/%C2%A0/"])
def test_blanks_alone_are_no_tag(alice, address):
    assert Client().get(address).status_code == 404


def test_only_what_the_viewer_may_read_counts(alice, bob, carol, her, signed_in):
    for audience in Audience:
        an_entry(alice, her, tags=["velvet"], audience=audience)
    an_entry(alice, her, tags=["secret"], audience=Audience.ME)

    def counted(client):
        return main(client, "/@alice/tags/").count("</b>"), "<b>3</b>" in main(client, "/@alice/tags/")

    assert counted(signed_in(alice)) == (2, True)
    assert "<b>2</b>" in main(signed_in(bob), "/@alice/tags/")
    assert "<b>1</b>" in main(signed_in(carol), "/@alice/tags/")
    assert "secret" not in main(signed_in(bob), "/@alice/tags/")
    main(signed_in(alice), "/@alice/tag/secret/")
    main(signed_in(bob), "/@alice/tag/secret/", status=404)


def test_tags_stand_by_use_or_by_name(alice, her):
    for tags in (["zebra", "apple"], ["zebra"]):
        an_entry(alice, her, tags=tags)

    by_use, by_name = main(Client(), "/@alice/tags/"), main(Client(), "/@alice/tags/?sort=name")

    assert by_use.index("zebra") < by_use.index("apple")
    assert by_name.index("apple") < by_name.index("zebra")


def test_a_tag_of_everyone_shows_reviews_and_films_newest_and_popular(alice, bob, her):
    solaris = a_film("Solaris", 1972)
    liked = a_review(alice, her, "Marmalade.", tags=["voices"])
    a_review(bob, her, "Honey.", tags=["voices"])
    an_entry(bob, solaris, tags=["voices"])
    like_review(liked, by=bob)

    newest, popular = main(Client(), "/tag/voices/"), main(Client(), "/tag/voices/?sort=popular")

    assert newest.index("Honey") < newest.index("Marmalade")
    assert popular.index("Marmalade") < popular.index("Honey")
    assert "/film/solaris-1972/" in newest


def test_a_tag_stands_by_itself_for_as_long_as_everyone_may_read_it(alice, her):
    review = a_review(alice, her, tags=["velvet", "35mm"])

    def standing():
        return set(Tagging.objects.values_list("tag", flat=True))

    assert standing() == {"velvet", "35mm"}
    edit_entry(review, Viewing(text="Other words.", tags=["velvet"]))
    assert standing() == {"velvet"}
    social.go_private(alice)
    assert standing() == set()
    social.open_up(alice)
    assert standing() == {"velvet"}
    delete_entry(review)
    assert standing() == set()


def test_renaming_changes_all_entries_and_nobody_elses(alice, bob, her, signed_in):
    mine = [an_entry(alice, her, tags=["a", "velvet", "b"], audience=audience) for audience in Audience]
    theirs = an_entry(bob, her, tags=["velvet"])
    page = main(signed_in(alice), "/@alice/tag/velvet/rename/")
    assert "3 entries" in page
    assert "cannot be undone" in page

    answer = signed_in(alice).post("/@alice/tag/velvet/rename/", {"name": " Silk "})

    assert answer["Location"] == "/@alice/tag/silk/"
    assert [tags_in(entry) for entry in mine] == [["a", "silk", "b"]] * 3
    assert tags_in(theirs) == ["velvet"]


def test_renaming_to_a_tag_there_is_asks_first_and_then_makes_them_one(alice, her, signed_in):
    both, one = an_entry(alice, her, tags=["velvet", "silk"]), an_entry(alice, her, tags=["velvet"])

    asked = signed_in(alice).post("/@alice/tag/velvet/rename/", {"name": "silk"}).content.decode()

    assert "Merge" in asked
    assert "2 entries" in asked
    assert tags_in(one) == ["velvet"]
    signed_in(alice).post("/@alice/tag/velvet/rename/", {"name": "silk", "merge": "silk"})
    assert [tags_in(both), tags_in(one)] == [["silk"], ["silk"]]


@pytest.mark.parametrize("name", ["", "a, b", "x" * 51, "\u202eabc"])
def test_what_is_no_name_for_a_tag_is_refused_and_stays_typed(alice, her, signed_in, name):
    entry = an_entry(alice, her, tags=["velvet"])

    answer = signed_in(alice).post("/@alice/tag/velvet/rename/", {"name": name})

    assert answer.status_code == 422
    assert tags_in(entry) == ["velvet"]


def test_deleting_a_tag_says_on_how_many_entries_and_leaves_the_rest(alice, her, signed_in):
    entry = an_entry(alice, her, tags=["a", "velvet"], audience=Audience.ME)
    assert "1 entry of yours" in main(signed_in(alice), "/@alice/tag/velvet/delete/")

    signed_in(alice).post("/@alice/tag/velvet/delete/")

    assert tags_in(entry) == ["a"]
    main(signed_in(alice), "/@alice/tag/velvet/delete/", status=404)


def test_nobody_changes_the_tags_of_somebody_else(alice, bob, her, signed_in):
    entry = an_entry(alice, her, tags=["velvet"])
    for act in ("rename", "delete"):
        assert signed_in(bob).post(f"/@alice/tag/velvet/{act}/", {"name": "silk"}).status_code == 404
        assert "/accounts/login/" in Client().post(f"/@alice/tag/velvet/{act}/")["Location"]
    assert tags_in(entry) == ["velvet"]


@pytest.mark.django_db(transaction=True)
def test_what_another_window_saves_meanwhile_is_kept(alice, her):
    entry = an_entry(alice, her, tags=["velvet"])

    def edit():
        edit_entry(
            Entry.objects.select_related("author", "film").get(pk=entry.pk),
            Viewing(text="New words.", tags=["velvet", "35mm"]),
        )

    at_once(edit, lambda: rename_tag("velvet", "silk", by=alice))

    entry.refresh_from_db()
    assert entry.text == "New words."
    assert entry.tags in (["silk", "35mm"], ["velvet", "35mm"])  # the one who came last
    assert set(Tagging.objects.values_list("tag", flat=True)) == set(entry.tags)


def test_a_page_of_a_tag_costs_the_same_number_of_queries_for_many_entries(alice, her):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            main(Client(), "/tag/velvet/")
        return len(asked)

    a_review(alice, her, tags=["velvet"])
    queries()
    few = queries()
    for _ in range(6):
        a_review(a_member(), a_film(), tags=["velvet"])

    assert queries() == few
