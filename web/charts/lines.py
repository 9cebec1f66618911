"""Lines: how something went up and down, in one series or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import svg

from web.charts.chart import (
    LOOKS,
    Chart,
    Said,
    Scale,
    Series,
    described,
    grid,
    keys_of,
    middle,
    rows_of,
    sheet,
    ticks,
    whole,
)

DOT = 3.5  # pixels


def lines(
    title: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    first: str,
    said: str,
    low: float,
    high: float,
    marked: Sequence[float],
    number: Said = whole,
    short: Sequence[str] | None = None,
    urls: Sequence[str] | None = None,
    note: str = "",
) -> Chart:
    """A dot for each number, joined by lines where no number between them is missing.

    From `low` at the bottom to `high` at the top, with lines at the `marked` numbers, which `number` says; the rest is as
    for `columns`. The first series has round dots, the second squares and broken lines.
    """
    scale = Scale(low, high, list(marked))
    drawn = described(title, said) + grid(scale, number)
    for one, look in zip(series, LOOKS, strict=False):
        drawn += [*joined(one, look, scale), *dots(one, look, labels, scale, number)]
    return Chart(
        title,
        sheet(drawn + ticks(labels if short is None else short)),
        keys_of(series, "line"),
        [first, *(one.name for one in series)],
        rows_of(labels, series, number, urls),
        note,
    )


def joined(series: Series, look: str, scale: Scale) -> Iterator[svg.Element]:
    values, places = series.values, len(series.values)
    for place in range(places - 1):
        here, there = values[place], values[place + 1]
        if here is not None and there is not None:
            yield svg.Line(
                x1=middle(place, places),
                x2=middle(place + 1, places),
                y1=scale.y(here),
                y2=scale.y(there),
                class_=["chart__stroke", f"chart__stroke--{look}"],
            )


def dots(
    series: Series, look: str, labels: Sequence[str], scale: Scale, number: Said
) -> Iterator[svg.Element]:
    for place, value in enumerate(series.values):
        if value is not None:
            told = svg.Title(text=described_dot(f"{labels[place]}: {series.name.lower()} {number(value)}"))
            yield dot(middle(place, len(series.values)), scale.y(value), look, told)


def dot(x: svg.Length, y: float, look: str, told: svg.Element) -> svg.Element:
    if look == LOOKS[0]:
        return svg.Circle(cx=x, cy=y, r=DOT, class_=["chart__dot"], elements=[told])
    back = [svg.Translate(-DOT, -DOT)]
    return svg.Rect(
        x=x,
        y=y,
        width=2 * DOT,
        height=2 * DOT,
        transform=back,  # type: ignore[arg-type]
        class_=["chart__dot", "chart__dot--second"],
        elements=[told],
    )


def described_dot(told: str) -> str:
    return str(described(told, "")[0].text)
