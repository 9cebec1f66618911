"""What nobody does to themselves."""

from __future__ import annotations

from accounts.models import Member


class Yourself(Exception):
    """Nobody follows, blocks or mutes themselves."""


def refuse_yourself(member: Member, by: Member) -> None:
    if member == by:
        raise Yourself
