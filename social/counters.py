"""Counts beside their subject, counted anew: the proof that the triggers keep them, and the cure where something broke."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection, transaction


class Difference(NamedTuple):
    """One count that is not what the rows say. `stands` is None where the row of counts is missing."""

    noun: str
    key: int
    column: str
    stands: int | None
    counted: int

    def __str__(self) -> str:
        stands = "missing" if self.stands is None else self.stands
        return f"{self.noun} {self.key}: {self.column} is {stands}, should be {self.counted}"


@dataclass(frozen=True)
class Counter:
    """A table of counts. `truth` is the query that counts: the key and then the columns, a row for each subject."""

    noun: str
    table: str
    key: str
    columns: tuple[str, ...]
    truth: str
    # Whoever changes these counts has locked these rows, so that whoever has locked them all may count in peace.
    locked_table: str = ""
    locked_key: str = ""


@transaction.atomic
def differences(counter: Counter) -> list[Difference]:
    """What stands and should not, in one statement and so as of one moment, however long it takes; nothing is written."""
    run("SET LOCAL statement_timeout = 0")
    counted = row_of("truth", counter.columns)
    stands = row_of("standing", counter.columns)
    rows = run(
        f"SELECT truth.{counter.key}, standing.{counter.key} IS NULL, {stands}, {counted} FROM ({counter.truth}) AS truth"
        f" LEFT JOIN {counter.table} AS standing ON standing.{counter.key} = truth.{counter.key}"
        f" WHERE standing.{counter.key} IS NULL OR ({stands}) IS DISTINCT FROM ({counted}) ORDER BY 1"
    )
    width = len(counter.columns)
    return [
        Difference(counter.noun, key, column, None if is_missing else was, int(should))
        for key, is_missing, *values in rows
        for column, was, should in zip(counter.columns, values[:width], values[width:], strict=True)
        if is_missing or was != should
    ]


@transaction.atomic
def mend(counter: Counter) -> list[Difference]:
    """Writes the counts that the rows say and returns what was wrong. Whoever writes meanwhile waits for the end."""
    run("SET LOCAL statement_timeout = 0")
    table, key = counter.locked_table or counter.table, counter.locked_key or counter.key
    run(f"SELECT FROM {table} ORDER BY {key} FOR UPDATE")
    found = differences(counter)
    if found:
        columns, counted = ", ".join(counter.columns), row_of("truth", counter.columns)
        missing = f"NOT EXISTS (SELECT FROM {counter.table} AS standing WHERE standing.{counter.key} = truth.{counter.key})"
        changes = ", ".join(f"{column} = truth.{column}" for column in counter.columns)
        run(
            f"UPDATE {counter.table} AS standing SET {changes} FROM ({counter.truth}) AS truth"
            f" WHERE standing.{counter.key} = truth.{counter.key}"
            f" AND ({row_of('standing', counter.columns)}) IS DISTINCT FROM ({counted})"
        )
        run(
            f"INSERT INTO {counter.table} ({counter.key}, {columns})"
            f" SELECT truth.{counter.key}, {counted} FROM ({counter.truth}) AS truth WHERE {missing}"
        )
    return found


def row_of(table: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{table}.{column}" for column in columns)


def run(statement: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


FOLLOWS = Counter(
    noun="member",
    table="social_followcounts",
    key="member_id",
    columns=("followers", "following"),
    truth="""
        SELECT member.id AS member_id, coalesce(followers, 0) AS followers, coalesce(following, 0) AS following
        FROM accounts_member AS member
        LEFT JOIN (SELECT followed_id AS id, count(*) AS followers FROM social_follow GROUP BY 1) AS one USING (id)
        LEFT JOIN (SELECT follower_id AS id, count(*) AS following FROM social_follow GROUP BY 1) AS other USING (id)
    """,
)
