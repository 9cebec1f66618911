"""A year as a map of its days: how much each of them has, by week and weekday. `parts/web/heat_map.html` draws it."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

MOST_STEPS = 4
DAYS_OF_WEEK = 7
JULY = 7


class Day(NamedTuple):
    """One cell. `step` is how dark it is, from 0 (nothing) to MOST_STEPS (so many or more)."""

    date: datetime.date
    number: int
    url: str

    @property
    def step(self) -> int:
        return min(self.number, MOST_STEPS)

    @property
    def said(self) -> str:
        return f"{self.date.day} {calendar.month_name[self.date.month]}"


class Week(NamedTuple):
    """One column: the month that begins in it, if one does, and seven days, None before or after the half of the year."""

    month: str
    days: list[Day | None]


class Month(NamedTuple):
    """One line of the table beside the map. `most` is its fullest day, the first of several."""

    name: str
    url: str
    number: int
    days: int
    most: Day


@dataclass(frozen=True)
class HeatMap:
    """`halves` stand beside each other, or one under the other where there is little room."""

    year: int
    halves: list[list[Week]]
    months: list[Month]

    @property
    def count(self) -> int:
        return sum(month.number for month in self.months)

    @property
    def days(self) -> int:
        return sum(month.days for month in self.months)

    @property
    def steps(self) -> range:
        return range(1, MOST_STEPS + 1)


def heat_map(
    year: int,
    counts: Mapping[datetime.date, int],
    *,
    url_of_day: Callable[[datetime.date], str],
    url_of_month: Callable[[int], str],
) -> HeatMap:
    """The map of a year in which these days have so much; days that have something lead somewhere."""
    days = [
        Day(date, counts.get(date, 0), url_of_day(date) if counts.get(date) else "") for date in days_of(year)
    ]
    halves = [weeks_of([day for day in days if (day.date.month < JULY) is early]) for early in (True, False)]
    return HeatMap(
        year, halves, [line for month in range(1, 13) for line in line_of(month, days, url_of_month)]
    )


def days_of(year: int) -> Iterator[datetime.date]:
    first = datetime.date(year, 1, 1)
    length = 366 if calendar.isleap(year) else 365
    return (first + datetime.timedelta(days=number) for number in range(length))


def weeks_of(days: list[Day]) -> list[Week]:
    """Columns from Monday to Sunday."""
    before = days[0].date.weekday()
    after = -(before + len(days)) % DAYS_OF_WEEK
    cells = [*[None] * before, *days, *[None] * after]
    return [week(cells[start : start + DAYS_OF_WEEK]) for start in range(0, len(cells), DAYS_OF_WEEK)]


def week(days: list[Day | None]) -> Week:
    first = next((day.date for day in days if day and day.date.day == 1), None)
    return Week(calendar.month_abbr[first.month] if first else "", days)


def line_of(month: int, days: list[Day], url_of_month: Callable[[int], str]) -> Iterator[Month]:
    full = [day for day in days if day.date.month == month and day.number]
    if full:
        most = max(full, key=lambda day: (day.number, -day.date.day))
        count = sum(day.number for day in full)
        yield Month(calendar.month_name[month], url_of_month(month), count, len(full), most)
