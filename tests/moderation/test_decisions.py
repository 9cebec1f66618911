"""What moderators decide: what it does, what is kept of it, and who may."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Member
from moderation.actions import decisions as actions
from moderation.actions.appeals import appeal
from moderation.actions.decisions import Seen, decide, seen_of
from moderation.models import Act, Case, Decision, Reason, Report
from moderation.queries.decisions import decisions_about
from reviews.actions.entries import Viewing, delete_entry, edit_entry
from reviews.actions.members import delete_account
from reviews.models import Comment, Entry
from tests.factories import a_comment, a_review
from tests.moderation.desk import a_case, decided, removed, staff

NOBODY = AnonymousUser()


def tomorrow() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=1)


def test_a_removed_review_is_gone_from_the_site_and_comes_back(alice, bob, carol, maud, review):
    case = a_case(review, by=carol)

    decided(case, Act.REMOVE, maud)
    assert not Entry.objects.visible_to(bob).exists()
    assert Entry.objects.visible_to(alice).exists()

    undoing = decided(case, Act.RESTORE, maud)
    assert Entry.objects.visible_to(NOBODY).get() == review
    assert undoing.undoes.act == Act.REMOVE
    assert undoing.undoes.undone_by == undoing


def test_a_removed_comment_leaves_a_stub_that_says_so_and_comes_back(bob, carol, maud, review):
    comment = a_comment(bob, review)
    case = a_case(comment, by=carol)

    decided(case, Act.REMOVE, maud)
    comment.refresh_from_db()
    assert comment.get_deleted_by_display() == "Removed by the moderators"

    decided(case, Act.RESTORE, maud)
    assert not Comment.objects.get().is_deleted


def test_a_locked_spoiler_stays_one_whatever_its_author_saves(alice, carol, maud, review):
    case = a_case(review, by=carol, reason=Reason.SPOILERS)
    decided(case, Act.LOCK, maud)
    review.refresh_from_db()

    edit_entry(review, Viewing(watched_on=review.watched_on, text="Anew.", has_spoilers=False))
    assert Entry.objects.get().has_spoilers

    decided(case, Act.UNLOCK, maud)
    edit_entry(review, Viewing(watched_on=review.watched_on, text="Anew.", has_spoilers=False))
    assert not Entry.objects.get().has_spoilers


def test_an_emptied_profile_keeps_its_name_and_the_copy_keeps_the_words(alice, carol, maud):
    alice.bio, alice.display_name = "Rude words.", "Rude name"
    alice.save()

    decision = decided(a_case(alice, by=carol), Act.CLEAR, maud)

    alice.refresh_from_db()
    assert (alice.username, alice.display_name, alice.bio, alice.bio_html) == ("alice", "", "", "")
    assert decision.copy == "Rude name\nRude words."
    assert decided(Case.objects.get(), Act.WITHDRAW, maud).undoes == decision


def test_a_suspension_ends_by_itself_or_is_ended(alice, carol, maud, review):
    case = a_case(review, by=carol)
    decision = decided(case, Act.SUSPEND, maud, until=tomorrow())
    alice.refresh_from_db()
    assert alice.is_suspended

    lifted = decided(a_case(alice, by=carol), Act.LIFT, maud)

    alice.refresh_from_db()
    assert not alice.is_suspended
    assert lifted.undoes == decision


def test_a_film_goes_to_the_curators_and_is_seen_to(carol, maud, her):
    case, cora = a_case(her, by=carol, reason=Reason.DUPLICATE), staff("curator", "cora")
    with pytest.raises(actions.NotOffered):
        decided(case, Act.MENDED, cora)

    decided(case, Act.HAND_OVER, maud, why="Twice, I believe.")
    case.refresh_from_db()
    assert (case.is_open, case.is_handed_over) == (True, True)

    decided(case, Act.MENDED, cora, why="")
    case.refresh_from_db()
    assert (case.is_open, case.is_handed_over) == (False, False)


def test_one_decision_answers_all_that_was_read_and_nothing_more(bob, carol, maud, review):
    case = a_case(review, by=bob)
    seen = seen_of(case)
    a_case(review, by=carol)

    decision = decide(case, Act.DISMISS, by=maud, seen=seen)

    assert dict(Report.objects.values_list("reporter", "answer")) == {bob.pk: decision.pk, carol.pk: None}
    assert Case.objects.get().is_open
    decided(case, Act.DISMISS, maud)
    assert not Case.objects.get().is_open
    a_case(review, by=bob)
    assert Case.objects.get().is_open


def test_who_is_second_is_told_of_the_first(bob, maud, norman, review):
    case = a_case(review, by=bob)
    seen = seen_of(case)
    first = decide(case, Act.REMOVE, by=maud, seen=seen, why="Rude.")

    with pytest.raises(actions.DecidedMeanwhile) as second:
        decide(case, Act.DISMISS, by=norman, seen=seen)

    assert second.value.decision == first
    assert Decision.objects.count() == 1


def test_nobody_decides_about_themselves(bob, maud, norman, her):
    own = a_review(maud, her)
    for subject in (own, maud):
        case = a_case(subject, by=bob)
        with pytest.raises(actions.OwnCase):
            decided(case, Act.DISMISS, maud)
        decided(case, Act.DISMISS, norman)


def test_staff_is_suspended_and_emptied_by_superusers_alone(bob, maud, norman):
    case, boss = a_case(norman, by=bob), Member.objects.create_superuser("boss")

    for act in (Act.SUSPEND, Act.CLEAR):
        with pytest.raises(actions.OfTheStaff):
            decided(case, act, maud, until=tomorrow())
        decided(case, act, boss, until=tomorrow())


@pytest.mark.parametrize("act", [Act.REMOVE, Act.LOCK, Act.SUSPEND])
def test_no_restriction_without_a_reason(bob, maud, review, act):
    case = a_case(review, by=bob)

    with pytest.raises(actions.NothingSaid):
        decided(case, act, maud, why=" ", until=tomorrow())
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(case=case, kind=case.kind, act=Act.REMOVE)

    assert not Entry.objects.get().is_removed
    decided(case, act, maud, until=tomorrow())


def test_a_suspension_lasts_until_a_day_to_come(bob, maud, alice):
    case = a_case(alice, by=bob)

    for until in (None, timezone.now()):
        with pytest.raises(actions.NothingSaid):
            decided(case, Act.SUSPEND, maud, until=until)


def test_only_what_fits_is_decided(alice, bob, maud, review):
    case = a_case(review, by=bob)
    for act in (Act.RESTORE, Act.CLEAR, Act.LIFT, Act.UPHOLD, Act.HAND_OVER, "nonsense"):
        with pytest.raises(actions.NotOffered):
            decided(case, act, maud)

    delete_entry(review)

    with pytest.raises(actions.NotOffered):
        decided(case, Act.REMOVE, maud)
    decided(case, Act.DISMISS, maud)


def test_the_author_is_told_and_never_of_a_report_that_came_to_nothing(alice, bob, maud, review):
    case = a_case(review, by=bob)
    decided(case, Act.DISMISS, maud)
    a_case(review, by=bob)
    told = decided(case, Act.REMOVE, maud)

    assert list(decisions_about(alice)) == [told]
    assert list(decisions_about(bob)) == []


def test_decisions_are_neither_changed_nor_deleted(bob, maud, review):
    decision = removed(review, bob, maud)

    for change in ({"why": "Nothing."}, {"act": Act.DISMISS}, {"moderator": bob}, {"copy": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.all()._raw_delete("default")

    decision.refresh_from_db()
    assert (decision.why, decision.moderator) == ("That is not how we talk here.", maud)


def test_what_is_erased_leaves_the_decision_without_a_name_or_a_word(alice, bob, maud, norman, review):
    decision = removed(review, bob, maud)
    appeal(decision, "I mean it well.", by=alice)

    for member in (bob, maud, alice):
        delete_account(member)

    decision = Decision.objects.get()
    assert (decision.case, decision.about, decision.moderator, decision.copy, decision.subject) == (
        None, None, None, "", "",
    )  # fmt: skip
    assert (decision.act, decision.why) == (Act.REMOVE, "That is not how we talk here.")
    assert not Report.objects.exists()


def test_seen_goes_by_the_latest(bob, maud, review):
    case = a_case(review, by=bob)

    assert seen_of(case) == Seen(0, Report.objects.get().pk)
    decision = decided(case, Act.DISMISS, maud)
    assert seen_of(case) == Seen(decision.pk, Report.objects.get().pk)
