"""What pages ask the database, by pg_stat_statements: how often, for how long, and which statements are the slowest."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from bench.database import Connection

# Words around statements that ask nothing. What a pool says to a new connection comes before any page.
CONTROL = (
    r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET|RESET|SHOW|DISCARD|DEALLOCATE|START TRANSACTION)\M"
)
# What foreign keys ask by themselves when a transaction ends.
OF_FOREIGN_KEYS = r"^SELECT \S+ FROM ONLY .* FOR KEY SHARE OF x$"
LONGEST_SHOWN, LONGEST_COLUMNS = 700, 60
MOST_LINES, LONGEST_LINE = 24, 140
NODE = re.compile(r"^\s*->|^\S|^\s*\(no plan")

VALUE = re.compile(
    r"(?:'(?:[^']|'')*'|\$\d+|%\(\w+\)s|\b\d+(?:\.\d+)?\b|\b(?:true|false)\b)(?:::[\w\[\]]+)?", re.IGNORECASE
)
COMMENT = re.compile(r" ?/\*.*?\*/")
VALUES = re.compile(r"\(\?(?:, \?)+\)")

RESET = (
    "SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)"
)
ASKED = """
SELECT queryid, query, calls, total_exec_time, rows FROM pg_stat_statements
WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND query !~* %s AND query !~ %s AND query NOT LIKE '%%pg_stat_statements%%'
"""


class Statement(NamedTuple):
    """A statement as pg_stat_statements knows it: milliseconds over all calls."""

    number: int
    text: str
    calls: int
    milliseconds: float
    rows: int

    @property
    def each(self) -> float:
        """Milliseconds of one call."""
        return self.milliseconds / self.calls if self.calls else 0.0


class Asked(NamedTuple):
    """What one request asked the database on average, in milliseconds of execution."""

    queries: float
    milliseconds: float
    rows: float


def reset(connection: Connection) -> None:
    connection.execute(RESET)


def since_reset(connection: Connection) -> list[Statement]:
    return [Statement(*row) for row in connection.execute(ASKED, [CONTROL, OF_FOREIGN_KEYS])]


def per_request(statements: list[Statement], requests: int) -> Asked:
    return Asked(
        queries=sum(one.calls for one in statements) / requests,
        milliseconds=sum(one.milliseconds for one in statements) / requests,
        rows=sum(one.rows for one in statements) / requests,
    )


def shape_of(text: str) -> str:
    """The statement without its values, the same for one with values and for one with places for them."""
    shape = VALUE.sub("?", " ".join(text.split()))
    return VALUES.sub("(?)", COMMENT.sub("", shape))


def slowest(found: dict[str, list[Statement]], at_most: int) -> list[dict[str, Any]]:
    """The statements that take longest for one call, each with the page on which it did."""
    worst: dict[int, tuple[str, Statement]] = {}
    for page, statements in found.items():
        for one in statements:
            known = worst.get(one.number)
            if known is None or known[1].each < one.each:
                worst[one.number] = (page, one)
    ordered = sorted(worst.values(), key=lambda pair: -pair[1].each)[:at_most]
    return [
        {"number": one.number, "page": page, "text": one.text, "each": one.each, "calls": one.calls}
        for page, one in ordered
    ]


def shortened(text: str, longest: int = LONGEST_SHOWN) -> str:
    """A statement on few lines, its long list of columns left out."""
    words = " ".join(text.split())
    columns_end = outer_from(words)
    if words.startswith("SELECT ") and columns_end > LONGEST_COLUMNS:
        words = f"{words[:LONGEST_COLUMNS]} …{words[columns_end:]}"
    return words if len(words) <= longest else f"{words[:longest]} …"


def outer_from(words: str) -> int:
    """Where the statement's own FROM stands, outside all brackets; 0 when there is none."""
    depth = 0
    for index, character in enumerate(words):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth == 0 and words.startswith(" FROM ", index):
            return index
    return 0


def shortened_plan(plan: list[str]) -> list[str]:
    """The nodes of a plan with the conditions they search by, less deeply indented."""
    kept = [line for line in plan if NODE.match(line) or "Cond:" in line or "Filter:" in line]
    lines = [
        "  " * ((len(line) - len(line.lstrip()) + 4) // 6) + line.strip()[:LONGEST_LINE] for line in kept
    ]
    return lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…"]


def generic_plan(connection: Connection, text: str) -> list[str]:
    """The plan for any values; empty where the statement cannot be planned without them."""
    try:
        rows = connection.execute(f"EXPLAIN (GENERIC_PLAN, COSTS OFF) {text}")
    except Exception as problem:  # noqa: BLE001  pg_stat_statements writes some constants where none may stand
        return [f"(no plan: {str(problem).splitlines()[0]})"]
    return [str(row[0]) for row in rows]
