"""How much of a list a viewer has seen."""

from __future__ import annotations

from typing import Any, NamedTuple

from lists.models import List
from social.models import Viewer


class Progress(NamedTuple):
    seen: int
    films: int

    @property
    def percent(self) -> int:
        """Rounded down, so that it is a hundred when all are seen and not before."""
        return self.seen * 100 // self.films


def progress_in(list_: List, number: int, viewer: Viewer) -> Progress | None:
    """None for a visitor, for an empty list, and for a smart list, where it would be another walk through its filter."""
    if not viewer.is_authenticated or not number or list_.is_smart:
        return None
    facts: Any = list_
    return Progress(min(facts.seen, number), number)
