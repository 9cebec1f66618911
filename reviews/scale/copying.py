"""Rows on their way into the database: gathered by table, and copied by one thread while the next ones are made."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

from django.db import connection

ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})
NOTHING = "\\N"
# A COPY leaves some pages empty behind it, so each one brings a few thousand rows.
CHARACTERS_AT_ONCE = 4_000_000
MOST_WAITING = 3


def escaped(text: str) -> str:
    """The text as one field of COPY."""
    return text.translate(ESCAPES)


def line(*fields: object) -> str:
    """One row of COPY; None is NULL. Fields hold no tabs and no ends of lines."""
    return "\t".join([NOTHING if field is None else str(field) for field in fields]) + "\n"


class Rows:
    """Gathers rows of any tables and copies them in the transaction that is open, in the order in which they came.

    COPY FREEZE: the tables have been truncated in this transaction, so their pages need no vacuum afterwards.
    """

    def __init__(self, columns: dict[str, str]) -> None:
        self.columns = columns
        self.gathered: dict[str, list[str]] = {table: [] for table in columns}
        self.characters = dict.fromkeys(columns, 0)
        self.counts = dict.fromkeys(columns, 0)
        self.copier = ThreadPoolExecutor(1)
        self.waiting: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if problem is None:
                self.finish()
        finally:
            self.copier.shutdown(cancel_futures=True)

    def add(self, table: str, row: str) -> None:
        self.gathered[table].append(row)
        self.characters[table] += len(row)
        if self.characters[table] > CHARACTERS_AT_ONCE:
            self.send(table)

    def send(self, table: str) -> None:
        """Hands over what is gathered; waits while enough loads are on their way."""
        if len(self.waiting) == MOST_WAITING:
            self.waiting.popleft().result()
        rows, self.gathered[table] = self.gathered[table], []
        self.characters[table] = 0
        self.counts[table] += len(rows)
        self.waiting.append(self.copier.submit(self.copy, connection.connection, table, rows))

    def finish(self) -> None:
        for table, rows in self.gathered.items():
            if rows:
                self.send(table)
        while self.waiting:
            self.waiting.popleft().result()

    def copy(self, driver: Any, table: str, rows: list[str]) -> None:
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table} ({self.columns[table]}) FROM STDIN (FREEZE)") as copy,
        ):
            copy.write("".join(rows).encode())
