"""Locks in the order that `social/triggers.py` gives, for acts of several statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
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


def keep_all_from_leaving(keys: Iterable[int]) -> None:
    """The same for members whom rows are about to name, by key, and nobody else waits for it: the check of the foreign
    key takes this lock too, but when all is done, and by then holds what the leaving wait for."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT FROM {Member._meta.db_table} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",
            [sorted(keys)],
        )
