"""Finds a server's own processes, and ends no other: a number in a file may by now belong to any program."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")


def postmaster(data: Path) -> int | None:
    """The live server of this data folder, or None. The file postmaster.pid is only believed when the process agrees."""
    try:
        number = abs(int((data / "postmaster.pid").read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None
    return number if _works_on(number, data) else None


def orphans(data: Path) -> list[int]:
    """Processes of a server that was killed. They hold its memory, and while they do no new server starts."""
    if not (PROC / "self").exists():
        return []
    numbers = [int(entry.name) for entry in PROC.iterdir() if entry.name.isdecimal()]
    return [number for number in numbers if _works_on(number, data)]


def end(data: Path, patience: float = 60.0) -> None:
    """Stops the server of this data folder: politely first, at once when that takes too long."""
    for order, seconds in ((signal.SIGINT, patience), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
        number = postmaster(data)
        if number is None:
            return
        with suppress(ProcessLookupError):
            os.kill(number, order)
        if _wait_for_the_end(data, number, seconds):
            return


def end_orphans(data: Path, patience: float = 2.0) -> None:
    """Waits for the processes of a killed server to notice, and ends those that do not."""
    deadline = time.monotonic() + patience
    while left := orphans(data):
        if time.monotonic() > deadline:
            for number in left:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
        time.sleep(0.05)


def _wait_for_the_end(data: Path, number: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not _works_on(number, data):
            return True
        time.sleep(0.02)
    return False


def _works_on(number: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL that works in this data folder. A dead one not yet buried is not."""
    if not (PROC / "self").exists():
        return _is_listed_as_working_on(number, data)
    process = PROC / str(number)
    try:
        program = (process / "comm").read_text().strip()
        return program == "postgres" and (process / "cwd").samefile(data)
    except OSError:  # it ended meanwhile, or is another account's and so not ours
        return False


def _is_listed_as_working_on(number: int, data: Path) -> bool:
    """The same question on systems without /proc, where only the server itself can be known by its command line."""
    listing = subprocess.run(
        ["ps", "-p", str(number), "-o", "command="], check=False, capture_output=True, text=True
    )
    return "postgres" in listing.stdout and str(data) in listing.stdout
