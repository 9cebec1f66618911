"""Earlier versions of a review: for its author, and for readers as far as they might have read them."""

from __future__ import annotations

from django.test import Client

from reviews.actions import entries, marks
from reviews.actions.entries import Viewing
from reviews.models import Entry, Revision
from reviews.queries.history import NEWEST_FIRST
from tests.factories import a_review
from web.paging import make_token

HISTORY = "/@alice/film/her-2013/history/"


def say(entry: Entry, text: str, **more) -> None:
    said = {"watched_on": entry.watched_on, "shows_history": True, **more}
    entries.edit_entry(Entry.objects.get(pk=entry.pk), Viewing(text=text, **said))


def versions(client: Client) -> str:
    return " ".join(client.get(HISTORY).content.decode().split())


def test_every_version_stands_newest_first_with_what_changed(alice, her, signed_in):
    review = a_review(alice, her, "The first words.", rating=6)
    say(review, "The second words.", rating=9)
    say(review, "The third words of all.", rating=9)

    page = versions(signed_in(alice))

    third, second, first = (
        page.index(words) for words in ("<ins>third", "<ins>second", "<p>The first words.</p>")
    )
    assert third < second < first
    assert "<del>first </del><ins>second </ins>words." in page
    assert "3 out of 5 stars" in page
    assert Revision.objects.count() == 2


def test_readers_see_it_only_when_the_author_lets_them(alice, bob, her, signed_in):
    review = a_review(alice, her, "The first words.")
    say(review, "The second words.", shows_history=False)

    assert "<del>first" in versions(signed_in(alice))
    for client in (Client(), signed_in(bob)):
        assert client.get(HISTORY).status_code == 404
        assert HISTORY not in client.get(review.url).content.decode()
    assert HISTORY in signed_in(alice).get(review.url).content.decode()

    say(review, "The second words.", shows_history=True)

    for client in (Client(), signed_in(bob)):
        assert "<del>first" in versions(client)
        assert HISTORY in client.get(review.url).content.decode()


def test_what_somebody_could_not_read_then_they_cannot_read_now(alice, bob, carol, her, signed_in):
    review = a_review(alice, her, "For me alone.", audience="me")
    say(review, "For those who follow.", audience="followers")
    say(review, "For everyone.")
    assert "For me alone." in versions(signed_in(alice))

    for client, follows in ((signed_in(bob), True), (signed_in(carol), False), (Client(), False)):
        page = versions(client)
        assert "me alone" not in page
        assert ("those who follow" in page) is follows
        assert "everyone." in page
        assert "alone" not in page


def test_who_may_not_read_the_review_may_not_read_its_past(alice, bob, carol, mallory, her, signed_in):
    review = a_review(alice, her, "The first words.")
    say(review, "The second words.", audience="followers")
    assert "<ins>second" in versions(signed_in(bob))

    for client in (signed_in(carol), signed_in(mallory), Client()):
        assert client.get(HISTORY).status_code == 404
    say(review, "")
    assert signed_in(bob).get(HISTORY).status_code == 404
    assert signed_in(alice).get(HISTORY).status_code == 200


def test_what_gave_something_away_stays_covered(alice, bob, her, signed_in):
    review = a_review(alice, her, "The ship sinks.", has_spoilers=True)
    say(review, "A ship.")
    say(review, "A ship, and ||rust||.")
    say(review, "A ship, and ||salt||.")
    assert "rust" in versions(signed_in(alice))

    page = versions(signed_in(bob))
    assert page.index('<details class="spoiler">') < page.index("The ship sinks.")
    assert "<del>[spoiler].</del>" in page
    assert "<del>rust" not in page
    marks.watch(her, by=bob)
    assert 'class="spoiler"' not in versions(signed_in(bob))
    assert "<del>rust" in versions(signed_in(bob))


def test_many_versions_are_paged(alice, her, signed_in):
    review = a_review(alice, her, "Version 0.")
    for number in range(1, 13):
        say(review, f"Version {number}.")
    client = signed_in(alice)

    first = client.get(HISTORY)
    rest = client.get(first.context["page"].next_url).content.decode()

    assert "<ins>2.</ins>" in first.content.decode()
    assert "<p>Version 0.</p>" not in first.content.decode()
    assert "<p>Version 0.</p>" in rest
    assert "<ins>1.</ins>" in rest
    assert "<ins>12.</ins>" not in rest


def test_behind_the_first_version_is_an_empty_page(alice, her, signed_in):
    review = a_review(alice, her)
    say(review, "Other words.")
    (first,) = Revision.objects.all()

    page = signed_in(alice).get(HISTORY, {"after": make_token(first, NEWEST_FIRST)})

    assert page.status_code == 200
    assert "Other words." not in page.content.decode()
