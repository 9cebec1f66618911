"""What moderators decide. No restriction without a reason, a word to whom it is for, and a way back."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from accounts.models import Member
from moderation.actions.effects import effect_of
from moderation.actions.holding import held, held_case_about, hold_members
from moderation.models import APPEALABLE, TOLD, UNDOES, Act, Case, Decision, Kind, Report
from moderation.queries.offers import acts_of_curators, acts_on, appeals_in
from moderation.subjects import Subject, author_of, held_subject, key_of, title_of, words_of

ON_MEMBERS = (Act.SUSPEND, Act.CLEAR)
JUDGE, MEND = "moderation.judge", "moderation.mend"


class CannotDecide(Exception):
    """The decision does not stand."""


class OwnCase(CannotDecide):
    """Nobody decides about themselves or what they wrote."""


class OfTheStaff(CannotDecide):
    """Members of the staff are suspended and emptied by superusers alone."""


class AnotherOnes(CannotDecide):
    """An appeal is answered by another moderator than the one it is against."""


class NotOffered(CannotDecide):
    """It cannot be done to this, or not as it stands now."""


class NothingSaid(CannotDecide):
    """A restriction needs a reason, and a suspension a day in the future."""


class DecidedMeanwhile(CannotDecide):
    """Somebody else was quicker."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(str(decision))
        self.decision = decision


class Seen(NamedTuple):
    """How far somebody has read a case: the keys of the latest decision and the latest report, 0 for none."""

    decision: int = 0
    report: int = 0


def seen_of(case: Case) -> Seen:
    """How far the case goes."""
    decision = Decision.objects.filter(case=case).aggregate(latest=Max("pk"))["latest"]
    report = Report.objects.filter(case=case).aggregate(latest=Max("pk"))["latest"]
    return Seen(decision or 0, report or 0)


@transaction.atomic
def decide(
    case: Case, act: str, *, by: Member, seen: Seen, why: str = "", until: datetime.datetime | None = None
) -> Decision:
    """Does it, tells whom it is about, and answers the reports and the appeal that had been `seen`.

    `why` is what they are told; `until` is the end of a suspension. One decision answers what somebody has read: whoever
    is second is told of the first. Raises CannotDecide, and Gone where the case was erased.
    """
    hold_members(by, case.about_id)
    subject = held_subject(case.kind, key_of(case))
    stands = held(Case.objects.filter(pk=case.pk).select_related("about").select_for_update(of=("self",)))
    refuse_second(stands, seen)
    refuse_partial(stands, act, by=by)
    refuse_unfit(stands, subject, act, by=by, why=why, until=until)
    decision = kept(stands, subject, act, by=by, why=why, until=until)
    effect_of(act)(subject, stands.about, decision.until)
    if stands.about and act in TOLD:
        Member.objects.filter(pk=stands.about.pk).update(told_at=decision.created_at)
    if act == Act.HAND_OVER:
        Case.objects.filter(pk=stands.pk).update(is_handed_over=True)
    else:
        answer(stands, decision, seen)
    return decision


def refuse_second(case: Case, seen: Seen) -> None:
    latest = Decision.objects.filter(case=case).order_by("-pk").first()
    if latest and latest.pk > seen.decision:
        raise DecidedMeanwhile(latest)


def refuse_partial(case: Case, act: str, *, by: Member) -> None:
    about = case.about
    if about == by:
        raise OwnCase
    if about and act in ON_MEMBERS and (about.is_staff or about.is_superuser) and not by.is_superuser:
        raise OfTheStaff
    if appeals_in(case).filter(decision__moderator=by).exists() and others_judge(by, about):
        raise AnotherOnes


def others_judge(moderator: Member, about: Member | None) -> bool:
    """Whether anybody else could: on a small site there may be one moderator."""
    app, _, codename = JUDGE.partition(".")
    rights = Permission.objects.filter(content_type__app_label=app, codename=codename)
    may = Q(is_superuser=True) | Q(groups__permissions__in=rights) | Q(user_permissions__in=rights)
    judges = Member.objects.filter(may, is_active=True, is_staff=True)
    return judges.exclude(pk__in=[moderator.pk, about.pk if about else 0]).exists()


def refuse_unfit(
    case: Case, subject: Subject | None, act: str, *, by: Member, why: str, until: datetime.datetime | None
) -> None:
    if act not in (acts_on(case, subject) if by.has_perm(JUDGE) else offered_to_curator(case)):
        raise NotOffered
    if act in APPEALABLE and not why.strip():
        raise NothingSaid
    if act == Act.SUSPEND and (until is None or until <= timezone.now()):
        raise NothingSaid


def offered_to_curator(case: Case) -> list[Act]:
    return acts_of_curators() if case.kind == Kind.FILM and case.is_handed_over else []


def kept(
    case: Case, subject: Subject | None, act: str, *, by: Member, why: str, until: datetime.datetime | None
) -> Decision:
    """The decision with a copy of the words that it is about."""
    return Decision.objects.create(
        case=case,
        kind=case.kind,
        about=case.about,
        moderator=by,
        act=act,
        why=why.strip(),
        until=until if act == Act.SUSPEND else None,
        subject=title_of(subject) if subject else "",
        copy=words_of(subject),
        undoes=undone_by(case, act),
    )


def undone_by(case: Case, act: str) -> Decision | None:
    """The latest decision that this act takes back: a suspension may have come from another case of the same member."""
    undone = UNDOES.get(Act(act))
    if undone is None:
        return None
    same = Q(about=case.about) if undone == Act.SUSPEND else Q(case=case)
    return Decision.objects.filter(same, act=undone, undone_by=None).order_by("-pk").first()


def answer(case: Case, decision: Decision, seen: Seen) -> None:
    """What was reported after `seen` waits on."""
    Report.objects.filter(case=case, answer=None, pk__lte=seen.report).update(answer=decision)
    appeals_in(case).update(answer=decision)
    first = Report.objects.filter(case=case, answer=None).order_by("created_at").first()
    Case.objects.filter(pk=case.pk).update(
        open_since=first.created_at if first else None, is_handed_over=False
    )


@transaction.atomic
def case_about(subject: Subject, *, by: Member) -> Case:
    """Its case, made where there is none: for what moderators meet before anybody reports it. Raises Gone."""
    hold_members(by, author_of(subject))
    return held_case_about(subject)[1]
