"""The mail of notices: whose turn it is, and that a member wants none."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Digest, Member

# A little less than a day and a week: the hour at which the command runs is not quite the same every day.
PERIODS = {Digest.DAILY: datetime.timedelta(hours=20), Digest.WEEKLY: datetime.timedelta(days=6, hours=20)}


class Turn(NamedTuple):
    """A member whose mail is due, the confirmed address it goes to, and since when its notices are new."""

    member: Member
    address: str
    since: datetime.datetime


def next_turn(now: datetime.datetime) -> Turn | None:
    """Takes the turn of one member whose mail is due. It is taken before the mail is made: whatever happens then, nobody
    gets the same mail twice. Several may take turns at once."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    due = Q()
    for digest, period in PERIODS.items():
        due |= Q(digest=digest) & (Q(digest_sent_at=None) | Q(digest_sent_at__lte=now - period))
    with transaction.atomic():
        members = Member.objects.filter(due, Exists(addresses), is_active=True).exclude(email="")
        member = members.select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
        if member is None:
            return None
        since = max(member.digest_sent_at or member.notices_seen_at, member.notices_seen_at)
        Member.objects.filter(pk=member.pk).update(digest_sent_at=now)
    address = EmailAddress.objects.filter(user=member, verified=True).order_by("-primary").first()
    return Turn(member, address.email if address else "", since)


def stop_digest(member_key: int) -> None:
    """Stopping twice is stopping once."""
    Member.objects.filter(pk=member_key).exclude(digest=Digest.NEVER).update(digest=Digest.NEVER)
