"""Whom a member meets in the feed, in notices and among suggestions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from accounts.models import Member
from social.models import muted_by
from social.queries import without_blocks_of


def met_by(viewer: Member, rows: QuerySet[Any], *, member: str = "pk") -> QuerySet[Any]:
    """Leaves out whom the viewer muted and whom a block parts from the viewer; `member` names the column of the rows'
    member."""
    return without_blocks_of(rows, viewer, member=member).exclude(
        **{f"{member}__is_any_of": muted_by(viewer)}
    )
