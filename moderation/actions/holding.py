"""Locks of a case, in the order that `social/triggers.py` gives: members, what the case is about, the case."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import Member
from moderation.models import Case
from moderation.subjects import Subject, author_of, column_of, held_subject, kind_of


class Gone(Exception):
    """It was erased meanwhile."""


def hold_members(*members: Member | int | None) -> None:
    """None of them leaves, and nobody else changes them, until the transaction ends."""
    keys = {member.pk if isinstance(member, Member) else member for member in members if member}
    list(Member.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def held(cases: Iterable[Case]) -> Case:
    for case in cases:
        return case
    raise Gone


def held_case_about(subject: Subject) -> tuple[Subject, Case]:
    """What is reported as it now stands, and its case, made where there is none. Needs its members held; raises Gone."""
    kind, author = kind_of(subject), author_of(subject)
    stands = held_subject(kind, subject.pk)
    if stands is None:
        raise Gone
    named = {"about": author, column_of(kind): stands}
    Case.objects.bulk_create([Case(kind=kind, **named)], ignore_conflicts=True)
    of_it = Case.objects.filter(kind=kind, **{column_of(kind): stands})
    return stands, held(of_it.select_for_update())
