"""What can be chosen in a diary: its years and months, and the words of its form."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from films import vocabulary
from films.queries.browsing import words_in_use
from films.queries.filter_kinds import decades
from reviews.queries.days import Month
from reviews.queries.diary_filters import OF_ENTRIES, TIME, DiaryFilters
from web.words import RATING_CHOICES

YEARS_SHOWN = 8
Address = Callable[[Mapping[str, str]], str]


class Period(NamedTuple):
    """A year or a month with its number of entries; one that is chosen leads back to where it was not."""

    name: str
    url: str
    entries: int
    is_current: bool


class Select(NamedTuple):
    """A filter as a field of the form."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def periods_of(months: list[Month], filters: DiaryFilters, to: Address) -> dict[str, Any]:
    """The years that have what was asked for, the latest apart, and the months of the year that was asked for."""
    others, year, month = filters.at_any_time().words, filters.number("year"), filters.number("month")
    by_year: Counter[int] = Counter()
    for one in months:
        by_year[one.year] += one.entries
    years = [
        Period(str(each), to(others | {"year": str(each)}), count, each == year)
        for each, count in by_year.items()
    ]
    in_year = [
        Period(
            calendar.month_name[one.month],
            to(others | {"year": str(year), "month": str(one.month)}),
            one.entries,
            one.month == month,
        )
        for one in reversed(months)
        if one.year == year
    ]
    is_earlier = any(one.is_current for one in years[YEARS_SHOWN:])
    return {
        "years": years[:YEARS_SHOWN],
        "earlier_years": years[YEARS_SHOWN:],
        "is_earlier": is_earlier,
        "months": in_year,
    }


def choices_of(filters: DiaryFilters) -> dict[str, Any]:
    """The fields of the form, and the words that it keeps though it has no field for them."""
    asked = filters.words
    selects = [
        Select(name, label, with_chosen(options, filters, name), asked.get(name, ""))
        for name, label, options in (
            ("rating", "Rating", list(reversed(RATING_CHOICES))),
            ("rewatch", "Viewing", said_of("rewatch")),
            ("review", "Review", said_of("review")),
            ("liked", "Liked", said_of("liked")),
            ("place", "Where", said_of("place")),
            ("format", "From what", said_of("format")),
            ("genre", "Genre", list(vocabulary.GENRES.items())),
            ("decade", "Decade", list(decades().items())),
            ("country", "Country", list(words_in_use().countries.items())),
        )
    ]
    in_form = {select.name for select in selects} | {"tag"}
    kept = [(name, words) for name, words in asked.items() if name not in in_form]
    return {"selects": selects, "tag": asked.get("tag", ""), "kept": kept, "has_choice": has_choice(filters)}


def said_of(name: str) -> list[tuple[str, str]]:
    return list(OF_ENTRIES[name].texts.items())


def with_chosen(options: list[tuple[str, str]], filters: DiaryFilters, name: str) -> list[tuple[str, str]]:
    """The options, and first what an address chose that is none of them, such as two genres."""
    asked = filters.words.get(name, "")
    if not asked or asked in dict(options):
        return options
    return [(asked, ", ".join(filters.texts_of(name))), *options]


def has_choice(filters: DiaryFilters) -> bool:
    """Whether more than a time was chosen."""
    return bool(filters.words.keys() - set(TIME))
