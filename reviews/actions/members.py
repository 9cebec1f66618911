"""Leaving for good."""

from __future__ import annotations

from django.db import transaction

from accounts.models import Member
from reviews.models import Entry, Favourite, Mark, ReviewLike


@transaction.atomic
def delete_account(member: Member) -> None:
    """Erases the member and all they wrote, rated, liked and followed; every counter follows.

    The rows that others may be adding to at this moment are locked first: a like that comes too late finds nothing.
    """
    Member.objects.select_for_update().get(pk=member.pk)
    list(Entry.objects.by(member).order_by("pk").select_for_update().values_list("pk", flat=True))
    ReviewLike.objects.filter(member=member).order_by("entry").delete()
    Entry.objects.by(member).delete()
    Mark.objects.of(member).delete()
    Favourite.objects.filter(member=member).delete()
    member.delete()
