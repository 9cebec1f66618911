"""Writes docs/performance.md from the results that were kept, and leaves what people wrote around them."""

from __future__ import annotations

import sys
from typing import Any

from bench import figures, places, tables
from bench.budgets import Verdict, verdicts
from bench.figures import Figures
from bench.statements import shortened, shortened_plan

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
MAIN_SIZE = 1_000_000
HEAD = "# Performance\n\nWhat pages cost, measured by `make bench`.\n\n"


def write() -> None:
    """Replaces what stands between the two markers, prints the tables, and says how many budgets do not hold."""
    sizes = figures.kept()
    if not sizes:
        sys.exit("Nothing was measured yet: `make bench`.")
    main = next((one for one in sizes if one.reviews == MAIN_SIZE), sizes[-1])
    text = document(main, sizes, figures.kept_memory())
    print(text)
    before = places.DOCUMENT.read_text() if places.DOCUMENT.exists() else f"{HEAD}{BEGIN}\n{END}\n"
    places.DOCUMENT.write_text(placed(text, before))


def placed(text: str, document_before: str) -> str:
    """The document with the text between its markers; markers that are missing are added at the end."""
    if BEGIN not in document_before or END not in document_before:
        document_before = f"{document_before.rstrip()}\n\n{BEGIN}\n{END}\n"
    start, _, rest = document_before.partition(BEGIN)
    _, _, end = rest.partition(END)
    return f"{start}{BEGIN}\n\n{text.strip()}\n\n{END}{end}"


def document(main: Figures, sizes: list[Figures], memory: dict[str, Any] | None) -> str:
    judged = verdicts(main, sizes, memory)
    parts = [
        f"## At {tables.size_name(main.reviews)} reviews",
        method(main),
        tables.pages_table(main),
        "### Hand-written",
        tables.limits_table(main),
        "## Budgets",
        counted_verdicts(judged),
        tables.budgets_table(judged),
        "## Searches",
        tables.searches_table(main),
        *growth(sizes),
        "## Memory",
        tables.memory_table(main),
        *long_run(memory),
        "## Slowest statements",
        *slowest(main),
    ]
    return "\n\n".join(parts)


def counted_verdicts(judged: list[Verdict]) -> str:
    held, missed, unknown = (sum(one.holds is answer for one in judged) for answer in (True, False, None))
    return f"Of {len(judged)}, {held} hold, {missed} do not, {unknown} were not measured."


def method(main: Figures) -> str:
    facts = {**main.found["machine"], "PostgreSQL": main.found["postgresql"]}
    machine = ", ".join(f"{name} {value}" for name, value in facts.items())
    options = main.found["options"]
    special = ", ".join(f"{name}={value}" for name, value in options["settings"].items())
    start = main.found.get("start_seconds")
    renewal = (
        f" Starting a web process takes {start:.1f} s of processor; measured processes are not renewed meanwhile."
        if start
        else ""
    )
    return (
        f"Measured on {main.found['measured_on']}: {machine}. gunicorn as in production, `wrk` for {options['seconds']:g} s a job, "
        f"{options['rounds']} rounds in random order, medians of the rounds; all asked for compressed as browsers do. "
        f"CPU is that of whole process trees at {main.judged_at} connections, divided by the requests answered."
        f"{renewal}{f' Settings: {special}.' if special else ''}"
    )


def growth(sizes: list[Figures]) -> list[str]:
    if len(sizes) < 2:
        return []
    days = ", ".join(sorted({str(one.found["measured_on"]) for one in sizes}))
    at = sizes[-1].judged_at
    return [
        "## Growth",
        f"Measured on {days}. CPU in ms a request, web and database together, at {at} connections:",
        tables.growth_table(sizes, "cost"),
        "99th percentile in ms:",
        tables.growth_table(sizes, "p99"),
    ]


def long_run(memory: dict[str, Any] | None) -> list[str]:
    if not memory:
        return []
    rows = [[f"{point['requests']:,}", f"{point['bytes'] / 1e6:.1f}"] for point in memory["points"]]
    return [
        f"One web process over {memory['points'][-1]['requests']:,} requests of mixed pages:",
        tables.table(["requests", "MB (PSS)"], rows),
    ]


def slowest(main: Figures) -> list[str]:
    parts = []
    for one in main.found.get("slowest", []):
        parts.append(f"{one['each']:.2f} ms on {tables.called(one['page'])}:")
        parts.append("\n".join(["```", shortened(one["text"]), "", *shortened_plan(one["plan"]), "```"]))
    return parts
