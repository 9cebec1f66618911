"""What others did to a member: new followers, requests, likes, comments, mentions, answers. Nothing of it is stored.

Each kind is the latest of one index of the member's. The page, the number in the masthead and the mail are the same rows;
the number is on every page, so they are picked by one statement (`activity/queries/picking.py`). What is shown is read
anew by `visible_to`.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable
from typing import Any

from django.db import connections, router

from accounts.models import Member
from activity.queries.events import FIRST_DAY, Event, Place, Range, runs_of
from activity.queries.picking import (
    ACCEPTANCE,
    ANSWER,
    COMMENT,
    COMPANION,
    FOLLOW,
    INVITATION,
    LIKE,
    LIST_COMMENT,
    LIST_LIKE,
    LIST_MENTION,
    MENTION,
    NAMING,
    REQUEST,
    Wanted,
    statement,
)
from reviews.models import Entry
from web.prepared import execute, value_of

KINDS = {
    FOLLOW: "New followers",
    REQUEST: "Requests to follow you",
    LIKE: "Likes of your reviews",
    LIST_LIKE: "Likes of your lists",
    COMMENT: "Comments on your reviews, and in discussions you follow",
    LIST_COMMENT: "Comments on your lists, and on lists whose discussions you follow",
    MENTION: "Mentions of your name",
    ANSWER: "Reviews that answer yours",
    INVITATION: "Invitations to keep a list together",
    ACCEPTANCE: "Who accepted an invitation of yours",
    COMPANION: "Who says that you watched a film together",
}
ALL = (*KINDS, NAMING, LIST_MENTION)
TOLD_TOGETHER = {LIKE, COMMENT, LIST_LIKE, LIST_COMMENT}
EVENTS_A_PAGE, RUNS_A_PAGE = 200, 30
MOST_COUNTED = 99


def wanted_by(member: Member) -> Wanted:
    kinds = tuple(kind for kind in KINDS if kind not in member.notices_off)
    return Wanted(kinds, member.notices_from_followed_only)


EVERYTHING = Wanted(tuple(KINDS), followed_only=False)


def new_notices(member: Member) -> int:
    """How many there are since the member looked, told as on their page; MOST_COUNTED + 1 for more than that."""
    wanted, since = wanted_by(member), member.notices_seen_at
    events, _ = events_for(member, wanted, since=since, at_most=MOST_COUNTED + 1)
    return len(runs_of(events, told_as, at_most=MOST_COUNTED + 1).runs) + member.was_told_lately


def notices_behind(member: Member, place: Place, wanted: Wanted) -> Range:
    """One page of notices, newest first."""
    events, ends = events_for(member, wanted, until=place.at)
    events = [event for event in events if sort_key(event) < sort_key(place)]
    return runs_of(events, told_as, at_most=RUNS_A_PAGE, ends=ends)


def sort_key(place: Event | Place) -> tuple[datetime.datetime, str, int]:
    return place.at, place.kind or "~", place.key


def told_as(event: Event) -> Hashable:
    """Likes of one review or list and comments under one are one notice, and so are the followers of a day."""
    if event.kind in TOLD_TOGETHER:
        return event.kind, event.subject
    return event.kind if event.kind == FOLLOW else (event.kind, event.key)


LAST_DAY = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)


def events_for(
    member: Member,
    wanted: Wanted,
    *,
    since: datetime.datetime = FIRST_DAY,
    until: datetime.datetime = LAST_DAY,
    at_most: int = EVENTS_A_PAGE,
) -> tuple[list[Event], Place | None]:
    """Of the latest that happened after `since` and not after `until`, `at_most`, those the member may know of; and
    behind which of them there may be more."""
    if not wanted.kinds:
        return [], None
    values: dict[str, Any] = {"member": value_of(member), "since": since, "until": until}
    rows = execute(
        connections[router.db_for_read(Entry)],
        statement(wanted, at_most),
        values,  # type: ignore[arg-type]
    )
    ends = Place(*rows[-1][:3]) if len(rows) == at_most else None
    return [Event(*event) for *event, is_for_them in rows if is_for_them], ends
