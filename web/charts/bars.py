"""A single bar, for a row of a table that is a ranking."""

from __future__ import annotations

from functools import lru_cache

import svg
from django.utils.safestring import SafeString

from web.charts.chart import per_cent
from web.markup import drawing

THICK = 8  # pixels


def bar(number: float, of: float) -> SafeString:
    """As long as the number is of the longest one. The number itself stands beside it, so it says nothing aloud."""
    return bar_of(round(100 * number / of) if of else 0)


@lru_cache(maxsize=101)
def bar_of(share: int) -> SafeString:
    drawn = svg.SVG(
        width=per_cent(100),
        height=THICK,
        class_=["chart__bar"],
        elements=[svg.Rect(width=per_cent(max(share, 1)), height=THICK, rx=2, class_=["chart__first"])],
        extra={"aria-hidden": "true"},
    )
    return drawing(drawn)
