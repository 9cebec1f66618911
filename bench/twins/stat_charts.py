"""The charts of a member's figures, drawn by the library that the site has, and the tables beside them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bench.twins.parts import counted
from web.charts import Chart, Series, columns, lines
from web.words import in_words


def average_of(diary: SimpleNamespace) -> float:
    """In half-stars, of all viewings that have a rating."""
    total = sum(rating * count for rating, count in diary.ratings.items())
    return float(total / sum(diary.ratings.values()))


def average_said(half_stars: float) -> str:
    return f"{half_stars / 2:.1f}"


def charts(diary: SimpleNamespace, url: str) -> str:
    drawn = [over_time(diary, url)]
    if diary.ratings:
        drawn += [spread(diary, url), averages(diary, url)]
    return f"""<section class="section"><h2 class="visually-hidden">Over time</h2>
<div class="charts">{"".join(map(figure, drawn))}</div>
</section>"""


def spans(diary: SimpleNamespace) -> list[int]:
    return list(range(min(diary.times), max(diary.times) + 1))


def values(diary: SimpleNamespace, again: int) -> list[Any]:
    """Of each year its row of first viewings, or of those seen again; None where there is none."""
    return [diary.times.get(year, {}).get(again) for year in spans(diary)]


def over_time(diary: SimpleNamespace, url: str) -> Chart:
    kinds = [[one.number if one else 0 for one in values(diary, again)] for again in (0, 1)]
    labels = [str(year) for year in spans(diary)]
    series = [Series("First viewings", kinds[0])]
    if diary.sums.other:
        series.append(Series("Rewatches", kinds[1]))
    sums = [sum(both_kinds) for both_kinds in zip(*kinds, strict=True)]
    busiest = max(range(len(sums)), key=sums.__getitem__)
    most = counted(sums[busiest], "viewing", "viewings")
    every = counted(diary.sums.number, "viewing", "viewings")
    return columns(
        "Viewings by year",
        labels,
        series,
        first="Year",
        said=f"{every}, the most, {most}, in {labels[busiest]}.",
        short=labels,
        urls=[f"{url}year/{year}/" for year in labels],
    )


def spread(diary: SimpleNamespace, url: str) -> Chart:
    ratings = range(1, 11)
    commonest = max(ratings, key=lambda rating: diary.ratings.get(rating, 0))
    rated = counted(sum(diary.ratings.values()), "viewing has", "viewings have")
    return columns(
        "Ratings given",
        [in_words(rating) for rating in ratings],
        [Series("Viewings", [diary.ratings.get(rating, 0) for rating in ratings])],
        first="Rating",
        said=f"{rated} a rating; the commonest is {in_words(commonest)}.",
        short=["" if rating % 2 else f"{rating // 2} ★" for rating in ratings],
        urls=[f"{url}films/?rating={rating}" for rating in ratings],
    )


def averages(diary: SimpleNamespace, url: str) -> Chart:
    labels = [str(year) for year in spans(diary)]
    kinds = [
        [one.third / one.other / 2 if one and one.other else None for one in values(diary, again)]
        for again in (0, 1)
    ]
    series = [Series("First viewings" if diary.sums.other else "Average", kinds[0])]
    if diary.sums.other:
        series.append(Series("Rewatches", kinds[1]))
    return lines(
        "Average rating",
        labels,
        series,
        first="Year",
        said=f"Over all {average_of(diary) / 2:.1f} stars.",
        low=0,
        high=5,
        marked=[0, 1, 2, 3, 4, 5],
        number=lambda number: f"{number:.1f}".removesuffix(".0"),
        short=labels,
        urls=[f"{url}year/{year}/" for year in labels],
    )


def figure(chart: Chart) -> str:
    keys = "".join(
        [f'<li><span class="chart__key chart__key--{key.look}"></span> {key.name}</li>' for key in chart.keys]
    )
    columns_said = "".join([f'<th scope="col">{name}</th>' for name in chart.head])
    told = "".join(
        [
            f'<tr><th scope="row"><a class="link" href="{one.url}">{one.label}</a></th>'
            f"{''.join([f'<td>{number}</td>' for number in one.numbers])}</tr>"
            for one in chart.rows
        ]
    )
    listed = f'<ul class="chart__keys">{keys}</ul>' if keys else ""
    return f"""<figure class="chart">
<figcaption class="chart__head"><h3>{chart.title}</h3>{listed}</figcaption>
<div class="chart__plot">{chart.drawing}</div>

<details class="chart__numbers"><summary>The numbers<span class="visually-hidden">: {chart.title}</span></summary>
<table class="figures"><caption class="visually-hidden">{chart.title}</caption><thead><tr>{columns_said}</tr></thead>
<tbody>{told}</tbody></table></details>
</figure>"""
