"""Things in another order than they came, without remembering them all."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Window(Generic[Thing]):
    """Lets things out in another order than they came: each waits until a later one takes its place."""

    def __init__(self, size: int, chance: random.Random, out: Callable[[Thing], None]) -> None:
        self.size, self.throw, self.out = size, chance.random, out
        self.things: list[Thing] = []

    def put(self, thing: Thing) -> None:
        if len(self.things) < self.size:
            self.things.append(thing)
            return
        place = int(self.throw() * self.size)
        thing, self.things[place] = self.things[place], thing
        self.out(thing)

    def empty(self) -> None:
        """What is let out may put something new."""
        while self.things:
            things, self.things = self.things, []
            for thing in things:
                self.out(thing)
