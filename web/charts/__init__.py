"""Charts: SVG drawn on the server, coloured by static/css/chart.css, each with its numbers for the table beside it.

Their widths are per cents and their heights pixels, so letters keep their size from the narrowest phone to paper. What
belongs to which series is told by shape as well as by colour. A page shows one with
`{% include "web/_chart.html" with chart=chart only %}`.
"""

from __future__ import annotations

from web.charts.bars import bar
from web.charts.chart import Chart, Series
from web.charts.columns import columns
from web.charts.lines import lines

__all__ = ["Chart", "Series", "bar", "columns", "lines"]
