"""What some people did lately: entries, lists, likes and follows, read from the facts themselves and each from its own index.

Written out, because a page of it must cost the same on any site: nearest first a few days are read, and only where too
little happened in them the rest of the window. Who may read what is asked again where the rows are shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from django.db import connections, router

from accounts.models import Member
from activity.queries.events import FIRST_DAY, LARGEST_KEY, Event, Place
from reviews.models import Entry
from web.prepared import execute, value_of

REVIEW, ENTRY, LIKE, FOLLOW = "review", "entry", "like", "follow"
LIST, LIST_LIKE = "list", "list like"
EVENTS_A_PAGE = 200
NEAR = datetime.timedelta(days=2)
WINDOW = datetime.timedelta(days=90)

FOLLOWED = """SELECT followed_id FROM social_follow WHERE follower_id = %(viewer)s
    AND followed_id <> ALL(ARRAY(SELECT muted_id FROM social_membermute WHERE member_id = %(viewer)s))"""
OWN = "SELECT %(viewer)s"


class Source(NamedTuple):
    """A table of what people do: who, when, and to what; each has an index of the first two. `reach` where others may
    not read everything in it."""

    table: str
    actor: str
    at: str
    subject: str
    has_reach: bool = False


# Of things at the same moment the higher comes first. Reviews and entries are one part: a page of both reads one index.
RANKS = {LIKE: 1, FOLLOW: 2, ENTRY: 3, REVIEW: 3, LIST_LIKE: 4, LIST: 5, "": 9}
SOURCES = {
    1: Source("reviews_reviewlike", "member_id", "created_at", "entry_id"),
    2: Source("social_follow", "follower_id", "created_at", "followed_id"),
    3: Source("reviews_entry", "author_id", "created_at", "id", has_reach=True),
    4: Source("lists_listlike", "member_id", "created_at", "list_id"),
    5: Source("lists_list", "author_id", "published_at", "id", has_reach=True),
}
KINDS = {rank: kind for kind, rank in RANKS.items()}
MORE = {ENTRY: " AND text = ''", REVIEW: " AND text <> ''"}


def happenings(viewer: Member, place: Place, kinds: Sequence[str], *, own: bool = False) -> list[Event]:
    """The events of these kinds behind the place, EVENTS_A_PAGE at most: of the people this viewer follows, or own."""
    values = {
        "viewer": value_of(viewer),
        "at": place.at,
        "rank": value_of(RANKS[place.kind]),
        "key": value_of(min(place.key, LARGEST_KEY)),
        "near": place.at - NEAR,
        "far": FIRST_DAY if own else place.at - WINDOW,
    }
    sql = statement(tuple(sorted(kinds)), own=own)
    rows = execute(connections[router.db_for_read(Entry)], sql, values)  # type: ignore[arg-type]
    return [Event(at, kind_of(rank, is_review=said), key, who, of) for at, rank, key, who, said, of in rows]


def kind_of(rank: int, *, is_review: bool) -> str:
    if rank == RANKS[ENTRY]:
        return REVIEW if is_review else ENTRY
    return KINDS[rank]


@cache
def statement(kinds: tuple[str, ...], *, own: bool) -> str:
    near = union(kinds, "{at} >= %(near)s", own=own)
    too_few = f"(SELECT count(*) FROM near) < {EVENTS_A_PAGE}"
    far = union(kinds, f"{{at}} >= %(far)s AND {{at}} < %(near)s AND {too_few}", own=own)
    ranks = {RANKS[kind] for kind in kinds}
    subjects = " ".join(subject_of(rank) for rank in sorted(ranks) if SOURCES[rank].subject != "id")
    is_review = "(SELECT text <> '' FROM reviews_entry AS entry WHERE entry.id = chosen.id)"
    return f"""WITH people AS MATERIALIZED (SELECT ARRAY({OWN if own else FOLLOWED}) AS ids),
    near AS MATERIALIZED ({near}), far AS MATERIALIZED ({far}),
    chosen AS MATERIALIZED (SELECT * FROM (SELECT * FROM near UNION ALL SELECT * FROM far) AS both_of_them
        ORDER BY at DESC, rank DESC, id DESC LIMIT {EVENTS_A_PAGE})
    SELECT at, rank, id, who, {f"rank = {RANKS[ENTRY]} AND {is_review}" if RANKS[ENTRY] in ranks else "false"},
        {f"CASE rank {subjects} ELSE id END" if subjects else "id"}
    FROM chosen ORDER BY at DESC, rank DESC, chosen.id DESC"""


def subject_of(rank: int) -> str:
    source = SOURCES[rank]
    return f"WHEN {rank} THEN (SELECT {source.subject} FROM {source.table} AS done WHERE done.id = chosen.id)"


def union(kinds: tuple[str, ...], times: str, *, own: bool) -> str:
    ranks = sorted({RANKS[kind] for kind in kinds})
    return " UNION ALL ".join(f"({part(rank, kinds, times, own=own)})" for rank in ranks)


def part(rank: int, kinds: tuple[str, ...], times: str, *, own: bool) -> str:
    """The latest of one table, by its index of actor and time."""
    source, more = SOURCES[rank], ""
    if source.has_reach:
        more = " AND reach <> 'nobody'" if own else " AND reach IN ('everyone', 'followers')"
    if rank == RANKS[ENTRY]:
        alone = [kind for kind in (ENTRY, REVIEW) if kind in kinds]
        more += MORE[alone[0]] if len(alone) == 1 else ""
    return f"""SELECT {source.at} AS at, {rank} AS rank, id, {source.actor} AS who FROM {source.table}
        WHERE {source.actor} = ANY((SELECT ids FROM people)::bigint[])
            AND {times.format(at=source.at)} AND {source.at} <= %(at)s
            AND ({source.at}, {rank}, id) < (%(at)s, %(rank)s, %(key)s){more}
        ORDER BY {source.at} DESC, id DESC LIMIT {EVENTS_A_PAGE}"""
