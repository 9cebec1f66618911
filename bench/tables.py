"""Tables of docs/performance.md, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bench.budgets import Verdict, factor_of, written
from bench.figures import Figures, twin_of
from bench.pages import NAMES

BY = {"anew": "", "kept": "unchanged", "twin": "hand-written", "empty": ""}
REFERENCE = twin_of("film_best", "visitor")
Row = Sequence[str]


def table(head: Row, rows: Iterable[Row]) -> str:
    """Columns after the first few words are numbers, so they stand on the right."""
    lines = [head, [":--" if index == 0 else "--:" for index in range(len(head))], *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def shown(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def size_name(reviews: int) -> str:
    for unit, word in ((1_000_000, "million"), (1_000, "thousand")):
        if reviews >= unit:
            return f"{reviews / unit:g} {word}"
    return str(reviews)


def called(key: str) -> str:
    page, who, by = key.split("/")
    if who == "limit":
        return NAMES[page]
    built = "built anew" if by == "anew" and who == "visitor" else BY[by]
    return ", ".join(word for word in (NAMES[page], who, built) if word)


def pages_table(figures: Figures) -> str:
    """One line for each page: size, queries, speed at each number of connections, processor time and its ratios."""
    head = ["page", "KB sent", "queries"]
    head += [f"{number} conn.: req/s · median · 99 % ms" for number in figures.connections]
    head += ["CPU ms/req, web + database", "× its twin", "× hand-written film page"]
    rows = [page_row(figures, key) for key in ordered(figures.job_keys()) if not key.endswith("/twin")]
    return table(head, rows)


def limits_table(figures: Figures) -> str:
    head = ["page", "KB sent", "queries"]
    head += [f"{number} conn.: req/s · median · 99 % ms" for number in figures.connections]
    head += ["CPU ms/req, web + database", "× hand-written film page"]
    keys = [key for key in ordered(figures.job_keys()) if key.endswith("/twin")]
    return table(
        head,
        [
            [cell for index, cell in enumerate(page_row(figures, key)) if index != len(head) - 1]
            for key in keys
        ],
    )


def page_row(figures: Figures, key: str) -> list[str]:
    page, who, _ = key.split("/")
    sent = figures.single(key, "sent")
    return [
        called(key) + problems_of(figures, key),
        shown(sent / 1000 if sent is not None else None),
        "–" if who == "limit" else shown(figures.single(key, "queries")),
        *(speed(figures, key, number) for number in figures.connections),
        f"{shown(figures.middle(key, 'web'), 2)} + {shown(figures.middle(key, 'database'), 2)}",
        shown(figures.ratio(key, twin_of(page, who))),
        shown(figures.ratio(key, REFERENCE)),
    ]


def speed(figures: Figures, key: str, connections: int) -> str:
    median, p99 = figures.middle(key, "median", connections), figures.middle(key, "p99", connections)
    if median is None or p99 is None:
        return "–"
    return f"{shown(figures.a_second(key, connections), 0)} · {written(median)} · {written(p99)}"


def problems_of(figures: Figures, key: str) -> str:
    """Said in the row itself, so that no figure of failed requests is taken for a good one."""
    status = figures.single(key, "status") or 0
    words = [f"{count:,} {kind}" for kind, count in figures.errors(key).items()]
    if status >= 400:
        words.insert(0, f"answers {status}: not measured")
    if figures.single(key, "is_for_whom") is False:
        words.insert(0, "answers as if to somebody else: not measured")
    return f" (**{', '.join(words)}**)" if words else ""


def ordered(keys: Iterable[str]) -> list[str]:
    """Visitors' pages, then members', then the limits; a page beside its other forms."""
    pages, people = list(NAMES), ["visitor", "member", "limit"]

    def place(key: str) -> tuple[int, int, str]:
        page, who, by = key.split("/")
        return people.index(who), pages.index(page), by

    return sorted(keys, key=place)


def budgets_table(verdicts: Iterable[Verdict]) -> str:
    rows = [
        [
            one.budget,
            one.subject,
            "–" if one.value is None else written(one.value),
            written(one.limit),
            one.words,
        ]
        for one in verdicts
    ]
    return table(["budget", "of", "figure", "at most", "verdict"], rows)


def growth_table(sizes: list[Figures], figure: str) -> str:
    """One figure of each page over the sizes, and how it grew from the smallest to the largest."""

    def value(one: Figures, key: str) -> float | None:
        return one.cost(key) if figure == "cost" else one.middle(key, figure)

    keys = [key for key in ordered(sizes[-1].job_keys()) if any(key in one.job_keys() for one in sizes[:-1])]
    rows = []
    for key in keys:
        values = [value(one, key) for one in sizes]
        rows.append(
            [
                called(key),
                *(shown(each, 2) for each in values),
                f"× {shown(factor_of(values[0], values[-1]), 2)}",
            ]
        )
    return table(["page", *(size_name(one.reviews) for one in sizes), "growth"], rows)


def searches_table(figures: Figures) -> str:
    rows = [
        [one["kind"], f"“{one['text']}”", shown(one["milliseconds"], 2), str(one["place"] or "not shown")]
        for one in figures.found.get("searches", [])
    ]
    return table(["typed", "query", "database, ms", "place of the film meant"], rows)


def memory_table(figures: Figures) -> str:
    names = {
        "kept": "the site",
        "anew": "the site, keeping nothing",
        "twin": "hand-written",
        "empty": "empty Django",
    }
    found: dict[str, Any] = figures.found.get("memory", {})
    rows = [
        [words, ", ".join(f"{number / 1e6:.0f}" for number in found[name] if number) or "–"]
        for name, words in names.items()
        if name in found
    ]
    database = found.get("postgresql")
    rows.append(["PostgreSQL, all its processes", f"{database / 1e6:.0f}" if database else "–"])
    return table(["process", "MB (PSS) of each"], rows)
