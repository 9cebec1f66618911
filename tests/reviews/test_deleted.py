"""Deleted entries: counted and shown nowhere, to be had again for thirty days, then gone for good."""

from __future__ import annotations

import datetime
from io import StringIO

from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from reviews.actions import likes, marks
from reviews.actions.answers import tell_answered
from reviews.actions.comments import comment, delete_comment
from reviews.actions.entries import delete_entry, log_film, restore_deleted
from reviews.actions.erasing import sweep
from reviews.models import Entry, FilmStats, Mark, MemberStats, ReviewLike, ReviewStats
from tests.factories import a_review, an_entry
from tests.reviews.test_concurrency import VIEWING

HER = "/@alice/film/her-2013/"


def deleted_days_ago(entry: Entry, days: int) -> None:
    delete_entry(entry)
    Entry.objects.filter(pk=entry.pk).update(deleted_at=timezone.now() - datetime.timedelta(days=days))


def test_a_deleted_review_is_nowhere_and_counts_nowhere(alice, bob, her, signed_in):
    review = a_review(alice, her, "Words that go.")
    likes.like_review(review, by=bob)
    addresses = (
        HER,
        her.url,
        "/@alice/",
        "/@alice/diary/",
        "/@alice/reviews/",
        "/@bob/likes/reviews/",
        "/reviews/",
    )
    assert all("Words that go." in Client().get(address).content.decode() for address in (HER, her.url))

    delete_entry(review)

    for client in (Client(), signed_in(alice), signed_in(bob)):
        assert all("Words that go." not in client.get(address).content.decode() for address in addresses)
        assert client.get(HER).status_code == 404
    for act in ("edit", "delete", "pin", "text"):
        assert signed_in(alice).post(f"/entries/{review.pk}/{act}/").status_code in {404, 405}
    assert FilmStats.objects.get(film=her).reviews_count == 0
    stats = MemberStats.objects.get(member=alice)
    assert (stats.reviews_count, stats.entries_count) == (0, 0)


def test_restoring_brings_back_likes_number_and_watched(alice, bob, her, signed_in):
    review = a_review(alice, her, "Words that come back.")
    likes.like_review(review, by=bob)
    marks.forget(her, by=alice)
    assert not Mark.objects.get(member=alice).is_watched
    client = signed_in(alice)

    page = client.get("/settings/deleted/").content.decode()
    response = client.post(f"/entries/{review.pk}/restore/")

    assert "Words that come back." in page
    assert "30 days left" in page
    assert response["Location"] == HER
    assert "Words that come back." in Client().get(HER).content.decode()
    assert ReviewStats.objects.get(entry=review).likes_count == 1
    assert Mark.objects.get(member=alice).is_watched
    assert FilmStats.objects.get(film=her).reviews_count == 1


def test_deleting_offers_to_undo_at_once(alice, her, signed_in):
    entry, client = an_entry(alice, her), signed_in(alice)

    page = client.post(f"/entries/{entry.pk}/delete/", follow=True).content.decode()

    assert f'action="/entries/{entry.pk}/restore/"' in page
    assert ">Undo</button>" in page
    client.post(f"/entries/{entry.pk}/restore/")
    assert client.post(f"/entries/{entry.pk}/restore/")["Location"] == HER
    assert Entry.objects.standing().get() == entry


def test_nobody_else_restores_or_sees_what_was_deleted(alice, bob, her, signed_in):
    entry = a_review(alice, her, "Mine alone.")
    delete_entry(entry)
    assert "Mine alone." in signed_in(alice).get("/settings/deleted/").content.decode()

    assert "Mine alone." not in signed_in(bob).get("/settings/deleted/").content.decode()
    assert signed_in(bob).post(f"/entries/{entry.pk}/restore/").status_code == 404
    assert Client().post(f"/entries/{entry.pk}/restore/").status_code == 302
    assert not Entry.objects.standing().exists()


def test_a_number_is_not_given_again(alice, her):
    first = an_entry(alice, her)
    delete_entry(first)

    second = an_entry(alice, her)
    restore_deleted(first)

    assert (first.number, second.number) == (1, 2)


def test_saving_the_form_once_more_after_deleting_makes_a_new_entry(alice, her):
    import uuid

    key = uuid.uuid4()
    first = log_film(her, VIEWING, by=alice, save_key=key)
    delete_entry(first)

    assert log_film(her, VIEWING, by=alice, save_key=key).number == 2


def test_after_thirty_days_it_is_gone_for_good(alice, bob, her):
    old, young = a_review(alice, her), a_review(alice, her)
    likes.like_review(old, by=bob)
    answer = a_review(bob, her)
    Entry.objects.filter(pk=answer.pk).update(answers=old)
    tell_answered(answer, old)
    deleted_days_ago(old, 31)
    deleted_days_ago(young, 29)
    said = StringIO()

    call_command("sweep", stdout=said)

    assert "entries 1, comments 0" in said.getvalue()
    assert not ReviewLike.objects.exists()
    assert list(Entry.objects.order_by("pk")) == [young, answer]
    answer.refresh_from_db()
    assert answer.answers_id is None
    call_command("recount", "--check", stdout=StringIO())


def test_looking_at_the_page_sweeps_ones_own(alice, bob, her, signed_in):
    for author in (alice, bob):
        deleted_days_ago(a_review(author, her), 31)

    assert "You have deleted nothing lately." in signed_in(alice).get("/settings/deleted/").content.decode()

    assert list(Entry.objects.values_list("author", flat=True)) == [bob.pk]
    assert sweep() == (1, 0)


def test_a_comment_is_restored_or_its_words_are_gone_for_good(alice, bob, her, signed_in):
    said = comment(a_review(alice, her), "Words of bob", by=bob)
    client = signed_in(bob)
    delete_comment(said, by=bob)
    assert "Words of bob" in client.get("/settings/deleted/").content.decode()
    assert signed_in(alice).post(f"/comments/{said.pk}/restore/").status_code == 404

    client.post(f"/comments/{said.pk}/restore/")

    said.refresh_from_db()
    assert (said.deleted_at, said.text) == (None, "Words of bob")
    delete_comment(said, by=bob)
    type(said).objects.update(deleted_at=timezone.now() - datetime.timedelta(days=31))
    assert [sweep(), sweep()] == [(0, 1), (0, 0)]
    said.refresh_from_db()
    assert "bob" not in said.text + said.text_html


def test_a_deleted_comment_by_somebody_else_gives_nothing_away(alice, bob, her, signed_in):
    said = comment(a_review(alice, her), "I say ||she leaves|| it.", by=bob)
    delete_comment(said, by=alice)

    page = signed_in(alice).get("/settings/deleted/").content.decode()

    assert "I say [spoiler] it." in page
    assert "she leaves" not in page


def test_what_is_too_old_is_not_restored(alice, her, signed_in):
    entry = a_review(alice, her)
    deleted_days_ago(entry, 31)

    assert signed_in(alice).post(f"/entries/{entry.pk}/restore/").status_code == 404


def test_removing_all_that_was_recorded_says_what_can_be_had_again(alice, her, signed_in):
    a_review(alice, her, rating=9)
    client = signed_in(alice)

    assert "for 30 days" in client.get(f"{her.url}forget/").content.decode()
    client.post(f"{her.url}forget/")

    assert not Entry.objects.standing().exists()
    assert Entry.objects.get().is_deleted
