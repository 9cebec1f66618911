"""What the masthead says to a member: how many notices are new."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from activity.queries.notices import MOST_COUNTED, new_notices
from web.context_processors import signed_in_member


class NewNotices(NamedTuple):
    """How many notices are new, in figures and in words."""

    figures: str
    words: str


def notices(request: HttpRequest) -> dict[str, Any]:
    """Asked for by whole pages alone, which show it; never twice."""
    return {"new_notices": SimpleLazyObject(lambda: counted(request))}


def counted(request: HttpRequest) -> NewNotices:
    member = signed_in_member(request)
    number = new_notices(member) if member else 0
    if not number:
        return NewNotices("", "Notices: nothing new")
    if number > MOST_COUNTED:
        return NewNotices(f"{MOST_COUNTED}+", f"Notices: more than {MOST_COUNTED} are new")
    return NewNotices(str(number), f"{number} new notice{'' if number == 1 else 's'}")
