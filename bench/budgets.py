"""What a page may cost, and whether it does: each budget judged from measured figures alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from bench.figures import Figures, twin_of
from bench.pages import NAMES

ANEW, KEPT, MEMBER = 5.0, 1.0, 5.0  # times the hand-written page
CPU_GROWTH, P99_GROWTH = 1.25, 2.0
SMALLEST, LARGEST = 10_000, 10_000_000
SEARCH_MILLISECONDS, SEARCH_PLACE = 10.0, 3
WEB_PROCESS_MEGABYTES = 150
FLAT = 1.05  # memory at the end of a million requests, beside memory after the first tenth
MEGABYTE = 1e6
QUERIES = {
    "film_best/visitor/anew": 6,
    "film_median/visitor/anew": 6,
    "film_best/member/anew": 10,
    "film_median/member/anew": 10,
    "entry/visitor/anew": 8,
    "entry/member/anew": 8,
    "profile/visitor/anew": 10,
    "profile/member/anew": 10,
    "browse/visitor/anew": 5,
    "browse/member/anew": 5,
    "browse_own/member/anew": 6,
    "list_long/visitor/anew": 4,
    "list_long/member/anew": 8,
    "list_median/visitor/anew": 4,
    "list_median/member/anew": 8,
    "lists/visitor/anew": 2,
    "lists/member/anew": 4,
    "watchlist/visitor/anew": 4,
    "watchlist/member/anew": 8,
    "diary/visitor/anew": 4,
    "diary/member/anew": 6,
    "diary_chosen/visitor/anew": 5,
    "diary_chosen/member/anew": 7,
    "stats/visitor/anew": 6,
    "stats/member/anew": 8,
    "year/visitor/anew": 6,
    "year/member/anew": 8,
    "search/visitor/anew": 3,
    "search/member/anew": 3,
    "home/member/anew": 7,
    "comments/visitor/anew": 8,
    "comments/member/anew": 10,
    "feed/member/anew": 6,
    "notices/member/anew": 6,
    "taste/member/anew": 11,
    "popular_reviews/visitor/anew": 3,
    "popular_reviews/member/anew": 5,
    "popular_films/visitor/anew": 3,
    "popular_films/member/anew": 5,
    "like/member/anew": 5,
}
BUILT_ANEW = (
    "film_best",
    "film_median",
    "comments",
    "popular_reviews",
    "popular_films",
    "list_long",
    "list_median",
    "watchlist",
    "diary",
    "stats",
)
OF_MEMBERS = (
    "film_best",
    "film_median",
    "entry",
    "profile",
    "home",
    "comments",
    "feed",
    "notices",
    "taste",
    "popular_reviews",
    "popular_films",
    "list_long",
    "list_median",
    "watchlist",
    "diary",
    "stats",
    "like",
)
# A random film is better known in a larger world; the longest list, watchlist and diary are longer.
OF_LARGER_SUBJECTS = {
    "film_random",
    "list_long",
    "watchlist",
    "diary",
    "diary_chosen",
    "stats",
    "year",
}
UNCHANGED = ("film_best", "film_median", "entry", "profile", "home", "comments", "list_long", "list_median")


class Verdict(NamedTuple):
    """One line of the table of budgets; `holds` is None where nothing was measured."""

    budget: str
    subject: str
    value: float | None
    limit: float
    unit: str

    @property
    def holds(self) -> bool | None:
        return None if self.value is None else self.value <= self.limit

    @property
    def words(self) -> str:
        if self.value is None:
            return "not measured"
        if self.value == float("inf"):
            return "misses: it is not shown"
        return "holds" if self.holds else f"misses by {written(self.value - self.limit)} {self.unit}"


def written(value: float) -> str:
    """With as many digits as say something."""
    if value == float("inf"):
        return "none"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def name_of(key: str) -> str:
    page, who, _ = key.split("/")
    return f"{NAMES[page]}, {who}"


def verdicts(main: Figures, sizes: list[Figures], memory: dict[str, Any] | None) -> list[Verdict]:
    """All budgets at the main size, and those of growth over the smallest and the largest."""
    return [
        *ratios(main),
        *growth(sizes),
        *queries(main),
        *searches(main),
        *memories(main, memory),
    ]


def ratios(main: Figures) -> Iterator[Verdict]:
    for page in BUILT_ANEW:
        key = f"{page}/visitor/anew"
        ratio = main.ratio(key, twin_of(page, "visitor"))
        yield Verdict("built anew, × hand-written", name_of(key), ratio, ANEW, "×")
    for page in OF_MEMBERS:
        key = f"{page}/member/anew"
        ratio = main.ratio(key, twin_of(page, "member"))
        yield Verdict("signed in, × hand-written", name_of(key), ratio, MEMBER, "×")
    for page in UNCHANGED:
        key = f"{page}/visitor/kept"
        ratio = main.ratio(key, twin_of(page, "visitor"))
        yield Verdict("unchanged, × hand-written", name_of(key), ratio, KEPT, "×")


def growth(sizes: list[Figures]) -> Iterator[Verdict]:
    """From 10 thousand to 10 million reviews; judged as soon as both were measured."""
    by_size = {one.reviews: one for one in sizes}
    small, large = by_size.get(SMALLEST), by_size.get(LARGEST)
    if not (small and large):
        yield Verdict("growth of CPU, 10 thousand to 10 million", "every page", None, CPU_GROWTH, "×")
        yield Verdict("growth of the 99th percentile", "every page", None, P99_GROWTH, "×")
        return
    for key in grown(large):
        factor = factor_of(small.cost(key), large.cost(key))
        yield Verdict("growth of CPU, 10 thousand to 10 million", name_of(key), factor, CPU_GROWTH, "×")
    for key in grown(large):
        factor = factor_of(small.middle(key, "p99"), large.middle(key, "p99"))
        yield Verdict("growth of the 99th percentile", name_of(key), factor, P99_GROWTH, "×")


def grown(figures: Figures) -> list[str]:
    """The site's own pages, built anew, but those whose subject is itself larger in a larger world: they are shown only."""
    return [
        key
        for key in figures.job_keys()
        if key.endswith("/anew") and key.split("/")[0] not in {"static", *OF_LARGER_SUBJECTS}
    ]


def factor_of(before: float | None, after: float | None) -> float | None:
    return after / before if before and after else None


def queries(main: Figures) -> Iterator[Verdict]:
    for key, limit in QUERIES.items():
        yield Verdict("queries", name_of(key), main.single(key, "queries"), limit, "queries")


def searches(main: Figures) -> Iterator[Verdict]:
    for search in main.found.get("searches", []):
        subject = f"{search['kind']}: “{search['text']}”"
        yield Verdict("search, database time", subject, search["milliseconds"], SEARCH_MILLISECONDS, "ms")
        place = search["place"] or float("inf")
        yield Verdict(
            "search, the film meant is among the first three", subject, place, SEARCH_PLACE, "places"
        )


def memories(main: Figures, memory: dict[str, Any] | None) -> Iterator[Verdict]:
    known = [number for number in main.found.get("memory", {}).get("kept", []) if number]
    largest = max(known) / MEGABYTE if known else None
    yield Verdict("memory of a web process", "after this run", largest, WEB_PROCESS_MEGABYTES, "MB")
    points = memory["points"] if memory else []
    peak = max(point["bytes"] for point in points) / MEGABYTE if points else None
    yield Verdict("memory of a web process", "over the long run", peak, WEB_PROCESS_MEGABYTES, "MB")
    yield Verdict("memory stays flat", "end ÷ after a tenth", flatness(points), FLAT, "×")


def flatness(points: list[dict[str, int]]) -> float | None:
    """The last point beside the one after a tenth of the requests, when caches are full."""
    if len(points) < 2:
        return None
    tenth = next(point for point in points if point["requests"] * 10 >= points[-1]["requests"])
    return points[-1]["bytes"] / tenth["bytes"]
