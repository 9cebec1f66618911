"""Rankings of people and kinds of films, as tables with bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.safestring import SafeString

from accounts.models import Member
from activity.queries.figures.catalogue import Catalogue, Tally
from activity.queries.figures.lists_seen import Seen
from films import vocabulary
from films.models import Role
from lists.models import List
from web.charts import bar

PEOPLE = {"director": "Directors", "actor": "Cast", "crew": "Crew"}
KINDS = {"genre": "Genres", "country": "Countries", "language": "Languages", "decade": "Decades"}
FEWEST = 2  # lines: one alone is no ranking


class Line(NamedTuple):
    name: str
    url: str
    role: str
    films: int
    average: str
    bar: SafeString


class Ranking(NamedTuple):
    """`by_average`: the bars are averages, else numbers of films."""

    title: str
    lines: list[Line]
    by_average: bool


class ListLine(NamedTuple):
    """A list and how much of it is seen."""

    list_: List
    seen: int
    films: int
    bar: SafeString


def lists_on_the_way(lists: Iterable[Seen]) -> list[ListLine]:
    return [ListLine(*one, bar(one.seen, one.films)) for one in lists]


def most_seen(found: Catalogue, member: Member, kinds: dict[str, str]) -> list[Ranking]:
    return [
        Ranking(title, lines_of(kind, found.most(kind), member, number_of=films_of), by_average=False)
        for kind, title in kinds.items()
        if found.most(kind)
    ]


def highest_rated(found: Catalogue, member: Member, kinds: dict[str, str]) -> list[Ranking]:
    """Of everything that has ENOUGH rated films, where more than one has."""
    return [
        Ranking(title, lines_of(kind, found.highest(kind), member, number_of=average_of), by_average=True)
        for kind, title in kinds.items()
        if len(found.highest(kind)) >= FEWEST
    ]


def films_of(one: Tally) -> float:
    return one.films


def average_of(one: Tally) -> float:
    return one.average or 0


def lines_of(
    kind: str, tallies: list[Tally], member: Member, *, number_of: Callable[[Tally], float]
) -> list[Line]:
    longest = max(map(number_of, tallies), default=0)
    return [
        Line(
            name_of(kind, one),
            url_of(kind, one, member),
            Role(one.word).label.lower() if kind == "crew" else "",
            one.films,
            "" if one.average is None else average_said(one.average),
            bar(number_of(one), longest),
        )
        for one in tallies
    ]


def url_of(kind: str, one: Tally, member: Member) -> str:
    """The person's page, or the member's films of the kind."""
    if one.slug:
        return f"/person/{one.slug}/"
    return f"{member.url}films/?{kind}={one.word}{'s' if kind == 'decade' else ''}"


def average_said(half_stars: float) -> str:
    """An average as people say it, with one decimal."""
    return f"{half_stars / 2:.1f}"


def name_of(kind: str, one: Tally) -> str:
    if one.name:
        return one.name
    if kind == "decade":
        return f"{one.word}s"
    names = {
        "genre": vocabulary.GENRES,
        "country": vocabulary.countries(),
        "language": vocabulary.languages(),
    }
    return names[kind].get(one.word, one.word)
