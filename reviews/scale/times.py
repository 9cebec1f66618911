"""Moments as seconds since the story began, written as PostgreSQL reads them."""

from __future__ import annotations

import datetime

from reviews.scale.world import DAY, SPAN, World

# Twelve years ago less was written than now: the number of events grows with this power of the time.
GROWTH = 1.6


class Clock:
    """Turns seconds since the beginning into dates and moments (UTC), from tables made once."""

    def __init__(self, world: World) -> None:
        days = range(-60, SPAN // DAY + 1)
        self.days = {day: (world.begins_on + datetime.timedelta(days=day)).isoformat() for day in days}
        self.clock = [
            f" {hour:02}:{minute:02}:{second:02}+00"
            for hour in range(24)
            for minute in range(60)
            for second in range(60)
        ]

    def moment(self, second: int) -> str:
        return self.days[second // DAY] + self.clock[second % DAY]

    def date(self, second: int) -> str:
        return self.days[second // DAY]


def second_of(progress: float, jitter: float) -> int:
    """When the event happens, by how much of the story is told (0 to 1) and a throw for the hour."""
    second = int(SPAN * progress ** (1 / GROWTH)) + int(DAY * jitter)
    return second if second < SPAN else SPAN - 1 - int(3_600 * jitter)
