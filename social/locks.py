"""Locks in the order that `social/triggers.py` gives, for acts of several statements."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from accounts.models import Member


def lock(*querysets: QuerySet[Any]) -> list[int]:
    """Locks the rows of each queryset, in the order of their ids, until the transaction ends; returns the ids."""
    return [
        key
        for rows in querysets
        for key in rows.order_by("pk").select_for_update().values_list("pk", flat=True)
    ]


def keep_from_leaving(member: Member) -> None:
    """Whoever changes rows of counts twice needs the member at the very end; leaving waits, or has happened: DoesNotExist."""
    Member.objects.only("pk").select_for_update(no_key=True).get(pk=member.pk)
