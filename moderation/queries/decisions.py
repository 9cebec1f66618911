"""Decisions as whom they are about reads them."""

from __future__ import annotations

from accounts.models import Member
from moderation.models import Decision
from moderation.models.decisions import DecisionQuerySet

LATEST_FIRST = ("-created_at", "-pk")


def decisions_about(member: Member) -> DecisionQuerySet:
    """What this member was told, latest first; never by whom."""
    told = Decision.objects.told().filter(about=member)
    return told.defer("copy").order_by(*LATEST_FIRST)


def decisions_open_to(viewer: Member, pk: int, *, is_moderator: bool) -> DecisionQuerySet:
    """The one decision with this key that its member is told of, and moderators may read; with what was said against it."""
    told = Decision.objects.told().filter(pk=pk)
    mine = told if is_moderator else told.filter(about=viewer)
    return mine.select_related("about", "appeal__answer", "undone_by", "case")


def latest_about(kind: str, pk: int, member: Member) -> DecisionQuerySet:
    """The latest decision on what this member wrote, by its kind and key, if there is one."""
    return decisions_about(member).filter(**{f"case__{kind}": pk})[:1]
