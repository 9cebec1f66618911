"""Where tests keep their files: in memory where there is room, for a disk takes ten times as long over many small ones."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from config.embedded import Embedded, EmbeddedDatabaseError

MEMORY = Path("/dev/shm")  # noqa: S108
ROOM = 2 * 2**30
# The first process of this run, for those that it starts.
RUN = int(os.environ.setdefault("TESTS_OF_PROCESS", str(os.getpid())))
QUICK = """ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET max_wal_size = '256MB';
SELECT pg_reload_conf()"""


def use_quick_folder() -> None:
    """For temporary files of this process and of all that it starts, unless TMPDIR names a folder."""
    if "TMPDIR" not in os.environ and has_room(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def has_room(folder: Path) -> bool:
    """In containers the folder may be small, and programs may not be started from it."""
    with suppress(OSError):
        facts = os.statvfs(folder)
        is_open = os.access(folder, os.W_OK | os.X_OK) and not facts.f_flag & os.ST_NOEXEC
        return is_open and facts.f_bavail * facts.f_frsize >= ROOM
    return False


def database_of(run: int) -> Embedded:
    return Embedded(Path(tempfile.gettempdir()) / f"houselights-tests-{run}")


@contextmanager
def database_in_use() -> Iterator[Embedded]:
    """The server of this run, the same for all its processes. What it holds need not outlive a power cut."""
    with database_of(RUN).in_use() as server:
        with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
            for change in QUICK.split(";"):
                connection.execute(change)
        yield server


def erase_databases() -> None:
    """That of this run, and those of runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob("houselights-tests-*"):
        run = int(folder.name.rpartition("-")[2])
        if run == RUN or not is_running(run):
            with suppress(OSError, EmbeddedDatabaseError):  # another account's
                database_of(run).erase()


def is_running(process: int) -> bool:
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
