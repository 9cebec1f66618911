"""Cases as moderators work through them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import Member
from lists.models import List
from moderation.actions.decisions import JUDGE, Seen, offered_to_curator, seen_of
from moderation.models import Act, Appeal, Case, Decision, Kind, Report
from moderation.models.cases import CaseQuerySet
from moderation.queries.offers import acts_on
from moderation.subjects import subject_of, title_of, url_of, words_of
from reviews.models import Entry, Revision
from social.models import Audience, Reach

DECISIONS_SHOWN = VERSIONS_SHOWN = 10


def cases_for(moderator: Member) -> CaseQuerySet:
    """What this person may decide on: nothing about themselves; for curators the films that were handed to them."""
    cases = Case.objects.judged_by(moderator)
    return cases if moderator.has_perm(JUDGE) else cases.filter(kind=Kind.FILM, is_handed_over=True)


def with_waiting(cases: CaseQuerySet) -> CaseQuerySet:
    """Adds `reports_waiting`, how many, and `has_appeal`."""
    return cases.annotate(
        reports_waiting=Count("reports", filter=Q(reports__answer=None)),
        has_appeal=Exists(Appeal.objects.filter(decision__case=OuterRef("pk"), answer=None)),
    )


@dataclass(frozen=True)
class CaseFile:
    """A case with all that is to be read before it is decided; `words` as they stand now, and whether they are hidden."""

    case: Case
    title: str
    url: str
    words: str
    is_private: bool
    reports: list[Report]
    appeals: list[Appeal]
    decisions: list[Decision]
    others: list[Decision]
    versions: list[Revision]
    acts: list[Act]
    seen: Seen


def read_case(case: Case, moderator: Member) -> CaseFile:
    seen = seen_of(case)  # first: what comes while the rest is read has not been seen
    subject = subject_of(case)
    is_private = isinstance(subject, Entry | List) and subject.audience == Audience.ME
    decisions = Decision.objects.select_related("moderator").order_by("-pk")
    about_author = decisions.filter(about=case.about).exclude(case=case) if case.about else decisions.none()
    return CaseFile(
        case,
        title=title_of(subject) if subject else f"{case.get_kind_display()}, erased since",
        url=url_of(subject) if subject else "",
        words=words_of(subject),
        is_private=is_private,
        reports=list(reports_on(case)),
        appeals=list(Appeal.objects.filter(decision__case=case).select_related("decision")),
        decisions=list(decisions.filter(case=case)),
        others=list(about_author[:DECISIONS_SHOWN]),
        versions=list(versions_of(subject)) if isinstance(subject, Entry) and not is_private else [],
        acts=acts_on(case, subject) if moderator.has_perm(JUDGE) else offered_to_curator(case),
        seen=seen,
    )


def reports_on(case: Case) -> QuerySet[Report]:
    """Those that wait first, then the latest."""
    return Report.objects.filter(case=case).select_related("reporter", "answer").order_by("-answer", "-pk")


def versions_of(entry: Entry) -> QuerySet[Revision]:
    """What others could read before, latest first."""
    read = Revision.objects.filter(entry=entry, reach__in=[Reach.EVERYONE, Reach.FOLLOWERS])
    return read.order_by("-saved_at", "-pk")[:VERSIONS_SHOWN]


def acts_on_all(files: Iterable[CaseFile]) -> list[Act]:
    """What can be decided on all of them at once."""
    offered = [file.acts for file in files]
    return reduce(lambda all_, some: [act for act in all_ if act in some], offered) if offered else []
