"""The replicas as last seen, and which of them may answer.

A lag is measured by position alone, so that no clocks are compared and an idle primary, whatever the time of its last
write, has no replica behind: a replica lags for as long as the primary is known to have been further than it is.
"""

from __future__ import annotations

import logging
import random
from collections import deque
from dataclasses import dataclass, field

from config.replicas.route import PRIMARY

logger = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two looks at a server
SILENCE = 3.0  # seconds without an answer after which a replica counts as dead
PAUSE = 5.0  # seconds for which a replica is left out whose connection broke under a request
NEVER = 2**64  # further than any position in a log


class PrimaryLog:
    """How far the primary was at which time, for a little longer than a replica may lag."""

    def __init__(self, seconds: float) -> None:
        self.seen: deque[tuple[float, int]] = deque(maxlen=int(seconds / EVERY) + 5)

    def note(self, position: int, now: float) -> None:
        if self.seen and position < self.seen[-1][1]:
            self.seen.clear()  # another server was promoted, without the last moments of the former one
        self.seen.append((now, position))

    def is_silent(self, now: float) -> bool:
        return not self.seen or now - self.seen[-1][0] > 2 * EVERY

    def seconds_ahead_of(self, position: int, now: float) -> float:
        return next((now - at for at, reached in tuple(self.seen) if reached > position), 0.0)


@dataclass
class Replica:
    alias: str
    position: int = 0
    is_current: bool = False
    seen_at: float = float("-inf")
    paused_until: float = float("-inf")

    def may_answer(self, position: int, now: float) -> bool:
        """Whether it is well and has replayed what was written up to this position."""
        is_well = self.is_current and now - self.seen_at < SILENCE and now >= self.paused_until
        return is_well and self.position >= position


@dataclass
class Fleet:
    """The replicas of one primary. Times are seconds of the monotonic clock."""

    aliases: list[str]
    most_lag: float
    log: PrimaryLog = field(init=False)
    replicas: dict[str, Replica] = field(init=False)

    def __post_init__(self) -> None:
        self.log = PrimaryLog(self.most_lag)
        self.replicas = {alias: Replica(alias) for alias in self.aliases}

    def choose(self, position: int, now: float) -> str:
        """One of the replicas that may answer, at random; the primary when there is none."""
        ready = [replica.alias for replica in self.replicas.values() if replica.may_answer(position, now)]
        return random.choice(ready) if ready else PRIMARY  # noqa: S311 (no secret)

    def saw_primary(self, position: int, now: float) -> None:
        self.log.note(position, now)

    def saw_replica(self, alias: str, *, is_standby: bool, position: int, now: float) -> None:
        """A server that follows nobody any more is no replica, but may be the next primary while there is none."""
        replica = self.replicas[alias]
        is_in_order = is_standby or self.log.is_silent(now)
        is_current = is_in_order and self.log.seconds_ahead_of(position, now) <= self.most_lag
        self.tell(replica, is_current=is_current)
        replica.position, replica.is_current, replica.seen_at = position, is_current, now

    def lost_sight_of(self, alias: str) -> None:
        self.tell(self.replicas[alias], is_current=False)
        self.replicas[alias].is_current = False

    def leave_out(self, alias: str, now: float) -> None:
        """For a moment, after a request lost it: the next look may come too early to know."""
        self.replicas[alias].paused_until = now + PAUSE

    def tell(self, replica: Replica, *, is_current: bool) -> None:
        if is_current != replica.is_current:
            logger.warning("%s is %s", replica.alias, "read from" if is_current else "left out")
