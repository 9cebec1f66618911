"""What others did to a member: new followers, requests, likes, comments, mentions, answers. Nothing of it is stored.

Each kind is the latest of one index of the member's. The page, the number in the masthead and the mail are the same rows;
the number is on every page, so they are picked by one statement whose rules are said once for all kinds: put together
from querysets it had a hundred subplans, and took a millisecond to begin. What is shown is read anew by `visible_to`.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable
from functools import cache
from typing import Any, NamedTuple

from django.db import connections, router

from accounts.models import Member
from activity.queries.events import FIRST_DAY, Event, Place, Range, runs_of
from reviews.models import Entry
from web.prepared import execute, value_of

FOLLOW, REQUEST, LIKE, COMMENT, MENTION, ANSWER = "follow", "request", "like", "comment", "mention", "answer"
# A review that names somebody is kept apart from comments that do: its key is of another table.
NAMING = "naming"
KINDS = {
    FOLLOW: "New followers",
    REQUEST: "Requests to follow you",
    LIKE: "Likes of your reviews",
    COMMENT: "Comments on your reviews, and in discussions you follow",
    MENTION: "Mentions of your name",
    ANSWER: "Reviews that answer yours",
}
ALL = (*KINDS, NAMING)
EVENTS_A_PAGE, RUNS_A_PAGE = 200, 30
MOST_COUNTED = 99
MOST_LOOKED_AT = 1_000
MOST_DISCUSSIONS = 500  # of which one hears: the latest that one joined


class Wanted(NamedTuple):
    """Which notices a member wants to have."""

    kinds: tuple[str, ...]
    followed_only: bool


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
    """Likes of one review and comments under one are one notice, and so are the followers of a day."""
    if event.kind in {LIKE, COMMENT}:
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


def latest(columns: str, table: str, condition: str, *, at_most: int) -> str:
    return f"""(SELECT {columns} FROM {table} WHERE {condition} AND created_at > %(since)s AND created_at <= %(until)s
        ORDER BY created_at DESC, id DESC LIMIT {at_most})"""


def likes(*, followed_only: bool, at_most: int) -> str:
    """Of a well-liked member thousands may come from strangers: the people one follows are looked for in so many."""
    columns = f"created_at AS at, '{LIKE}' AS kind, id AS key, member_id AS who, entry_id AS subject"
    own = "author_id = %(member)s"
    if not followed_only:
        return latest(columns, "reviews_reviewlike", own, at_most=at_most)
    looked_at = latest("*", "reviews_reviewlike", own, at_most=MOST_LOOKED_AT)
    return f"(SELECT {columns} FROM {looked_at} AS given WHERE {follows('member_id')} LIMIT {at_most})"


PEOPLE = "created_at AS at, '{kind}' AS kind, id AS key, follower_id AS who, followed_id AS subject"
SAID = f"created_at AS at, '{COMMENT}' AS kind, id AS key, author_id AS who, entry_id AS subject"
BY_OTHERS = "deleted_at IS NULL AND author_id <> %(member)s"
HEARD = f"""ARRAY(SELECT entry_id FROM reviews_threadsubscription WHERE member_id = %(member)s AND is_on
    ORDER BY changed_at DESC LIMIT {MOST_DISCUSSIONS})"""


def names(*, at_most: int) -> str:
    """Mentions of all sorts: who and where stands in the comment or review."""
    return f"""(SELECT mention.created_at AS at, CASE WHEN mention.comment_id IS NOT NULL THEN '{MENTION}'
            WHEN answered.author_id = %(member)s THEN '{ANSWER}' ELSE '{NAMING}' END AS kind,
        coalesce(mention.comment_id, mention.entry_id) AS key,
        coalesce(comment.author_id, entry.author_id) AS who, coalesce(comment.entry_id, mention.entry_id) AS subject
    FROM {latest("*", "reviews_mention", "member_id = %(member)s", at_most=at_most)} AS mention
        LEFT JOIN reviews_comment AS comment ON comment.id = mention.comment_id
        LEFT JOIN reviews_entry AS entry ON entry.id = mention.entry_id
        LEFT JOIN reviews_entry AS answered ON answered.id = entry.answers_id
    WHERE comment.deleted_at IS NULL)"""


def follows(who: str) -> str:
    return f"""(SELECT EXISTS (SELECT FROM social_follow AS one
        WHERE one.follower_id = %(member)s AND one.followed_id = {who}))"""


# Looked up once, and only where anything happened.
APART = """ARRAY(SELECT blocked_id FROM social_block WHERE blocker_id = %(member)s
    UNION ALL SELECT blocker_id FROM social_block WHERE blocked_id = %(member)s
    UNION ALL SELECT muted_id FROM social_membermute WHERE member_id = %(member)s)"""
READABLE = f"""(SELECT author_id = %(member)s AND reach <> 'nobody'
        OR (reach = 'everyone' OR reach = 'followers' AND {follows("author_id")}) AND author_id <> ALL({APART})
    FROM reviews_entry WHERE reviews_entry.id = subject)"""
HEARD_OF = """(SELECT NOT EXISTS (SELECT FROM reviews_threadsubscription
        WHERE member_id = %(member)s AND entry_id = subject AND NOT is_on))
    AND (SELECT NOT EXISTS (SELECT FROM reviews_mention WHERE member_id = %(member)s AND comment_id = key))"""


@cache
def statement(wanted: Wanted, at_most: int) -> str:
    """Rows are picked first and judged after: so the last of them is where the next page begins, whoever may know."""

    def people(kind: str, table: str) -> list[str]:
        return [latest(PEOPLE.format(kind=kind), table, "followed_id = %(member)s", at_most=at_most)]

    def comments(where: str) -> str:
        return latest(SAID, "reviews_comment", f"{where} AND {BY_OTHERS}", at_most=at_most)

    parts = {
        FOLLOW: people(FOLLOW, "social_follow"),
        REQUEST: people(REQUEST, "social_followrequest"),
        LIKE: [likes(followed_only=wanted.followed_only, at_most=at_most)],
        COMMENT: [
            comments("owner_id = %(member)s"),
            comments(f"entry_id = ANY({HEARD}) AND owner_id <> %(member)s"),
        ],
        MENTION: [names(at_most=at_most)],
        ANSWER: [names(at_most=at_most)],
    }
    picked = " UNION ALL ".join(dict.fromkeys(part for kind in wanted.kinds for part in parts[kind]))
    kinds = [*wanted.kinds, *([NAMING] if MENTION in wanted.kinds else [])]
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    of_followed = f"AND {follows('who')}" if wanted.followed_only else ""
    return f"""WITH picked AS MATERIALIZED (
            SELECT * FROM ({picked}) AS all_of_them ORDER BY at DESC, kind DESC, key DESC LIMIT {at_most})
        SELECT at, kind, key, who, subject, kind IN ({listed}) AND who <> ALL({APART}) {of_followed}
            AND (SELECT is_active FROM accounts_member WHERE accounts_member.id = who)
            AND (kind IN ('{FOLLOW}', '{REQUEST}') OR coalesce({READABLE}, false))
            AND (kind <> '{COMMENT}' OR {HEARD_OF})
        FROM picked ORDER BY at DESC, kind DESC, key DESC"""
