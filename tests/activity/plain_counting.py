"""The figures of a diary counted a second way: plainly, one viewing after the other, without the database."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple


class Viewing(NamedTuple):
    """`key` puts those of one day in order."""

    key: int
    film: int
    day: datetime.date
    rating: int | None
    again: bool = False


@dataclass
class FilmFacts:
    """`people` are role and person, the cast as far as it counts."""

    minutes: int | None = None
    decade: int | None = None
    genres: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    people: set[tuple[str, int]] = field(default_factory=set)
    average: float | None = None


class Tallied(NamedTuple):
    films: int
    rated: int
    total: int


class Plainly:
    """All that is asked of a handful of viewings."""

    def __init__(self, viewings: Iterable[Viewing], films: dict[int, FilmFacts]) -> None:
        self.viewings = sorted(viewings, key=lambda one: (one.day, one.key))
        self.facts = films
        self.firsts: list[Viewing] = []
        self.latest: dict[int, int] = {}
        for one in self.viewings:
            if one.film not in {first.film for first in self.firsts}:
                self.firsts.append(one)
            if one.rating:
                self.latest[one.film] = one.rating

    @property
    def ratings(self) -> dict[int, int]:
        return dict(Counter(one.rating for one in self.viewings if one.rating))

    @property
    def minutes(self) -> int:
        return sum(self.facts[one.film].minutes or 0 for one in self.viewings)

    @property
    def of_unknown_length(self) -> int:
        return sum(self.facts[one.film].minutes is None for one in self.viewings)

    def times(self, *, by_year: bool) -> dict[datetime.date, list[tuple[int, int, int]]]:
        """For each time its first viewings and its rewatches, each with how many are rated and the sum of ratings."""
        found: dict[datetime.date, list[list[int]]] = defaultdict(lambda: [[0, 0, 0], [0, 0, 0]])
        for one in self.viewings:
            numbers = found[one.day.replace(month=1, day=1) if by_year else one.day][one.again]
            numbers[0] += 1
            numbers[1] += bool(one.rating)
            numbers[2] += one.rating or 0
        return {day: [(a, b, c) for a, b, c in both] for day, both in found.items()}

    def milestones(self, step: int) -> list[tuple[int, int]]:
        return [(number, one.film) for number, one in enumerate(self.firsts, 1) if number % step == 0]

    def streak(self) -> int:
        days = {one.day for one in self.viewings}
        return max(
            next(length for length in range(1, 10_000) if day + datetime.timedelta(length) not in days)
            for day in days
        )

    def gap(self) -> int:
        days = sorted({one.day for one in self.viewings})
        return max((after - before).days for before, after in pairwise(days))

    def tallies(self, kind: str) -> dict[str, Tallied]:
        """By genre, country, language, decade, or "director", "actor" and "crew", which have role and person."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for film in {one.film for one in self.viewings}:
            for word in self.words(kind, self.facts[film]):
                found[word][0] += 1
                found[word][1] += film in self.latest
                found[word][2] += self.latest.get(film, 0)
        least = 2 if kind in ("director", "actor", "crew") else 1
        return {word: Tallied(*numbers) for word, numbers in found.items() if numbers[0] >= least}

    def words(self, kind: str, facts: FilmFacts) -> set[str]:
        if kind == "decade":
            return {str(facts.decade)} if facts.decade else set()
        if kind in ("director", "actor", "crew"):
            kinds = {"director": "director", "actor": "actor"}
            return {f"{role} {person}" for role, person in facts.people if kinds.get(role, "crew") == kind}
        return set({"genre": facts.genres, "country": facts.countries, "language": facts.languages}[kind])

    def differences(self) -> dict[int, float]:
        """By how much each film is rated above (or below) its average."""
        found = {}
        for film, rating in self.latest.items():
            average = self.facts[film].average
            if average is not None:
                found[film] = rating - average
        return found
