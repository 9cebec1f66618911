"""Moderators and members who act in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from accounts.models import Member
from moderation.actions.decisions import DecidedMeanwhile, decide, seen_of
from moderation.actions.reports import report
from moderation.models import Act, Case, Decision, Report
from reviews.actions.members import delete_account
from reviews.models import Entry
from tests.factories import a_film, a_member, a_review
from tests.moderation.desk import a_case, staff
from tests.threads import at_once, refusals

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_moderators_make_one_decision():
    review, reporter = a_review(a_member("alice"), a_film()), a_member("bob")
    moderators = [staff("moderator", name) for name in ("maud", "norman")]
    case = a_case(review, by=reporter)
    seen = seen_of(case)

    results = at_once(
        *(
            lambda act=act, by=by: decide(case, act, by=by, seen=seen, why="Rude.")
            for act, by in zip((Act.REMOVE, Act.DISMISS), moderators, strict=True)
        )
    )

    assert refusals(results) == [DecidedMeanwhile]
    decision = Decision.objects.get()
    assert Report.objects.get().answer == decision
    assert Entry.objects.get().is_removed == (decision.act == Act.REMOVE)


def test_reports_at_the_same_moment_are_one_case_and_one_for_each_member():
    review = a_review(a_member("alice"), a_film())
    members = [a_member() for _ in range(3)]

    results = at_once(*(lambda by=by: report(review, by=by, reason="abuse") for by in (*members, *members)))

    assert refusals(results) == []
    assert Case.objects.count() == 1
    assert set(Report.objects.values_list("reporter", flat=True)) == {member.pk for member in members}
    assert Report.objects.count() == 3


def patiently(act: Callable[[], Any]) -> Callable[[], Any]:
    """Waits for locks longer than a page does: a circle of waiting is found by then, a slow machine is none."""

    def run() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '10s'")
        return act()

    return run


def test_who_leaves_while_they_are_reported_and_decided_about_leaves_nothing():
    author, reporter, moderator = a_member("alice"), a_member("bob"), staff("moderator", "maud")
    case = a_case(a_review(author, a_film()), by=reporter)
    seen, other = seen_of(case), a_review(author, a_film()).pk
    acts = (
        lambda: delete_account(Member.objects.get(username="alice")),
        lambda: decide(case, Act.REMOVE, by=moderator, seen=seen, why="Rude."),
        lambda: report(Entry.objects.get(pk=other), by=reporter, reason="abuse"),
    )

    results = at_once(*map(patiently, acts))

    assert {problem.__name__ for problem in refusals(results)} <= {"Gone", "DoesNotExist"}, results
    assert not Member.objects.filter(username="alice").exists()
    assert not Case.objects.exists()
    assert not Report.objects.exists()
