"""What a member says about notices: that they have seen them, and which ones they want."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from accounts.models import Digest, Member


def see_notices(member: Member, *, until: datetime.datetime) -> None:
    """All notices up to this time are seen. Never takes one back, and nothing in the future is seen."""
    until = min(until, timezone.now())
    Member.objects.filter(pk=member.pk, notices_seen_at__lt=until).update(notices_seen_at=until)


def choose_notices(member: Member, *, off: Sequence[str], followed_only: bool, digest: Digest | str) -> None:
    """Which kinds of notices the member does without, by whom they are, and how often they come by mail."""
    member.notices_off = list(off)
    member.notices_from_followed_only = followed_only
    member.digest = digest
    member.save(update_fields=["notices_off", "notices_from_followed_only", "digest"])
