"""What can be decided on a case as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from accounts.models import Member
from films.models import Film
from lists.models import List
from moderation.models import Act, Appeal, Case, Decision, Kind, Report
from moderation.subjects import Subject
from reviews.models import Entry
from social.models import DeletedBy, Words


def acts_on(case: Case, subject: Subject | None) -> list[Act]:
    """What the moderators may do about it, the strongest first."""
    acts = [*acts_on_subject(subject), *acts_on_member(case.about)]
    if case.kind == Kind.MEMBER and stands_emptied(case):
        acts.append(Act.WITHDRAW)
    if case.kind == Kind.FILM and not case.is_handed_over:
        acts.append(Act.HAND_OVER)
    if appeals_in(case).exists():
        acts.append(Act.UPHOLD)
    if Report.objects.filter(case=case, answer=None).exists():
        acts.append(Act.DISMISS)
    return acts


def acts_of_curators() -> list[Act]:
    """On films that were handed over to them."""
    return [Act.MENDED, Act.DISMISS]


def acts_on_subject(subject: Subject | None) -> Iterator[Act]:
    if isinstance(subject, Entry) and not subject.is_deleted:
        yield Act.RESTORE if subject.is_removed else Act.REMOVE
        if subject.is_review:
            yield Act.UNLOCK if subject.spoilers_locked else Act.LOCK
    elif isinstance(subject, List) and not subject.is_deleted:
        yield Act.RESTORE if subject.is_removed else Act.REMOVE
    elif isinstance(subject, Words) and subject.deleted_by in ("", DeletedBy.MODERATOR):
        yield Act.RESTORE if subject.is_deleted else Act.REMOVE
    elif isinstance(subject, Member):
        yield Act.CLEAR
    elif isinstance(subject, Film):
        yield Act.MENDED


def acts_on_member(about: Member | None) -> Iterator[Act]:
    if about is not None:
        yield Act.SUSPEND
        if about.is_suspended:
            yield Act.LIFT


def appeals_in(case: Case) -> QuerySet[Appeal]:
    """Those that wait for an answer."""
    return Appeal.objects.filter(decision__case=case, answer=None)


def stands_emptied(case: Case) -> bool:
    return Decision.objects.filter(case=case, act=Act.CLEAR, undone_by=None).exists()
