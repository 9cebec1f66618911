"""Films that stand out in somebody's figures, each with the words below its poster."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from activity.queries.figures.diary import Moment
from activity.queries.figures.whole import Figures
from activity.views.rankings import average_said
from films.models import Film
from web.words import in_words


class Shown(NamedTuple):
    """A film, and what is said of it: two lines, either of which may be ""."""

    film: Film
    said: str
    more: str = ""
    day: datetime.date | None = None


def ends(figures: Figures) -> list[Shown]:
    """The first and the last film; one alone is both."""
    first, last = figures.diary.first, figures.diary.last
    if not first or not last or figures.diary.viewings == 1:
        return [shown(figures, first, "The only one")] if first else []
    return [
        shown(figures, first, "First"),
        shown(figures, last, "Latest" if not figures.source.period.year else "Last"),
    ]


def milestones(figures: Figures) -> list[Shown]:
    return [shown(figures, moment, f"Film {moment.number:,}") for moment in figures.diary.milestones]


def seen_often(figures: Figures) -> list[Shown]:
    return [Shown(figures.films[moment.film], f"{moment.number} times") for moment in figures.diary.often]


def highest_films(figures: Figures) -> list[Shown]:
    return [
        Shown(figures.films[one.film], in_words(one.rating))
        for one in figures.catalogue.apart.get("highest", [])
    ]


def beside_average(figures: Figures, which: str) -> list[Shown]:
    """Rated "above" or "below" the published average, furthest from it first."""
    return [
        Shown(figures.films[one.film], in_words(one.rating), f"average {average_said(one.average or 0)}")
        for one in figures.beside_average(which)
    ]


def shown(figures: Figures, moment: Moment, said: str) -> Shown:
    return Shown(figures.films[moment.film], said, day=moment.day)
