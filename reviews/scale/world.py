"""How large the world is and how its fame is spread: one film holds a twentieth of the reviews, a median film three."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass
from math import gcd

FEWEST_REVIEWS, MOST_REVIEWS = 1_000, 20_000_000
FEWEST_FILMS, MOST_FILMS = 50, 5_000_000
YEARS = 12
BEST_KNOWN_SHARE = 20  # the best-known film has every twentieth review
MEDIAN_REVIEWS = 3
REVIEWS_A_MEMBER = 5
DAY = 86_400
SPAN = YEARS * 365 * DAY + YEARS // 4 * DAY


@dataclass(frozen=True)
class World:
    """`films` 0 means as many as leave the median film with three reviews. The story ends where `until` begins."""

    reviews: int
    films: int
    seed: int
    until: datetime.date

    @property
    def steepness(self) -> float:
        """The exponent of fame: the film of rank r has a share that falls with r to this power."""
        return steepness_of(self.reviews, lambda _: self.films)

    @property
    def begins_on(self) -> datetime.date:
        return self.until - datetime.timedelta(seconds=SPAN)

    def chance(self, purpose: str) -> random.Random:
        """The same throws for the same seed and purpose, in every process."""
        return random.Random(f"{self.seed} {purpose}")  # noqa: S311  a story, not a secret


def world_of(reviews: int, films: int, seed: int, until: datetime.date) -> World:
    if not films:
        steepness = steepness_of(reviews, lambda steepness: films_for_median(reviews, steepness))
        films = max(FEWEST_FILMS, round(films_for_median(reviews, steepness)))
    return World(reviews, films, seed, until)


def films_for_median(reviews: int, steepness: float) -> float:
    """As many films as it takes for the one in the middle to have MEDIAN_REVIEWS."""
    best = reviews / BEST_KNOWN_SHARE
    return 2 * (best / MEDIAN_REVIEWS) ** (1 / steepness)


def steepness_of(reviews: int, films: Callable[[float], float]) -> float:
    """Found by halving: the exponent with which the films behind the best-known one share the rest of the reviews."""
    wanted = BEST_KNOWN_SHARE - 1
    low, high = 0.2, 3.0
    for _ in range(80):
        middle = (low + high) / 2
        if area(2, films(middle) + 1, middle) > wanted:
            low = middle
        else:
            high = middle
    return low


def area(start: float, end: float, steepness: float) -> float:
    """Under r to the power of minus the steepness."""
    power = 1 - steepness + 1e-12
    return (end**power - start**power) / power


class Fame:
    """Draws ranks of films, the best-known one apart: rank 2 most often."""

    def __init__(self, world: World) -> None:
        self.power = 1 - world.steepness + 1e-12
        self.least = 2**self.power
        self.range = (world.films + 1) ** self.power - self.least
        self.inverse = 1 / self.power
        self.last = world.films

    def rank(self, throw: float) -> int:
        """From 2 to the number of films, by a throw from 0 to 1."""
        rank = int((self.least + throw * self.range) ** self.inverse)
        return rank if rank <= self.last else self.last


class Shuffle:
    """Numbers 0 to count - 1 in another order, by a formula both ways, so that fame and ids have nothing to do with each other."""

    def __init__(self, count: int, chance: random.Random) -> None:
        self.count = count
        self.factor = next(
            factor for factor in iter(lambda: chance.randrange(1, count + 1), 0) if gcd(factor, count) == 1
        )
        self.offset = chance.randrange(count)
        self.inverse = pow(self.factor, -1, count)

    def id_of(self, place: int) -> int:
        return (place * self.factor + self.offset) % self.count + 1

    def place_of(self, number: int) -> int:
        return (number - 1 - self.offset) * self.inverse % self.count
