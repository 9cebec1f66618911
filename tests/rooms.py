"""Several tests run at once, each in a process of its own; one that measures time has the machine to itself."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def beside_others(folder: Path) -> Iterator[None]:
    """Whoever wants the room alone stands in the door until it is empty, so that nobody enters meanwhile."""
    with ExitStack() as room:
        with locked(folder / "door", fcntl.LOCK_EX):
            room.enter_context(locked(folder / "room", fcntl.LOCK_SH))
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    with locked(folder / "door", fcntl.LOCK_EX), locked(folder / "room", fcntl.LOCK_EX):
        yield


@contextmanager
def locked(file: Path, how: int) -> Iterator[None]:
    with file.open("ab") as opened:
        fcntl.flock(opened, how)
        try:
            yield
        finally:
            # Said aloud, for a process that was forked meanwhile holds the same lock.
            fcntl.flock(opened, fcntl.LOCK_UN)
