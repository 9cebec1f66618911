"""Who watches: circles of members, few in the innermost who watch thousands of films, half of all in the outermost.

For every film each circle is walked in an order of its own that meets nobody twice (a step through a prime number of
places), so that no member marks a film twice and nothing about pairs needs to be remembered.
"""

from __future__ import annotations

from array import array
from itertools import accumulate

from reviews.scale.world import REVIEWS_A_MEMBER, World

MOST_CIRCLES = 14
FEWEST_IN_A_CIRCLE = 5
# A circle has twice as many members as the one inside it, and they do together 1.11 times as much.
GROWTH_OF_ACTIVITY = 2**0.15
THROWS = 1_024


class Crowd:
    """Members by their place, the most active first. `met` remembers how far each film has walked each circle."""

    def __init__(self, world: World) -> None:
        self.sizes = sizes_of(world.reviews // REVIEWS_A_MEMBER)
        self.count = sum(self.sizes)
        self.starts = [0, *accumulate(self.sizes)]
        self.circles = len(self.sizes)
        self.circle_of_throw = circles_by_throw(self.circles)
        self.met = array("i", bytes(4 * self.circles * (world.films + 1)))

    def next_for(self, film: int, throw: float) -> int:
        """A member who has not marked this film (by its rank) yet; the nearest circle outwards when one is used up."""
        circle = self.circle_of_throw[int(throw * THROWS)]
        place = film * self.circles
        for _ in range(self.circles):
            step = self.met[place + circle]
            if step < self.sizes[circle]:
                self.met[place + circle] = step + 1
                return self.member(film, circle, step)
            circle = (circle + 1) % self.circles
        raise OverflowError("Every member has marked this film already.")

    def one_of(self, film: int, throw: float) -> int | None:
        """Somebody of a circle who has marked this film, None when nobody of the circle has."""
        exact = throw * THROWS
        circle = self.circle_of_throw[int(exact)]
        steps = self.met[film * self.circles + circle]
        return self.member(film, circle, int((exact % 1) * steps)) if steps else None

    def anybody(self, throw: float) -> int:
        """Any member, the active ones more often."""
        exact = throw * THROWS
        circle = self.circle_of_throw[int(exact)]
        return self.starts[circle] + int((exact % 1) * self.sizes[circle])

    def member(self, film: int, circle: int, step: int) -> int:
        size = self.sizes[circle]
        stride = 1 + film * 40_503 % (size - 1)
        return self.starts[circle] + (film * 2_654_435_761 + step * stride) % size


def sizes_of(members: int) -> list[int]:
    """The numbers of members in each circle, innermost first, all of them primes."""
    sizes: list[int] = []
    size = members // 2
    while len(sizes) < MOST_CIRCLES and size >= FEWEST_IN_A_CIRCLE:
        sizes.append(prime_up_to(size))
        size //= 2
    return sizes[::-1]


def prime_up_to(limit: int) -> int:
    return next(
        number
        for number in range(limit, 1, -1)
        if all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    )


def circles_by_throw(circles: int) -> list[int]:
    """Which circle each of THROWS throws means."""
    shares = list(accumulate(GROWTH_OF_ACTIVITY**circle for circle in range(circles)))
    return [
        next(circle for circle, share in enumerate(shares) if throw * shares[-1] <= share * THROWS)
        for throw in range(THROWS)
    ]
