"""Columns: how many of something in each period, one series or two stacked on each other."""

from __future__ import annotations

from collections.abc import Sequence

import svg

from web.charts.chart import (
    LOOKS,
    Chart,
    Scale,
    Series,
    described,
    grid,
    keys_of,
    per_cent,
    rows_of,
    scale_from_nothing,
    sheet,
    ticks,
    whole,
)

BREADTH, BROADEST = 0.76, 8  # of a place, the rest is the gap; but no more per cent of the whole than this


def columns(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    first: str,
    said: str,
    short: Sequence[str] | None = None,
    urls: Sequence[str] | None = None,
    note: str = "",
) -> Chart:
    """One column for each label, the series stacked on each other, from below.

    `first` heads the column of the labels in the table, `said` describes the chart to who does not see it, `short` are
    the labels below the columns ("" for none), `urls` lead on from the table.
    """
    sums = [sum(one.values[place] or 0 for one in series) for place in range(len(labels))]
    scale = scale_from_nothing(max(sums, default=0))
    drawn = described(title, said) + grid(scale, whole)
    for place, label in enumerate(labels):
        if sums[place]:
            drawn.append(column(place, label, series, scale))
    return Chart(
        title,
        sheet(drawn + ticks(labels if short is None else short)),
        keys_of(series, "column"),
        [first, *(one.name for one in series)],
        rows_of(labels, series, whole, urls),
        note,
    )


def column(place: int, label: str, series: Sequence[Series], scale: Scale) -> svg.Element:
    places, below = len(series[0].values), 0.0
    breadth = min(100 * BREADTH / places, BROADEST)
    told = ", ".join(f"{one.name.lower()} {whole(one.values[place] or 0)}" for one in series)
    drawn: list[svg.Element] = described_column(f"{label}: {told}")
    for one, look in zip(series, LOOKS, strict=False):
        value = one.values[place] or 0
        if value:
            top, foot = scale.y(below + value), scale.y(below)
            drawn.append(
                svg.Rect(
                    x=per_cent(100 * (place + 0.5) / places - breadth / 2),
                    width=per_cent(breadth),
                    y=top,
                    height=round(foot - top, 1),
                    class_=[f"chart__{look}"],
                )
            )
        below += value
    return svg.G(elements=drawn)


def described_column(told: str) -> list[svg.Element]:
    """What a pointer that rests on it is told."""
    return described(told, "")[:1]
