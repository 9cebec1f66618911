"""What members report."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Member
from moderation.actions.holding import held_case_about, hold_members
from moderation.models import Case, Report
from moderation.subjects import Subject, author_of, words_of

HASTE, MOST_IN_HASTE = datetime.timedelta(hours=1), 20


class CannotReport(Exception):
    """The report is not taken."""


class OwnWriting(CannotReport):
    """Nobody reports themselves."""


class TooManyReports(CannotReport):
    """MOST_IN_HASTE reports stand already that are younger than HASTE."""


@transaction.atomic
def report(
    subject: Subject, *, by: Member, reason: str, message: str = "", at: datetime.datetime | None = None
) -> tuple[Report, bool]:
    """Asks the moderators to look at something; returns the report, and whether it is a new one.

    While they have not decided, a second report by the same member is the first. `at` is the time of it, this moment if
    left out. Raises CannotReport, and Gone where it was erased meanwhile.
    """
    author, at = author_of(subject), at or timezone.now()
    if author == by:
        raise OwnWriting
    hold_members(by, author)
    stands, case = held_case_about(subject)
    waiting = Report.objects.filter(case=case, reporter=by, answer=None).first()
    if waiting:
        return waiting, False
    refuse_haste(by, at)
    Case.objects.filter(pk=case.pk).update(open_since=Coalesce("open_since", at))
    said = {"reason": reason, "message": message.strip(), "copy": words_of(stands), "created_at": at}
    return Report.objects.create(case=case, reporter=by, **said), True


def refuse_haste(member: Member, at: datetime.datetime) -> None:
    lately = Report.objects.filter(reporter=member, created_at__gt=at - HASTE)
    if lately[:MOST_IN_HASTE].count() >= MOST_IN_HASTE:
        raise TooManyReports
