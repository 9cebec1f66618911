"""Deleting an account: nothing of the member is left in any table, and every count is right."""

from __future__ import annotations

from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from accounts.models import Member
from reviews.actions import drafts, likes, marks, pins
from reviews.actions.comments import comment
from reviews.actions.entries import Viewing, delete_entry, edit_entry, log_film
from reviews.actions.favourites import set_favourites
from reviews.actions.members import delete_account
from reviews.models import Entry, EntryNote, Mention, ReviewStats, Revision, ThreadSubscription
from social import actions as social
from social.models import FilmMute, FollowRequest, MemberMute, WordMute
from tests.factories import a_film, a_member, a_review

WORD = "quenelle"


def a_full_life(alice: Member, bob: Member, carol: Member, her) -> None:
    """Alice does everything there is to do, and is done by others."""
    review, other = a_review(alice, her, f"{WORD} one"), a_review(bob, her, "Bob’s words")
    edit_entry(review, Viewing(text=f"{WORD} two", note=f"{WORD} noted", tags=[WORD]))
    pins.pin(review)
    delete_entry(a_review(alice, her, f"{WORD} deleted"))
    log_film(her, Viewing(text=f"{WORD} answer"), by=alice, answers=other.pk)
    log_film(her, Viewing(text="An answer that stays"), by=bob, answers=review.pk)
    drafts.save_draft(her, {"text": f"{WORD} drafted"}, by=alice)
    for one, giver in ((review, bob), (other, alice)):
        likes.like_review(one, by=giver)
    comment(review, "Bob says", by=bob)
    comment(other, f"{WORD} said", by=alice)
    comment(other, "@alice, look", by=carol)
    marks.add_to_watchlist(a_film(), by=alice)
    set_favourites(alice, [her])
    social.follow(carol, by=alice)
    social.block(a_member("enemy"), by=alice)
    FollowRequest.objects.create(follower=a_member("asker"), followed=alice)
    MemberMute.objects.create(member=carol, muted=alice)
    MemberMute.objects.create(member=alice, muted=carol)
    FilmMute.objects.create(member=alice, film=a_film())
    WordMute.objects.create(member=alice, words=WORD)


def foreign_keys_to(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    return [
        (one, field.name)
        for one in apps.get_models(include_auto_created=True)
        for field in one._meta.concrete_fields
        if field.remote_field and field.remote_field.model is model and not one._meta.proxy
    ]


def left_in_tables(words: str) -> list[str]:
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{words}%"])
            found += [table] * cursor.fetchone()[0]
    return found


def test_nothing_is_left_anywhere(alice, bob, carol, her):
    a_full_life(alice, bob, carol, her)
    key, entries = alice.pk, list(Entry.objects.by(alice).values_list("pk", flat=True))
    assert {
        "reviews_entry",
        "reviews_revision",
        "reviews_draft",
        "reviews_entrynote",
        "reviews_comment",
    } <= set(left_in_tables(WORD))
    assert all(one.objects.exists() for one in (Revision, EntryNote, Mention, ThreadSubscription))

    delete_account(alice)

    assert left_in_tables(WORD) == []
    for model, keys in ((Member, [key]), (Entry, entries)):
        for holder, name in foreign_keys_to(model):
            assert not holder._base_manager.filter(**{f"{name}__in": keys}).exists(), (holder, name)
    assert Entry.objects.get(text="An answer that stays").answers is None
    stats = ReviewStats.objects.get(entry__text="Bob’s words")
    assert (stats.likes_count, stats.comments_count) == (0, 1)
    call_command("recount", "--check", stdout=StringIO())


def test_what_was_deleted_long_ago_goes_too(alice, her):
    review = a_review(alice, her)
    Entry.objects.filter(pk=review.pk).update(deleted_at=timezone.now())

    delete_account(alice)

    assert not Entry.objects.exists()
