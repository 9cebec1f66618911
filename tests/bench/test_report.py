"""Figures become verdicts and tables, and the words of people around them stay."""

from __future__ import annotations

from typing import Any

import pytest

from bench import budgets, measure, places, report, statements, tables
from bench.figures import Figures


def a_run(milliseconds: float, connections: int = 8, **more: Any) -> dict[str, Any]:
    errors = {"bad_statuses": 0, "timeouts": 0, "broken_connections": 0}
    speed = {"requests": 300, "seconds": 3.0, "bytes": 1, "median": 10.0, "p99": 20.0}
    cost = {"web": milliseconds * 0.75, "database": milliseconds * 0.25}
    return {"connections": connections, **speed, **cost, **errors, **more}


def some_figures(reviews: int = 1_000_000, *, film: float = 4.0, twin: float = 1.0, **more: Any) -> Figures:
    single = {"queries": 6.0, "sent": 6_100, "bytes": 20_000, "status": 200, "is_for_whom": True}
    runs = {
        "film_best/visitor/anew": [a_run(film, **more), a_run(film * 9), a_run(film / 9), a_run(50, 32)],
        "film_best/visitor/twin": [a_run(twin)],
    }
    found = {
        "reviews": reviews,
        "single": {key: dict(single) for key in runs},
        "runs": runs,
        "searches": [
            {"kind": "a typo", "text": "Paarsite", "slug": "parasite", "place": 2, "milliseconds": 12.0}
        ],
        "memory": {"kept": [140_000_000, 151_000_000], "postgresql": 10**9},
        "machine": {"cores": "2"},
        "measured_on": "2026-11-22",
        "postgresql": "18.6",
        "options": {"seconds": 3, "rounds": 3, "settings": {}},
        "slowest": [
            {
                "page": "film_best/visitor/anew",
                "text": "SELECT 1",
                "each": 2.0,
                "plan": ["Result"],
                "calls": 1,
            }
        ],
    }
    return Figures(found)


def verdict_of(found: list[budgets.Verdict], budget: str, subject: str) -> budgets.Verdict:
    return next(one for one in found if (one.budget, one.subject) == (budget, subject))


def test_the_cost_of_a_page_is_the_median_of_its_rounds_at_one_number_of_connections():
    figures = some_figures(film=4.0)

    assert figures.cost("film_best/visitor/anew") == 4.0
    assert figures.cost("film_best/visitor/anew", 32) == 50
    assert figures.ratio("film_best/visitor/anew", "film_best/visitor/twin") == 4.0


@pytest.mark.parametrize(("film", "words"), [(4.9, "holds"), (5.5, "misses by 0.5 ×")])
def test_a_budget_says_whether_it_holds_and_by_how_much_not(film, words):
    found = budgets.verdicts(some_figures(film=film), [], None)

    assert verdict_of(found, "built anew, × hand-written", "film, best known, visitor").words == words


def test_what_was_not_measured_is_not_said_to_hold():
    found = budgets.verdicts(some_figures(), [some_figures()], None)

    assert verdict_of(found, "signed in, × hand-written", "home, member").words == "not measured"
    assert verdict_of(found, "memory stays flat", "end ÷ after a tenth").words == "not measured"


def test_growth_is_judged_from_ten_thousand_to_ten_million():
    sizes = [some_figures(10_000, film=4.0), some_figures(), some_figures(10_000_000, film=6.0)]
    found = budgets.verdicts(sizes[1], sizes, None)

    grown = verdict_of(found, "growth of CPU, 10 thousand to 10 million", "film, best known, visitor")
    assert (grown.value, grown.words) == (1.5, "misses by 0.25 ×")


def test_searches_and_memory_are_judged_by_their_worst():
    found = budgets.verdicts(some_figures(), [], None)

    assert verdict_of(found, "search, database time", "a typo: “Paarsite”").words == "misses by 2 ms"
    assert verdict_of(found, "memory of a web process", "after this run").words == "misses by 1 MB"


def test_memory_is_flat_when_it_ends_where_it_was_after_a_tenth():
    points = [{"requests": step * 100, "bytes": 100 + step} for step in range(1, 11)]

    assert budgets.flatness(points) == pytest.approx(110 / 101)


def test_a_row_says_itself_when_requests_failed():
    figures = some_figures(bad_statuses=7)

    row = tables.page_row(figures, "film_best/visitor/anew")
    assert row[0] == "film, best known, visitor, built anew (**7 answers of 400 and above**)"


def test_a_page_that_was_not_measured_for_its_answer_says_so():
    figures = some_figures()
    figures.found["single"]["film_best/visitor/anew"].update(status=404, is_for_whom=False)

    assert "answers 404: not measured" in tables.page_row(figures, "film_best/visitor/anew")[0]
    assert "as if to somebody else" in tables.page_row(figures, "film_best/visitor/anew")[0]


def test_pages_that_were_not_asked_for_again_stay_as_they_were():
    before, found = some_figures(film=4.0).found, some_figures(film=3.0).found
    del found["runs"]["film_best/visitor/twin"]

    joined = measure.joined(before, found)

    assert Figures(joined).cost("film_best/visitor/anew") == 3.0
    assert Figures(joined).cost("film_best/visitor/twin") == 1.0


def test_growth_stands_beside_the_figures_of_every_size():
    text = tables.growth_table([some_figures(10_000, film=2.0), some_figures(film=3.0)], "cost")

    assert "| page | 10 thousand | 1 million | growth |" in text
    assert "| film, best known, visitor, built anew | 2.00 | 3.00 | × 1.50 |" in text


def test_the_words_around_the_markers_stay():
    before = f"# Performance\n\nWhy.\n\n{report.BEGIN}\nold\n{report.END}\n\nAfterwards.\n"

    after = report.placed("new", before)

    assert after == f"# Performance\n\nWhy.\n\n{report.BEGIN}\n\nnew\n\n{report.END}\n\nAfterwards.\n"
    assert report.placed("new", after) == after


def test_a_document_without_markers_gets_them_at_its_end():
    assert report.placed("new", "Words.\n").startswith(f"Words.\n\n{report.BEGIN}\n\nnew")


def test_the_document_holds_every_table_and_no_trace_of_the_machine():
    points = [{"requests": 50_000, "bytes": 100_000_000}, {"requests": 100_000, "bytes": 101_000_000}]
    sizes = [some_figures(10_000), some_figures()]
    text = report.document(sizes[1], sizes, {"points": points, "errors": 0})

    for heading in ("1 million reviews", "Budgets", "Searches", "Growth", "Memory", "Slowest statements"):
        assert heading in text
    assert str(places.ROOT) not in text


def test_a_statement_is_shortened_where_its_columns_stand():
    columns = ", ".join(f'"films_film"."column_{number}"' for number in range(20))
    text = f'SELECT {columns}, (SELECT 1 FROM other) FROM "films_film" WHERE "slug" = $1'

    shown = statements.shortened(text)

    assert shown.endswith('… FROM "films_film" WHERE "slug" = $1')
    assert "other" not in shown


def test_a_statement_is_known_by_its_shape_with_and_without_values():
    with_values = "SELECT a FROM t WHERE b = 12 AND c = 'it''s'::regclass AND d IN (1, 2, 3)"
    with_places = "SELECT a FROM t WHERE b = $1 AND c = $2::regclass AND d IN ($3 /*, ... */)"

    assert statements.shape_of(with_values) == statements.shape_of(with_places)


def test_plans_keep_their_nodes_and_conditions_alone():
    plan = [
        "Limit",
        "  ->  Sort",
        "        Sort Method: quicksort",
        "        ->  Index Scan using a on b",
        "              Index Cond: (c = 1)",
    ]

    assert statements.shortened_plan(plan) == [
        "Limit",
        "  ->  Sort",
        "    ->  Index Scan using a on b",
        "      Index Cond: (c = 1)",
    ]
