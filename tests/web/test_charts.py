"""Charts: every number is drawn and stands in the table, every word is escaped."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template.loader import render_to_string

from web.charts import Chart, Series, bar, columns, lines
from web.charts.chart import MOST_TICKS, scale_from_nothing

TEXTS = re.compile(r"<text[^>]*>([^<]*)</text>")


def a_chart(**changes: Any) -> Chart:
    said: dict[str, Any] = {
        "title": "Viewings",
        "labels": ["2023", "2024", "2025"],
        "series": [Series("First viewings", [4, 0, 8]), Series("Rewatches", [2, 0, None])],
        "first": "Year",
        "said": "The most in 2025.",
    }
    said |= changes
    return columns(said.pop("title"), said.pop("labels"), said.pop("series"), **said)


def test_the_table_has_the_numbers_of_all_that_is_drawn():
    chart = a_chart(urls=["/a/", "/b/", "/c/"])

    assert chart.head == ["Year", "First viewings", "Rewatches"]
    assert [(row.label, row.numbers, row.url) for row in chart.rows] == [
        ("2023", ["4", "2"], "/a/"),
        ("2025", ["8", "–"], "/c/"),
    ]
    page = render_to_string("web/_chart.html", {"chart": chart})
    assert '<a class="link" href="/c/">2025</a>' in page
    assert page.count("chart__key--column") == 2


def test_columns_are_as_high_as_their_numbers():
    drawing = a_chart(series=[Series("Films", [2, 4, 8])]).drawing
    heights = [float(one) for one in re.findall(r'<rect[^>]* height="([\d.]+)"', drawing)]

    assert heights == [33.0, 66.0, 132.0]


def test_a_drawing_says_what_it_is_and_hides_no_markup_in_words():
    drawing = a_chart(title="<b>A & B</b>", labels=["<i>", '"x"', "y"]).drawing

    assert 'role="img"' in drawing
    assert "<title>&lt;b&gt;A &amp; B&lt;/b&gt;</title><desc>The most in 2025.</desc>" in drawing
    assert "<i>" not in drawing
    assert "style" not in drawing
    assert "#" not in re.sub(r"&#x?\w+;", "", drawing)  # no colour


def test_lines_break_where_a_number_is_missing():
    series = [Series("First viewings", [3, None, 4, 5])]
    chart = lines("Average", list("abcd"), series, first="Month", said="", low=0, high=5, marked=[0, 5])

    assert chart.drawing.count("chart__stroke--first") == 1
    assert chart.drawing.count("<circle") == 3
    assert [row.label for row in chart.rows] == ["a", "c", "d"]


@pytest.mark.parametrize(
    ("highest", "ticks"), [(0, [0, 1, 2]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (120, [0, 50, 100, 150])]
)
def test_the_lines_behind_stand_at_round_numbers(highest, ticks):
    assert scale_from_nothing(highest).ticks == ticks


def test_a_chart_of_many_years_names_as_many_as_fit():
    years = [str(year) for year in range(1900, 2000)]
    drawing = a_chart(labels=years, series=[Series("Films", [1] * 100)]).drawing

    named = [one for one in TEXTS.findall(drawing) if one in years]
    assert 7 <= len(named) <= MOST_TICKS


def test_a_bar_of_nothing_is_still_to_be_seen():
    assert 'width="1%"' in bar(0, 10)
    assert 'width="100%"' in bar(10, 10)
