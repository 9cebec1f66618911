"""Who may read what was written before."""

from __future__ import annotations

from django.db import transaction

from accounts.actions import refuse_suspended
from accounts.models import Audience, Member
from reviews.models import Entry
from social.locks import keep_from_leaving


@transaction.atomic
def give_to_all(member: Member, *, audience: str) -> int:
    """Gives all entries of the member this audience, in one statement; returns how many had another. Raises Suspended
    where others could then read them."""
    if audience != Audience.ME:
        refuse_suspended(member)
    keep_from_leaving(member)
    return Entry.objects.by(member).exclude(audience=audience).update(audience=audience)
