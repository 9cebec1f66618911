"""What some people did lately: entries, likes and follows, read from the facts themselves and each from its own index.

Written out, because a page of it must cost the same on any site: nearest first a few days are read, and only where too
little happened in them the rest of the window. Who may read what is asked again where the rows are shown.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache

from django.db import connections, router

from accounts.models import Member
from activity.queries.events import FIRST_DAY, LARGEST_KEY, Event, Place
from reviews.models import Entry
from web.prepared import execute, value_of

REVIEW, ENTRY, LIKE, FOLLOW = "review", "entry", "like", "follow"
EVENTS_A_PAGE = 200
NEAR = datetime.timedelta(days=2)
WINDOW = datetime.timedelta(days=90)

# Of things at the same moment the higher comes first. Reviews and entries are one part: a page of both reads one index.
RANKS = {LIKE: 1, FOLLOW: 2, ENTRY: 3, REVIEW: 3, "": 9}
FOLLOWED = """SELECT followed_id FROM social_follow WHERE follower_id = %(viewer)s
    AND followed_id <> ALL(ARRAY(SELECT muted_id FROM social_membermute WHERE member_id = %(viewer)s))"""
OWN = "SELECT %(viewer)s"
TABLES = {1: "reviews_reviewlike", 2: "social_follow", 3: "reviews_entry"}
ACTORS = {1: "member_id", 2: "follower_id", 3: "author_id"}
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
    return LIKE if rank == RANKS[LIKE] else FOLLOW


@cache
def statement(kinds: tuple[str, ...], *, own: bool) -> str:
    near = union(kinds, "created_at >= %(near)s", own=own)
    too_few = f"(SELECT count(*) FROM near) < {EVENTS_A_PAGE}"
    far = union(kinds, f"created_at >= %(far)s AND created_at < %(near)s AND {too_few}", own=own)
    return f"""WITH people AS MATERIALIZED (SELECT ARRAY({OWN if own else FOLLOWED}) AS ids),
    near AS MATERIALIZED ({near}), far AS MATERIALIZED ({far}),
    chosen AS MATERIALIZED (SELECT * FROM (SELECT * FROM near UNION ALL SELECT * FROM far) AS both_of_them
        ORDER BY at DESC, rank DESC, id DESC LIMIT {EVENTS_A_PAGE})
    SELECT at, rank, id, who,
        rank = 3 AND (SELECT text <> '' FROM reviews_entry AS entry WHERE entry.id = chosen.id),
        CASE rank WHEN 1 THEN (SELECT entry_id FROM reviews_reviewlike AS given WHERE given.id = chosen.id)
            WHEN 2 THEN (SELECT followed_id FROM social_follow AS follow WHERE follow.id = chosen.id) ELSE id END
    FROM chosen ORDER BY at DESC, rank DESC, chosen.id DESC"""


def union(kinds: tuple[str, ...], times: str, *, own: bool) -> str:
    ranks = sorted({RANKS[kind] for kind in kinds})
    return " UNION ALL ".join(f"({part(rank, kinds, times, own=own)})" for rank in ranks)


def part(rank: int, kinds: tuple[str, ...], times: str, *, own: bool) -> str:
    """The latest of one table, by its index of actor and time."""
    more = ""
    if rank == RANKS[ENTRY]:
        reach = "reach <> 'nobody'" if own else "reach IN ('everyone', 'followers')"
        alone = [kind for kind in (ENTRY, REVIEW) if kind in kinds]
        more = f" AND {reach}" + (MORE[alone[0]] if len(alone) == 1 else "")
    return f"""SELECT created_at AS at, {rank} AS rank, id, {ACTORS[rank]} AS who FROM {TABLES[rank]}
        WHERE {ACTORS[rank]} = ANY((SELECT ids FROM people)::bigint[]) AND {times} AND created_at <= %(at)s
            AND (created_at, {rank}, id) < (%(at)s, %(rank)s, %(key)s){more}
        ORDER BY created_at DESC, id DESC LIMIT {EVENTS_A_PAGE}"""
