"""What people did, as events in the order they happened, and runs of events that are told as one."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.utils import timezone

ONE_RUN = datetime.timedelta(days=1)
LARGEST_KEY = 2**63 - 1
FIRST_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  # nothing happened before


class Event(NamedTuple):
    """Somebody did something: `subject` is what they did it to, an entry or a member."""

    at: datetime.datetime
    kind: str
    key: int
    who: int
    subject: int


class Place(NamedTuple):
    """Where a page begins: behind the event of this time, kind and key."""

    at: datetime.datetime
    kind: str
    key: int


def beginning() -> Place:
    """Before everything that has happened."""
    return Place(timezone.now(), "", LARGEST_KEY)


@dataclass
class Run:
    """Events told as one, newest first."""

    kind: str
    events: list[Event] = field(default_factory=list)

    @property
    def at(self) -> datetime.datetime:
        return self.events[0].at

    @property
    def who(self) -> list[int]:
        """Whoever had a part in it, each once, latest first."""
        return list(dict.fromkeys(event.who for event in self.events))


Told = Callable[[Event], Hashable]


class Range(NamedTuple):
    """The runs of one page, and behind which event the next page begins; None where nothing follows."""

    runs: list[Run]
    ends: Place | None


def runs_of(events: Sequence[Event], told_as: Told, *, at_most: int, ends: Place | None = None) -> Range:
    """The first runs of these events, newest first: those that are told as the same, within a day of the first of them.

    What belongs to a run and lies behind the page is a run of the next page. `ends`: behind which others follow.
    """
    runs: list[Run] = []
    open_runs: dict[Hashable, Run] = {}
    last: Event | None = None
    for event in events:
        name = told_as(event)
        run = open_runs.get(name)
        if run is None or run.at - event.at > ONE_RUN:
            if len(runs) == at_most:
                return Range(runs, place_of(last))
            run = open_runs[name] = Run(event.kind)
            runs.append(run)
        run.events.append(event)
        last = event
    return Range(runs, ends)


def place_of(event: Event | None) -> Place | None:
    return Place(event.at, event.kind, event.key) if event else None


def token_of(place: Place) -> str:
    words = json.dumps([place.at.isoformat(), place.kind, place.key])
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")


def place_at(token: str, kinds: Iterable[str]) -> Place:
    """The place this token names. Raises BadRequest for what was never a token of ours."""
    try:
        said, kind, key = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        at = datetime.datetime.fromisoformat(said)
    except (ValueError, TypeError, RecursionError, binascii.Error) as problem:
        raise BadRequest("This page address is not one of ours.") from problem
    is_ours = kind in set(kinds) and isinstance(key, int) and 0 <= key <= LARGEST_KEY and at.tzinfo
    if not is_ours or at < FIRST_DAY:
        raise BadRequest("This page address is not one of ours.")
    return Place(at, kind, key)
