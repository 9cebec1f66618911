"""What may be said under a review, by whom, and for how long it can be changed or had again."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Member
from reviews.actions import comments as actions
from reviews.actions.entries import delete_entry
from reviews.models import Comment, Entry, Mention, ReviewStats
from reviews.queries.comments import deleted_comments_of
from social import actions as social
from social.models import Audience, DeletedBy
from tests.factories import a_comment, a_member, a_review, an_entry


@pytest.fixture
def review(alice, her):
    return a_review(alice, her)


def count_of(review) -> int:
    return ReviewStats.objects.get(entry=review).comments_count


def set_facts(row, **facts) -> None:
    type(row).objects.filter(pk=row.pk).update(**facts)


def test_the_same_words_sent_twice_with_one_key_are_one_comment(review, bob):
    key = uuid.uuid4()

    first, second = (a_comment(bob, review, "Yes.", save_key=key) for _ in range(2))

    assert first == second
    assert count_of(review) == 1


def test_other_words_from_the_same_form_are_another_comment(review, bob):
    key = uuid.uuid4()

    for words in ("Yes.", "And no."):
        a_comment(bob, review, words, save_key=key)

    assert list(Comment.objects.order_by("pk").values_list("text", flat=True)) == ["Yes.", "And no."]


@pytest.mark.parametrize(
    ("comments_from", "may"),
    [("everyone", {"alice", "bob", "carol"}), ("followed", {"alice", "carol"}), ("nobody", {"alice"})],
)
@pytest.mark.parametrize("is_default", [True, False])
def test_the_author_says_who_may_comment(alice, bob, carol, review, comments_from, may, is_default):
    social.follow(carol, by=alice)
    set_facts(alice if is_default else review, comments_from=comments_from)
    written = set()

    for member in (alice, bob, carol):
        try:
            a_comment(member, review)
            written.add(member.username)
        except actions.ThreadClosed:
            pass

    assert written == may


def test_nobody_comments_across_a_block(alice, bob, carol, mallory, review):
    a_comment(carol, review)
    social.block(alice, by=carol)

    for member in (mallory, carol):
        with pytest.raises(actions.AcrossABlock):
            a_comment(member, review, "Let me in.")


def test_nobody_comments_on_what_they_cannot_read_or_what_has_no_text(alice, bob, carol, her):
    for_followers = a_review(alice, her, audience=Audience.FOLLOWERS)
    deleted = a_review(alice, her)
    delete_entry(deleted)
    a_comment(bob, for_followers)

    for member, entry in ((carol, for_followers), (bob, deleted), (bob, an_entry(alice, her))):
        with pytest.raises(actions.ThreadClosed):
            a_comment(member, entry)


def test_who_is_suspended_writes_nothing(review, bob):
    a_comment(bob, review)
    bob.suspended_until = timezone.now() + datetime.timedelta(days=1)

    with pytest.raises(actions.Suspended):
        a_comment(bob, review, "Still here.")


def test_twenty_comments_in_ten_minutes_are_enough(review, bob):
    for number in range(actions.MOST_IN_HASTE):
        a_comment(bob, review, f"Number {number}.")

    with pytest.raises(actions.TooMany):
        a_comment(bob, review, "One more.")

    Comment.objects.update(created_at=timezone.now() - actions.HASTE)
    assert a_comment(bob, review, "One more.")


def test_a_comment_is_changed_for_a_while_and_says_so(review, bob):
    comment = a_comment(bob, review, "Teh window.")

    actions.edit_comment(comment, "The window.", by=bob)

    comment.refresh_from_db()
    assert comment.text_html == "<p>The window.</p>"
    assert comment.edited_at is not None


def test_after_that_it_stays_as_it_is(review, bob):
    comment = a_comment(bob, review, at=timezone.now() - actions.EDITABLE_FOR)

    with pytest.raises(actions.EditingOver):
        actions.edit_comment(comment, "The window.", by=bob)

    comment.refresh_from_db()
    assert comment.edited_at is None


def test_nobody_changes_what_somebody_else_said_or_what_is_deleted(alice, review, bob):
    comment = a_comment(bob, review)

    with pytest.raises(actions.CommentGone):
        actions.edit_comment(comment, "Mine now.", by=alice)
    actions.delete_comment(comment, by=bob)
    with pytest.raises(actions.CommentGone):
        actions.edit_comment(comment, "Back again.", by=bob)


def test_a_deletion_says_by_whom_and_is_taken_back_by_the_same(alice, bob, review):
    for who, words in ((bob, DeletedBy.AUTHOR), (alice, DeletedBy.OWNER)):
        other = alice if who == bob else bob
        comment = a_comment(bob, review, f"Deleted by {who}.")
        for _ in range(2):
            actions.delete_comment(comment, by=who)
        assert Comment.objects.get(pk=comment.pk).deleted_by == words
        assert count_of(review) == 0
        assert list(deleted_comments_of(who)) == [comment]
        assert comment not in deleted_comments_of(other)

        with pytest.raises(actions.NotTheirs):
            actions.restore_comment(comment, by=other)
        for _ in range(2):
            actions.restore_comment(comment, by=who)

        assert count_of(review) == 1
        Comment.objects.all().delete()


def test_the_same_words_sent_again_after_deleting_are_another_comment(review, bob):
    key = uuid.uuid4()
    first = a_comment(bob, review, "Said.", save_key=key)
    actions.delete_comment(first, by=bob)

    assert a_comment(bob, review, "Said.", save_key=key) != first
    assert count_of(review) == 1


def test_nobody_brings_back_what_they_could_not_say_now(alice, bob, review):
    comment = a_comment(bob, review)
    actions.delete_comment(comment, by=bob)

    social.block(bob, by=alice)
    with pytest.raises(actions.AcrossABlock):
        actions.restore_comment(comment, by=bob)

    social.unblock(bob, by=alice)
    bob.suspended_until = timezone.now() + datetime.timedelta(days=1)
    with pytest.raises(actions.Suspended):
        actions.restore_comment(comment, by=bob)
    assert count_of(review) == 0


def test_nobody_else_deletes_and_nobody_restores_after_thirty_days(bob, carol, review):
    comment = a_comment(bob, review)
    with pytest.raises(actions.NotTheirs):
        actions.delete_comment(comment, by=carol)

    actions.delete_comment(comment, by=bob)
    set_facts(comment, deleted_at=timezone.now() - actions.RESTORABLE_FOR)

    assert list(deleted_comments_of(bob)) == []
    with pytest.raises(actions.NotTheirs):
        actions.restore_comment(comment, by=bob)


def test_a_stub_without_a_word_of_who_deleted_it_cannot_be(review, bob):
    comment = a_comment(bob, review)

    with pytest.raises(IntegrityError), transaction.atomic():
        set_facts(comment, deleted_at=timezone.now())


def mentioned() -> set[str]:
    return set(Mention.objects.values_list("member__username", flat=True))


def test_names_are_linked_and_those_who_may_read_the_review_hear_of_it(alice, bob, carol, mallory, her):
    review = a_review(alice, her, audience=Audience.FOLLOWERS)
    social.block(bob, by=a_member("dave"))
    gone = a_member("erin")
    set_facts(gone, is_active=False)
    social.follow(alice, by=a_member("fay"))

    comment = a_comment(bob, review, "@alice, @Fay, @bob, @carol, @mallory, @dave, @erin and @nobody_here")

    assert mentioned() == {"alice", "fay"}
    assert '<a href="/@fay/"' in comment.text_html
    assert "/@nobody_here/" not in comment.text_html


def test_in_a_public_review_a_stranger_hears_of_it(alice, bob, carol, review):
    a_comment(bob, review, "@carol, look.")

    assert mentioned() == {"carol"}


def test_in_a_private_review_nobody_hears_of_it(alice, bob, her):
    a_comment(alice, a_review(alice, her, audience=Audience.ME), "@bob would like this.")

    assert mentioned() == set()


def test_changing_the_words_changes_who_is_mentioned(alice, bob, carol, review):
    comment = a_comment(bob, review, "@carol and @alice")
    stays = Mention.objects.get(member=alice)

    actions.edit_comment(comment, "@alice and @dave", by=bob)
    assert mentioned() == {"alice"}

    a_member("dave")
    actions.edit_comment(comment, "@Dave and @alice", by=bob)
    assert mentioned() == {"alice", "dave"}
    assert Mention.objects.get(member=alice) == stays


def test_a_comment_goes_with_its_author_and_with_its_review(alice, bob, carol, review):
    from reviews.actions.members import delete_account

    a_comment(bob, review)
    a_comment(carol, review)

    delete_account(Member.objects.get(pk=carol.pk))
    assert (Comment.objects.count(), count_of(review)) == (1, 1)

    delete_account(Member.objects.get(pk=alice.pk))
    assert not Comment.objects.exists()
    assert not Entry.objects.exists()
