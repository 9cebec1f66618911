"""Who works at the desk, and short ways to report and decide."""

from __future__ import annotations

from django.contrib.auth.models import Group

from accounts.models import Member
from accounts.roles import make_roles
from moderation.actions.decisions import decide, seen_of
from moderation.actions.reports import report
from moderation.models import Act, Case, Decision, Reason
from moderation.subjects import Subject
from tests.factories import a_member

CASES = "/admin/moderation/case/"
TOGETHER = f"{CASES}decide/"


def staff(role: str, username: str = "") -> Member:
    make_roles()
    member = a_member(username or role, is_staff=True)
    member.groups.add(Group.objects.get(name=role))
    return member


def a_case(subject: Subject, by: Member, reason: str = Reason.OTHER, message: str = "Look at this.") -> Case:
    return report(subject, by=by, reason=reason, message=message)[0].case


def decided(case: Case, act: str, by: Member, why: str = "That is not how we talk here.", **said) -> Decision:
    return decide(case, act, by=by, seen=seen_of(case), why=why, **said)


def removed(subject: Subject, reporter: Member, by: Member) -> Decision:
    return decided(a_case(subject, reporter), Act.REMOVE, by)
