"""Where the request at hand reads, and what befell it there. Outside requests there is no route but to the primary."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import DEFAULT_DB_ALIAS
from psycopg import Error, OperationalError
from psycopg.errors import QueryCanceled, ReadOnlySqlTransaction

PRIMARY = DEFAULT_DB_ALIAS


@dataclass
class Route:
    alias: str = PRIMARY
    wrote: bool = False
    is_refused: bool = False  # a replica could not answer what the primary may
    lost: set[str] = field(default_factory=set)  # whose connections broke under the request

    @property
    def can_be_tried_again(self) -> bool:
        return (self.is_refused or bool(self.lost)) and not self.wrote


_route: ContextVar[Route | None] = ContextVar("route", default=None)


def current() -> Route | None:
    return _route.get()


@contextmanager
def taken(alias: str) -> Iterator[Route]:
    """Reads from this database until the block ends, or something is written."""
    route = Route(alias)
    before = _route.set(route)
    try:
        yield route
    finally:
        _route.reset(before)


@contextmanager
def on_primary() -> Iterator[None]:
    """Reads from the primary in this block, what must not be late."""
    route = current() or Route()
    before, route.alias = route.alias, PRIMARY
    try:
        yield
    finally:
        route.alias = PRIMARY if route.wrote else before


def notice(alias: str, problem: Error, *, is_lost: bool) -> None:
    """Keeps what may be put right by another try. A statement that took too long would only take as long again."""
    route = current()
    if route is None:
        return
    if is_lost:
        route.lost.add(alias)
    elif alias != PRIMARY and isinstance(problem, OperationalError | ReadOnlySqlTransaction):
        route.is_refused = route.is_refused or not isinstance(problem, QueryCanceled)
