"""The rankings of a member's figures: people and kinds of films, by number and by average."""

from __future__ import annotations

from html import escape
from types import SimpleNamespace

from bench.twins import browse, figures
from bench.twins.database import Row
from bench.twins.stat_charts import average_said
from films import vocabulary
from web.charts import bar

PEOPLE = {"director": "Directors", "actor": "Cast", "crew": "Crew"}
KINDS = {"genre": "Genres", "country": "Countries", "language": "Languages", "decade": "Decades"}


def rankings(found: SimpleNamespace, url: str) -> str:
    told = ""
    for title, kinds, look in (
        ("Most seen people", PEOPLE, "rankings"),
        ("What kind of films", KINDS, "rankings rankings--four"),
    ):
        tables = [
            ranking(kind, name, figures.most(found.tallies[kind]), url, by_average=False)
            for kind, name in kinds.items()
            if found.tallies[kind]
        ]
        told += section(title, f'<div class="{look}">{"".join(tables)}</div>') if tables else ""
    highest = ""
    for kinds, look in ((PEOPLE, "rankings"), (KINDS, "rankings rankings--four")):
        first = {kind: figures.highest(found.tallies[kind]) for kind in kinds}
        tables = [
            ranking(kind, kinds[kind], tallies, url, by_average=True)
            for kind, tallies in first.items()
            if len(tallies) > 1
        ]
        highest += f'<div class="{look}">{"".join(tables)}</div>' if tables else ""
    if not highest:
        return told
    enough = f'<p class="muted">Those with at least {figures.ENOUGH} rated films.</p>\n'
    return told + section("Highest averages", enough + highest)


def ranking(kind: str, title: str, tallies: list[Row], url: str, *, by_average: bool) -> str:
    longest = max([measured(one, by_average=by_average) for one in tallies], default=0)
    places = "".join([place(kind, one, url, longest, by_average=by_average) for one in tallies])
    how_ordered = "by average rating" if by_average else "by number of films"
    return f"""<section class="ranking">
<h3 class="ranking__title">{title}</h3>
<table class="figures figures--ranking"><caption class="visually-hidden">{title}, {how_ordered}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Films</th><th scope="col">Average</th></tr></thead>
<tbody>{places}</tbody></table>
</section>"""


def measured(one: Row, *, by_average: bool) -> float:
    return float(one.total / one.rated if by_average else one.number)


def place(kind: str, one: Row, url: str, longest: float, *, by_average: bool) -> str:
    average = average_said(one.total / one.rated) if one.rated >= figures.ENOUGH else ""
    films, rated = (
        (one.number, f"<b>{average}</b>") if by_average else (f"<b>{one.number}</b>", average or "–")
    )
    role = f' <span class="muted small">{one.word.replace("_", " ")}</span>' if kind == "crew" else ""
    word = figures.word_of(one)
    address = (
        f"/person/{one.slug}/" if one.slug else f"{url}films/?{kind}={word}{'s' if kind == 'decade' else ''}"
    )
    drawn = bar(measured(one, by_average=by_average), longest)
    return f"""<tr><th scope="row"><a href="{address}">{escape(name_in(kind, one, word))}</a>{role}{drawn}</th><td>{films}</td><td>{rated}</td></tr>
"""


def name_in(kind: str, one: Row, word: str) -> str:
    if one.name or kind == "decade":
        return str(one.name or f"{word}s")
    known = {"genre": vocabulary.GENRES, "country": browse.COUNTRIES, "language": browse.LANGUAGES}
    return known[kind].get(word, word)


def section(title: str, inner: str) -> str:
    return f'<section class="section"><h2>{title}</h2>\n{inner}</section>'
