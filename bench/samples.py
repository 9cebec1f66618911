"""Plans and times of the statements of pages, with the values that the pages really use.

Runs in a process of its own with the site's settings: reads requests as JSON, asks for each page once inside this
process, and explains what it asked the database. Writes nothing.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import django
import psycopg
from psycopg._queries import PostgresQuery
from psycopg.adapt import Transformer
from psycopg.sql import Literal

from bench.statements import shape_of

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TIMES = 5
UNTIL_GENERIC = 6  # after five executions PostgreSQL may keep one plan for all values
TIME = re.compile(r"^(?:Planning|Execution) Time: ([\d.]+) ms$")
READS = ("SELECT", "WITH", "(")


class Asked(NamedTuple):
    """A statement as a view gave it to the database; prepared ones have places for their values."""

    sql: str
    values: Any
    is_prepared: bool


def asked_by(path: str, cookie: str) -> list[Asked]:
    """The statements of a page that read."""
    from django.db import connection  # noqa: PLC0415  Django is set up first
    from django.test import Client  # noqa: PLC0415

    found: list[Asked] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
        cursor = context["cursor"].cursor
        if sql.strip().startswith(READS) and not many:
            found.append(Asked(sql.strip(), values, not isinstance(cursor, psycopg.ClientCursor)))
        return execute(sql, values, many, context)

    headers = {"cookie": cookie} if cookie else {}
    with connection.execute_wrapper(note):
        Client(headers=headers, raise_request_exception=False, SERVER_NAME="127.0.0.1").get(path)
    return found


@contextmanager
def runnable(asked: Asked) -> Iterator[tuple[Any, str]]:
    """A cursor, and the statement in the form in which the server can explain it as it runs for the site."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        raw = connection.connection
        if not asked.is_prepared:
            yield cursor, psycopg.ClientCursor(raw).mogrify(asked.sql, asked.values)
            return
        query = PostgresQuery(Transformer(raw))
        query.convert(asked.sql, asked.values)
        types = ", ".join(type_named(cursor, number) for number in query.types)
        # Named values are numbered in the order in which the statement first says them.
        is_named = isinstance(asked.values, dict)
        given = [asked.values[name] for name in query._order or ()] if is_named else asked.values
        values = ", ".join(Literal(value).as_string(raw) for value in given)
        run = f"EXECUTE bench_sample({values})" if values else "EXECUTE bench_sample"
        cursor.execute(f"PREPARE bench_sample{f' ({types})' if types else ''} AS {query.query.decode()}")
        try:
            for _ in range(UNTIL_GENERIC):
                cursor.execute(run)
            yield cursor, run
        finally:
            cursor.execute("DEALLOCATE bench_sample")


def type_named(cursor: Any, number: int) -> str:
    if not number:
        return "unknown"
    cursor.execute("SELECT %s::regtype::text", [number])
    return str(cursor.fetchone()[0])


def explained(cursor: Any, run: str, options: str) -> list[str]:
    cursor.execute(f"EXPLAIN ({options}) {run}")
    return [str(row[0]) for row in cursor.fetchall()]


def milliseconds_of(asked: Asked) -> float:
    """Planning and execution together, the median of a few runs."""
    with runnable(asked) as (cursor, run):
        runs = [
            sum(
                float(match[1])
                for line in explained(cursor, run, "ANALYZE, TIMING OFF, SUMMARY")
                if (match := TIME.match(line))
            )
            for _ in range(TIMES)
        ]
    return statistics.median(runs)


def plan_of(asked: Asked) -> list[str]:
    with runnable(asked) as (cursor, run):
        return explained(cursor, run, "ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF")


def plans_of(pages: list[dict[str, str]], wanted: list[str]) -> dict[str, list[str]]:
    """The plan of each wanted statement as it was run, with rows but without times."""
    found: dict[str, list[str]] = {}
    for page in pages:
        for asked in asked_by(page["path"], page["cookie"]):
            shape = shape_of(asked.sql.replace("%s", "$1").replace("%%", "%"))
            if shape in wanted and shape not in found:
                found[shape] = plan_of(asked)
    return found


def main() -> None:
    django.setup()
    question: dict[str, Any] = json.load(sys.stdin)
    searches = [sum(map(milliseconds_of, asked_by(path, ""))) for path in question["searches"]]
    json.dump({"searches": searches, "plans": plans_of(question["pages"], question["wanted"])}, sys.stdout)


if __name__ == "__main__":
    main()
