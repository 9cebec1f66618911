"""What is popular: the reviews and the members most liked in a period, and the films most watched.

From acts with their time, the latest of them first and never more than so many: a page of it costs the same on any site,
and its limits stand on it. What everybody did is ranked once in ten minutes and process; what people one follows did,
when it is asked for. Who may read what is asked again where the rows are shown.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from django.db import connections, router
from django.db.models import F, Model, QuerySet
from django.utils import timezone

from accounts.models import Member
from films.models import Film, FilmQuerySet
from reviews.models import Entry, EntryQuerySet, MemberStats
from reviews.models.stats import MOST_WEIGHT_OF_A_QUIP
from reviews.queries.reviews import MOST_LIKES_COUNTED
from social.models import Viewer, films_muted_by, muted_by
from social.queries import shown_to, with_followed_by
from web.prepared import execute, prepared, value_of
from web.text.measures import LENGTHS

MOST_ACTS = 20_000
MOST_FOLLOWED, ACTS_EACH = 300, 50
MOST_RANKED, MOST_WEIGHED = 72, 300
SECONDS_REMEMBERED = 600
Row = TypeVar("Row", bound=Model)
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class Period(NamedTuple):
    """So many days until now; none for all time. `words` follow what happened in it."""

    label: str
    words: str
    days: int | None

    def began(self) -> datetime.datetime:
        return timezone.now() - datetime.timedelta(days=self.days) if self.days else LONG_AGO


PERIODS = {
    "week": Period("This week", "in the last seven days", 7),
    "month": Period("This month", "in the last thirty days", 30),
    "year": Period("This year", "in the last 365 days", 365),
    "all": Period("Of all time", "so far", None),
}


# What pages say of how they are made.
LIMITS = {
    "acts": f"{MOST_ACTS:,}",
    "week_likes": f"{MOST_LIKES_COUNTED:,}",
    "each": ACTS_EACH,
    "followed": MOST_FOLLOWED,
    "minutes": SECONDS_REMEMBERED // 60,
    "quip_words": LENGTHS["quip"],
    "quip_weight": MOST_WEIGHT_OF_A_QUIP,
}


class Ranked(NamedTuple):
    """Something by its key, and how many acts were about it."""

    key: int
    number: int


class Acts(NamedTuple):
    """Rows of one table, each somebody's act about one subject at one time."""

    table: str
    subject: str
    actor: str
    at: str
    condition: str = "TRUE"
    number: str = "acts"
    beside: str = ""


LIKED_REVIEWS = Acts(
    "reviews_reviewlike",
    "entry_id",
    "member_id",
    "created_at",
    number=f"CASE WHEN stats.is_quip THEN least(acts, {MOST_WEIGHT_OF_A_QUIP}) ELSE acts END",
    beside="JOIN reviews_reviewstats AS stats ON stats.entry_id = counted.subject",
)
LIKED_MEMBERS = Acts(
    "reviews_reviewlike", "author_id", "member_id", "created_at", condition="author_id IS NOT NULL"
)
LIKED_LISTS = Acts("lists_listlike", "list_id", "member_id", "created_at")
WATCHED_FILMS = Acts("reviews_mark", "film_id", "member_id", "watched_at", condition="watched_at IS NOT NULL")


def ranked(acts: Acts, period: str, *, among: Member | None = None) -> list[Ranked]:
    """MOST_RANKED subjects at most, those of most acts first: of everybody, or of the people this member follows."""
    if among is None:
        return ranked_lately(acts, period, int(time.monotonic() // SECONDS_REMEMBERED))
    values = {"since": PERIODS[period].began(), "viewer": value_of(among)}
    return rows(acts, statement(acts, is_among=True), values)


@lru_cache(maxsize=16)
def ranked_lately(acts: Acts, period: str, ten_minutes: int) -> list[Ranked]:
    return rows(acts, statement(acts, is_among=False), {"since": PERIODS[period].began()})


def rows(acts: Acts, sql: str, values: dict[str, Any]) -> list[Ranked]:
    found = execute(connections[router.db_for_read(Entry)], sql, values)  # type: ignore[arg-type]
    return [Ranked(key, number) for key, number in found]


@cache
def statement(acts: Acts, *, is_among: bool) -> str:
    lately = by_people_followed(acts) if is_among else by_everybody(acts)
    return f"""SELECT subject, {acts.number} AS number FROM (
            SELECT subject, count(*) AS acts FROM ({lately}) AS latest
            GROUP BY subject ORDER BY acts DESC, subject DESC LIMIT {MOST_WEIGHED}
        ) AS counted {acts.beside} ORDER BY number DESC, subject DESC LIMIT {MOST_RANKED}"""


def by_everybody(acts: Acts) -> str:
    return f"""SELECT {acts.subject} AS subject FROM {acts.table}
        WHERE {acts.at} >= %(since)s AND {acts.condition} ORDER BY {acts.at} DESC LIMIT {MOST_ACTS}"""


def by_people_followed(acts: Acts) -> str:
    """One look into the index of actor and time for each of them."""
    return f"""SELECT done.subject FROM (
            SELECT followed_id FROM social_follow WHERE follower_id = %(viewer)s AND (SELECT NOT EXISTS (
                SELECT FROM social_membermute WHERE member_id = %(viewer)s AND muted_id = followed_id))
            ORDER BY created_at DESC, id DESC LIMIT {MOST_FOLLOWED}
        ) AS people CROSS JOIN LATERAL (
            SELECT {acts.subject} AS subject FROM {acts.table}
            WHERE {acts.actor} = people.followed_id AND {acts.at} >= %(since)s AND {acts.condition}
            ORDER BY {acts.at} DESC LIMIT {ACTS_EACH}
        ) AS done"""


@prepared
def reviews_shown(keys: list[int], viewer: Viewer) -> EntryQuerySet:
    """Those of these reviews that this viewer may read and meet."""
    reviews = Entry.objects.filter(pk__is_any_of=keys).visible_to(viewer).met_by(viewer).reviews()
    return reviews.for_cards(viewer)


@prepared
def films_shown(keys: list[int], viewer: Viewer) -> FilmQuerySet:
    films = Film.objects.offered().filter(pk__is_any_of=keys).defer("synopsis")
    return films.exclude(pk__is_any_of=films_muted_by(viewer)) if viewer.is_authenticated else films


@prepared
def members_shown(keys: list[int], viewer: Viewer) -> QuerySet[MemberStats]:
    """Those of these members whose reviews this viewer could read and has not muted; adds `films`, `reviews`,
    `is_followed` and `is_asked`."""
    stats = MemberStats.objects.filter(member__is_any_of=keys, member__is_active=True).select_related(
        "member"
    )
    stats = stats.annotate(films=F("films_count"), reviews=F("reviews_count"))
    if viewer.is_authenticated:
        stats = stats.exclude(member__is_any_of=muted_by(viewer))
    return with_followed_by(shown_to(stats, viewer, member="member"), viewer, member="member")


def in_rank(found: Iterable[Row], order: Iterable[Ranked]) -> list[Row]:
    """Rows with a `pk`, in the order of the ranks."""
    places = {one.key: place for place, one in enumerate(order)}
    return sorted(found, key=lambda row: places[row.pk])
