"""The database by its shortest way: a small pool, every statement prepared and a transaction of its own."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from psycopg import ClientCursor, Connection
from psycopg.rows import namedtuple_row
from psycopg_pool import ConnectionPool

Row = Any  # a named tuple with the columns of its statement
CONNECTIONS = 4


@cache
def pool() -> ConnectionPool[Connection[Row]]:
    """Opened at the first request, so that every worker of a server has its own."""
    return ConnectionPool(
        os.environ["BENCH_DSN"],
        min_size=1,
        max_size=CONNECTIONS,
        open=True,
        kwargs={
            "autocommit": True,
            "row_factory": namedtuple_row,
            # Planning takes longer than most of these statements; pgtrigger.ignore as the site has it.
            "options": "-c timezone=UTC -c plan_cache_mode=force_generic_plan -c jit=off -c pgtrigger.ignore={}",
        },
    )


def rows(connection: Connection[Row], statement: str, **values: object) -> list[Row]:
    return connection.execute(statement, values, prepare=True, binary=True).fetchall()


def rows_by_words(connection: Connection[Row], statement: str, **values: object) -> list[Row]:
    """The same, planned for these values: which index is best depends on the words that were asked for."""
    return ClientCursor(connection, row_factory=namedtuple_row).execute(statement, values).fetchall()


def row(connection: Connection[Row], statement: str, **values: object) -> Row | None:
    return connection.execute(statement, values, prepare=True, binary=True).fetchone()


def write(connection: Connection[Row], statement: str, **values: object) -> None:
    connection.execute(statement, values, prepare=True)
