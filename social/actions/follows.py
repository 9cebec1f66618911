"""Following, asking to follow, letting in, and who is private.

Whoever asks a private member, and that member's own answers, take turns: each holds the private member's row first.
"""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction

from accounts.actions import refuse_suspended
from accounts.models import Member
from social.actions.refusals import refuse_yourself
from social.locks import keep_from_leaving
from social.models import Follow, FollowRequest

ATTEMPTS = 3


class Blocked(Exception):
    """One of the two has blocked the other, so this cannot happen between them."""


def follow(member: Member, *, by: Member) -> bool:
    """Follows, or asks a private member to be let in; returns whether the viewer now follows. Twice is once.

    Raises Blocked, Yourself or Suspended.
    """
    refuse_yourself(member, by)
    refuse_suspended(by)
    try:
        return follow_or_ask(member, by=by)
    except IntegrityError:
        pass  # a block, or the member has gone private in this very moment
    try:
        return follow_or_ask(member, by=by)
    except IntegrityError as problem:
        raise Blocked from problem


@transaction.atomic
def follow_or_ask(member: Member, *, by: Member) -> bool:
    if not is_held_private(member):
        Follow.objects.bulk_create([Follow(follower=by, followed=member)], ignore_conflicts=True)
        return True
    if Follow.objects.filter(follower=by, followed=member).exists():
        return True
    FollowRequest.objects.bulk_create([FollowRequest(follower=by, followed=member)], ignore_conflicts=True)
    return False


def is_held_private(member: Member) -> bool:
    """Whether the member is private, and then stays so until the transaction ends. An open member is not held."""
    private = Member.objects.filter(pk=member.pk, is_private=True).select_for_update(no_key=True)
    return bool(private.values_list("pk"))


@transaction.atomic
def unfollow(member: Member, *, by: Member) -> None:
    """Also takes back a request."""
    Follow.objects.filter(follower=by, followed=member).delete()
    FollowRequest.objects.filter(follower=by, followed=member).delete()


@transaction.atomic
def accept(follower: Member, *, by: Member) -> bool:
    """Lets in who has asked; returns whether they now follow, which they do not if they had taken it back."""
    keep_from_leaving(by)
    if FollowRequest.objects.filter(follower=follower, followed=by).exists():
        try:
            with transaction.atomic():
                Follow.objects.bulk_create([Follow(follower=follower, followed=by)], ignore_conflicts=True)
        except IntegrityError:  # a block between the two came first, and took the request with it
            return False
    return Follow.objects.filter(follower=follower, followed=by).exists()


def refuse(follower: Member, *, by: Member) -> None:
    """They are not told, and may ask again."""
    FollowRequest.objects.filter(follower=follower, followed=by).delete()


def remove_follower(follower: Member, *, by: Member) -> None:
    """They are not told. An open member they may follow again; a private one they have to ask."""
    Follow.objects.filter(follower=follower, followed=by).delete()


def go_private(member: Member) -> None:
    """From now on all the member did and wrote is for those who follow; they stay, others have to ask."""
    member.is_private = True
    member.save(update_fields=["is_private"])


def open_up(member: Member) -> int:
    """What the member wrote is for its own audience again, and all who had asked follow. Returns how many those are."""
    member.is_private = False
    member.save(update_fields=["is_private"])
    return let_in_all_who_asked(member)


@transaction.atomic
def let_in_all_who_asked(member: Member) -> int:
    keep_from_leaving(member)
    keep_from_leaving_who_asked(member)
    for _ in range(ATTEMPTS):
        asked = FollowRequest.objects.filter(followed=member).order_by("pk")
        follows = [
            Follow(follower_id=key, followed=member) for key in asked.values_list("follower", flat=True)
        ]
        try:
            with transaction.atomic():
                Follow.objects.bulk_create(follows, ignore_conflicts=True)
        except IntegrityError:
            continue  # one of them was blocked meanwhile, which took the request away
        return len(follows)
    return 0


def keep_from_leaving_who_asked(member: Member) -> None:
    """Members before all else: a follow waits for each of them otherwise, when counts are held already."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM accounts_member WHERE id IN"
            " (SELECT follower_id FROM social_followrequest WHERE followed_id = %s) ORDER BY id FOR KEY SHARE",
            [member.pk],
        )
