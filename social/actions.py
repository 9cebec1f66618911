"""What members do to each other."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.models import Member
from social.models import Block, Follow


class Blocked(Exception):
    """One of the two has blocked the other, so this cannot happen between them."""


class Yourself(Exception):
    """Nobody follows or blocks themselves."""


def follow(member: Member, *, by: Member) -> None:
    """Following twice is following once. Raises Blocked or Yourself."""
    refuse_yourself(member, by)
    try:
        with transaction.atomic():
            Follow.objects.bulk_create([Follow(follower=by, followed=member)], ignore_conflicts=True)
    except IntegrityError as problem:
        raise Blocked from problem


def unfollow(member: Member, *, by: Member) -> None:
    Follow.objects.filter(follower=by, followed=member).delete()


def block(member: Member, *, by: Member) -> None:
    """Ends follows both ways. Blocking twice is blocking once. Raises Yourself."""
    refuse_yourself(member, by)
    Block.objects.bulk_create([Block(blocker=by, blocked=member)], ignore_conflicts=True)


def unblock(member: Member, *, by: Member) -> None:
    """Follows do not come back by themselves."""
    Block.objects.filter(blocker=by, blocked=member).delete()


def refuse_yourself(member: Member, by: Member) -> None:
    if member == by:
        raise Yourself
