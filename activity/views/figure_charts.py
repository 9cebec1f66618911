"""The charts of the pages with figures: what is counted in which period, as columns and lines."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from activity.queries.figures.diary import Count, Diary, When
from activity.queries.figures.whole import Figures
from reviews.models.stats import RATINGS
from web.charts import Chart, Series, columns, lines
from web.words import counted, in_words

WEEK = datetime.timedelta(days=7)
STARS = tuple(range(0, 11, 2))


class Span(NamedTuple):
    """A stretch of time as a column: its first viewings and its rewatches."""

    label: str
    short: str
    first: Count
    again: Count
    url: str = ""


def charts_of(figures: Figures) -> list[Chart]:
    """Those that have something to show, the first over the whole width."""
    diary, year, member = figures.diary, figures.source.period.year, figures.source.member
    if year:
        often, curve = weeks(year, diary.times, f"{member.url}diary/"), months(year, diary.times)
    else:
        often = curve = years(diary.times, member.url)
    drawn = [over_time(figures, often)]
    if diary.rated.rated:
        drawn += [
            spread(diary, f"{member.url}films/?rating="),
            averages(diary, curve, "Month" if year else "Year"),
        ]
    return drawn


def over_time(figures: Figures, spans: Sequence[Span]) -> Chart:
    diary = figures.diary
    unit = "week" if figures.source.period.year else "year"
    series = [
        Series(
            "Films" if figures.source.of_marks else "First viewings", [one.first.viewings for one in spans]
        )
    ]
    if diary.rewatches:
        series.append(Series("Rewatches", [one.again.viewings for one in spans]))
    busiest = max(spans, key=lambda one: one.first.viewings + one.again.viewings)
    most = counted(busiest.first.viewings + busiest.again.viewings, "viewing,viewings")
    return columns(
        f"Viewings by {unit}",
        [one.label for one in spans],
        series,
        first=unit.title(),
        said=f"{counted(diary.viewings, 'viewing,viewings')}, the most, {most}, in {busiest.label}.",
        short=[one.short for one in spans],
        urls=[one.url for one in spans],
    )


def spread(diary: Diary, address: str) -> Chart:
    """How often each rating was given."""
    ratings = list(RATINGS)
    commonest = max(ratings, key=lambda rating: diary.ratings.get(rating, 0))
    return columns(
        "Ratings given",
        [in_words(rating) for rating in ratings],
        [Series("Viewings", [diary.ratings.get(rating, 0) for rating in ratings])],
        first="Rating",
        said=f"{counted(diary.rated.rated, 'viewing has,viewings have')} a rating; the commonest is {in_words(commonest)}.",
        short=[f"{rating // 2} ★" if rating % 2 == 0 else "" for rating in ratings],
        urls=[f"{address}{rating}" for rating in ratings],
    )


def averages(diary: Diary, spans: Sequence[Span], unit: str) -> Chart:
    series = [Series("First viewings" if diary.rewatches else "Average", [stars(one.first) for one in spans])]
    if diary.rewatches:
        series.append(Series("Rewatches", [stars(one.again) for one in spans]))
    average = stars(diary.rated)
    return lines(
        "Average rating",
        [one.label for one in spans],
        series,
        first=unit,
        said=f"Over all {average:.1f} stars.",
        low=0,
        high=5,
        marked=[rating / 2 for rating in STARS],
        number=to_a_tenth,
        short=[one.short for one in spans],
        urls=[one.url for one in spans],
    )


def to_a_tenth(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def stars(count: Count) -> float | None:
    return None if count.average is None else count.average / 2


def weeks(year: int, times: Iterable[When], diary_url: str) -> list[Span]:
    """From Monday to Sunday; the first and the last are those that the year has a part of."""
    start = datetime.date(year, 1, 1)
    monday, last = start - datetime.timedelta(days=start.weekday()), datetime.date(year, 12, 31)
    number = (last - monday).days // 7 + 1
    counts = gathered(times, lambda day: (day - monday).days // 7)
    found = []
    for place in range(number):
        begins = max(start, monday + place * WEEK)
        ends = min(last, monday + place * WEEK + WEEK - datetime.timedelta(days=1))
        opens_month = begins.day == 1 or begins.month != ends.month
        short = calendar.month_abbr[ends.month] if opens_month else ""
        found.append(Span(days_said(begins, ends), short, *counts(place)))
    return found


def days_said(begins: datetime.date, ends: datetime.date) -> str:
    """ "3–9 Nov", "27 Nov–3 Dec"."""
    end = f"{ends.day} {calendar.month_abbr[ends.month]}"
    if begins == ends:
        return end
    month = "" if begins.month == ends.month else f" {calendar.month_abbr[begins.month]}"
    return f"{begins.day}{month}–{end}"


def months(year: int, times: Iterable[When]) -> list[Span]:
    counts = gathered(times, lambda day: day.month)
    names = zip(calendar.month_name, calendar.month_abbr, strict=True)
    return [Span(name, short, *counts(month)) for month, (name, short) in enumerate(names) if month]


def years(times: Sequence[When], address: str) -> list[Span]:
    """Every year from the first to the last, also those without a viewing."""
    counts = gathered(times, lambda day: day.year)
    return [
        Span(str(year), str(year), *counts(year), f"{address}year/{year}/")
        for year in range(times[0].day.year, times[-1].day.year + 1)
    ]


def gathered(
    times: Iterable[When], place_of: Callable[[datetime.date], int]
) -> Callable[[int], tuple[Count, Count]]:
    """The first viewings and rewatches that fall into each place, added up."""
    found: dict[int, tuple[Count, Count]] = {}
    for time in times:
        first, again = found.setdefault(place_of(time.day), (Count(), Count()))
        first.add(time.first)
        again.add(time.again)
    return lambda place: found.get(place, (Count(), Count()))
