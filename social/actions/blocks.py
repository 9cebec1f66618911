"""Parting two members for good."""

from __future__ import annotations

from accounts.models import Member
from social.actions.refusals import refuse_yourself
from social.models import Block


def block(member: Member, *, by: Member) -> None:
    """Ends follows and requests both ways. Blocking twice is blocking once. Raises Yourself."""
    refuse_yourself(member, by)
    Block.objects.bulk_create([Block(blocker=by, blocked=member)], ignore_conflicts=True)


def unblock(member: Member, *, by: Member) -> None:
    """Follows do not come back by themselves."""
    Block.objects.filter(blocker=by, blocked=member).delete()
