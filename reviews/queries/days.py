"""The days of a diary: how many entries each month and each day has, and what was seen on a day of other years."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from accounts.models import Member
from films.models.films import FIRST_YEAR
from reviews.models import Entry, EntryQuerySet
from reviews.queries.diary import diary_of
from reviews.queries.reviews import DIARY_ORDER
from social.models import Viewer
from web.prepared import prepared


class Month(NamedTuple):
    """How many entries a month has."""

    year: int
    month: int
    entries: int


class YearsAgo(NamedTuple):
    """What was seen on the same day so many years ago."""

    years: int
    entries: list[Entry]


def months_of(entries: EntryQuerySet) -> list[Month]:
    """The months that have any of these entries, latest first."""
    return [Month(*row) for row in counted_by_month(entries)]


def counted_by_month(entries: EntryQuerySet) -> QuerySet[Entry, Any]:
    counted: Any = entries.order_by().annotate(
        in_year=ExtractYear("watched_on"), in_month=ExtractMonth("watched_on")
    )
    counted = counted.values_list("in_year", "in_month").annotate(entries=Count("pk"))
    return counted.order_by("-in_year", "-in_month")


@prepared
def rows_of_months(member: Member, viewer: Viewer) -> QuerySet[Entry, Any]:
    return counted_by_month(Entry.objects.by_visible_to(member, viewer).in_diary())


def months_in_diary(member: Member, viewer: Viewer) -> list[Month]:
    """The months of all that this viewer may read of the member's diary, latest first."""
    return [Month(*row) for row in rows_of_months(member, viewer)]


def entries_by_day(entries: EntryQuerySet) -> dict[datetime.date, int]:
    """How many of these entries each day has."""
    counted: Any = entries.order_by().values_list("watched_on").annotate(entries=Count("pk"))
    return dict(counted)


def on_this_day(member: Member, viewer: Viewer, today: datetime.date) -> list[YearsAgo]:
    """What this viewer may read of the days of earlier years that were like this one, latest first."""
    # A list of days, each a look into the index of the diary: by their parts all entries would be looked at.
    entries = diary_of(member, viewer).filter(watched_on__in=days_like(today)).order_by(*DIARY_ORDER)
    return by_years_ago(entries, today)


def by_years_ago(entries: Iterable[Entry], today: datetime.date) -> list[YearsAgo]:
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        found.setdefault(today.year - entry.shown_on.year, []).append(entry)
    return [YearsAgo(years, of_year) for years, of_year in found.items()]


def days_like(today: datetime.date) -> list[datetime.date]:
    """The same day of all earlier years; the last of February stands for the 29th where a year has none."""
    days = [day for year in range(FIRST_YEAR, today.year) if (day := day_of(year, today.month, today.day))]
    if (today.month, today.day) == (2, 28) and not day_of(today.year, 2, 29):
        days += [day for year in range(FIRST_YEAR, today.year) if (day := day_of(year, 2, 29))]
    return days


def day_of(year: int, month: int, day: int) -> datetime.date | None:
    """This day, if there is one."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
