"""What all charts have: series of numbers, the room they stand in, the words along its edges, the table of numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import svg
from django.utils.html import escape
from django.utils.safestring import SafeString

from web.markup import drawing

TOP, PLOT, BOTTOM = 8, 132, 22  # pixels: above the highest line, the room of the numbers, the words below
MOST_TICKS, MOST_TICKS_ON_PHONES = 14, 7
LOOKS = ("first", "second")  # of the series, as the classes in chart.css say them
STEPS = (1, 2, 5)
Said = Callable[[float], str]


class Series(NamedTuple):
    """A name and one number for each label; None where there is none."""

    name: str
    values: Sequence[float | None]


class Key(NamedTuple):
    name: str
    look: str


@dataclass(frozen=True)
class Chart:
    """A drawing and its numbers: `head` and `rows` are those of the table, the first of each the label; `url` of a row is
    "" where it leads nowhere. `note` stands below and says what is counted."""

    title: str
    drawing: SafeString
    keys: list[Key]
    head: list[str]
    rows: list[Row]
    note: str = ""


class Row(NamedTuple):
    label: str
    numbers: list[str]
    url: str = ""


class Scale(NamedTuple):
    """From which number at the bottom to which at the top, and the numbers that have a line."""

    low: float
    high: float
    ticks: list[float]

    def y(self, value: float) -> float:
        """How far down a number stands, in pixels."""
        return round(TOP + PLOT * (1 - (value - self.low) / (self.high - self.low)), 1)


def whole(number: float) -> str:
    return f"{number:,.0f}"


def scale_from_nothing(highest: float) -> Scale:
    """From 0 to a round number that nothing passes, with two to four lines above the ground."""
    step, size = 1.0, 1
    while highest > 4 * step:
        size, step = size + 1, STEPS[size % 3] * 10.0 ** (size // 3)
    lines = max(2, -(-int(-(-highest // 1)) // int(step)))
    return Scale(0, lines * step, [number * step for number in range(lines + 1)])


def described(title: str, said: str) -> list[svg.Element]:
    return [svg.Title(text=escape(title)), svg.Desc(text=escape(said))]


def words(text: str, look: str, *, x: svg.Length | int, y: float, anchor: str = "middle") -> svg.Element:
    return svg.Text(
        text=escape(text),
        x=x,
        y=y,
        class_=[f"chart__{look}"],
        text_anchor=anchor,  # type: ignore[arg-type]
    )


def grid(scale: Scale, said: Said) -> list[svg.Element]:
    """A line for each round number, the number before it."""
    drawn: list[svg.Element] = []
    for tick in scale.ticks:
        look = "chart__ground" if tick == scale.low else "chart__line"
        height = scale.y(tick)
        drawn.append(svg.Line(x1=0, x2=per_cent(100), y1=height, y2=height, class_=[look]))
        drawn.append(words(said(tick), "number", x=-8, y=height + 4, anchor="end"))
    return drawn


def ticks(labels: Sequence[str]) -> list[svg.Element]:
    """The words below: those that are not "", as many as fit; on phones every other of these."""
    named = [place for place, label in enumerate(labels) if label]
    shown = named[:: -(-len(named) // MOST_TICKS) or 1]
    is_crowded = len(shown) > MOST_TICKS_ON_PHONES
    return [
        words(
            labels[place],
            "tick chart__wide" if is_crowded and number % 2 else "tick",
            x=middle(place, len(labels)),
            y=TOP + PLOT + 17,
        )
        for number, place in enumerate(shown)
    ]


def per_cent(number: float) -> svg.Length:
    return svg.Length(round(number, 2), "%")


def middle(place: int, places: int) -> svg.Length:
    """Where the middle of this place is, of so many side by side."""
    return per_cent(100 * (place + 0.5) / places)


def sheet(elements: list[svg.Element]) -> SafeString:
    whole_sheet = svg.SVG(
        width=per_cent(100),
        height=TOP + PLOT + BOTTOM,
        class_=["chart__drawing"],
        elements=elements,
        extra={"role": "img"},
    )
    return drawing(whole_sheet)


def keys_of(series: Sequence[Series], kind: str) -> list[Key]:
    """Which look means what, of a "column" or a "line"; one series needs no telling."""
    looks = [f"{kind}-{look}" for look in LOOKS]
    return [Key(one.name, look) for one, look in zip(series, looks, strict=False)] if len(series) > 1 else []


def rows_of(
    labels: Sequence[str], series: Sequence[Series], said: Said, urls: Sequence[str] | None
) -> list[Row]:
    """The table: labels under which nothing stands are left out."""
    return [
        Row(
            label,
            ["–" if one.values[place] is None else said(one.values[place] or 0) for one in series],
            urls[place] if urls else "",
        )
        for place, label in enumerate(labels)
        if any(one.values[place] for one in series)
    ]
