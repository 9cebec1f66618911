"""The catalogue by genre, decade, country and language: one statement."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from bench.twins.browse_form import FIRST_YEAR, STATES, more_fields, own_fields, place
from bench.twins.cards import FILM
from bench.twins.database import Row, rows, rows_by_words
from bench.twins.layout import Request, next_page, page
from bench.twins.parts import SITE_NAME, empty, icon, more, poster, stars
from films import vocabulary

FILMS_A_PAGE, MOST_COUNTED, SECONDS_REMEMBERED = 72, 1_000, 600
CURRENT = ' aria-current="true"'
COUNTRIES, LANGUAGES = vocabulary.countries(), vocabulary.languages()
OFFERED = "film.state <> 'retired' AND NOT film.is_adult"
JOINED = "films_film AS film JOIN reviews_filmstats AS stats ON stats.film_id = film.id"
WORDS_IN_USE = f"""
SELECT ARRAY(SELECT DISTINCT unnest(countries) FROM films_film AS film WHERE {OFFERED}) AS countries,
    ARRAY(SELECT DISTINCT unnest(languages) FROM films_film AS film WHERE {OFFERED}) AS languages
"""
remembered: dict[str, Any] = {}
CONDITIONS = {
    "year": "film.year = %(year)s",
    "genre": "film.genres @> ARRAY[%(genre)s]::varchar[]",
    "decade": "film.year >= %(decade)s AND film.year < %(decade)s + 10",
    "country": "film.countries @> ARRAY[%(country)s]::varchar[]",
    "language": "film.languages @> ARRAY[%(language)s]::varchar[]",
}


class Sort(NamedTuple):
    label: str
    order: str
    keys: Callable[[Row], tuple[object, ...]]
    needs: str = "true"


def by_title(name: str) -> Callable[[Row], tuple[object, ...]]:
    return lambda film: (getattr(film, name), film.sort_title, film.id)


SORTS = {
    "popular": Sort(
        "Popular", "stats.popularity DESC, stats.film_id DESC", lambda film: (film.popularity, film.id)
    ),
    "name": Sort("Name", "film.sort_title, film.id", lambda film: (film.sort_title, film.id)),
    "newest": Sort(
        "Newest", "film.year DESC, film.sort_title, film.id", by_title("year"), "film.year IS NOT NULL"
    ),
    "oldest": Sort(
        "Oldest", "film.year, film.sort_title DESC, film.id DESC", by_title("year"), "film.year IS NOT NULL"
    ),
    "average": Sort(
        "Best average",
        "stats.average DESC, stats.film_id DESC",
        lambda film: (film.average, film.id),
        "stats.average IS NOT NULL",
    ),
    "worst": Sort(
        "Worst average",
        "stats.average, stats.film_id",
        lambda film: (film.average, film.id),
        "stats.average IS NOT NULL",
    ),
    "shortest": Sort(
        "Shortest", "film.runtime, film.sort_title, film.id", by_title("runtime"), "film.runtime IS NOT NULL"
    ),
    "longest": Sort(
        "Longest",
        "film.runtime DESC, film.sort_title, film.id",
        by_title("runtime"),
        "film.runtime IS NOT NULL",
    ),
}


@lru_cache(maxsize=256)
def statement(asked: frozenset[str], sort: str) -> str:
    order = SORTS[sort]
    where = " AND ".join([OFFERED, order.needs, *(CONDITIONS[name] for name in sorted(asked))])
    return f"""
    SELECT {FILM}, film.id, film.sort_title, film.runtime, stats.popularity, stats.average,
        mark.rating, mark.watched_at, mark.liked_at, mark.watchlisted_at,
        (SELECT count(*) FROM (SELECT FROM {JOINED} WHERE {where} LIMIT {MOST_COUNTED + 1}) AS all_films) AS films_count
    FROM {JOINED} LEFT JOIN reviews_mark AS mark ON mark.film_id = film.id AND mark.member_id = %(viewer)s
    WHERE {where} ORDER BY {order.order} LIMIT {FILMS_A_PAGE + 1}
    """


def browse_page(request: Request) -> str:
    asked = {name: request.query[name] for name in CONDITIONS if request.query.get(name)}
    sort = request.query.get("sort", "popular")
    values: dict[str, str | int] = dict(asked)
    if "decade" in asked:
        values["decade"] = int(asked["decade"][:-1])
    if "year" in asked:
        values["year"] = int(asked["year"])
    found = rows_by_words(
        request.connection, statement(frozenset(asked), sort), **values, viewer=request.viewer_id
    )
    labels = labels_of(asked)
    heading, said = labels.get("genre", "Films"), counted(found) + described(labels)
    main = f"""<header class="page-head"><h1 class="page-head__title">{escape(heading)}</h1><p class="page-head__line">{escape(said)} · <a class="link" href="/films/popular/">Popular now</a></p></header>
{form(request, asked, labels, sort)}
{chosen(request, labels, sort)}
{sorts(request, sort)}
{grid(request, found, sort)}"""
    title = f"{heading}: {said}" if labels else heading
    words = f"{escape(said)}, with everything members wrote about them."
    return page(request, f"{escape(title)} · {SITE_NAME}", main, description=words)


def counted(found: list[Row]) -> str:
    number = found[0].films_count if found else 0
    if number > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} films"
    return f"{number:,} {'film' if number == 1 else 'films'}"


def labels_of(asked: dict[str, str]) -> dict[str, str]:
    names: dict[str, Mapping[str, str]] = {
        "genre": vocabulary.GENRES,
        "country": COUNTRIES,
        "language": LANGUAGES,
    }
    return {name: names.get(name, {}).get(word, word) for name, word in asked.items()}


def described(labels: dict[str, str]) -> str:
    parts = {
        "decade": " from the {}",
        "year": " from {}",
        "country": ", made in {}",
        "language": ", language: {}",
    }
    return "".join([words.format(labels[name]) for name, words in parts.items() if name in labels])


def address(request: Request, **changes: str) -> str:
    words = {**request.query, **changes}
    kept = {name: word for name, word in words.items() if word and name != "after"}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def form(request: Request, asked: dict[str, str], labels: dict[str, str], sort: str) -> str:
    hidden = f'<input type="hidden" name="sort" value="{sort}">' if sort != "popular" else ""
    count = (
        f' <span class="film-filters__count">{len(labels)}<span class="visually-hidden"> chosen</span></span>'
        if labels
        else ""
    )
    year = asked.get("year", "")
    return f"""<details class="film-filters">
<summary class="button">{icon("filter")} Filter{count}</summary>
<form class="film-filters__form" method="get">
<div class="film-filters__row">
{selects(request, asked)}<button class="button">Show</button></div>
<details class="film-filters__more"><summary>More filters</summary>
{more_fields(year)}
{own_fields() if request.viewer_id else ""}
<button class="button">Show these films</button>
</details>
{hidden}
</form>
</details>"""


def chosen(request: Request, labels: dict[str, str], sort: str) -> str:
    if not labels:
        return ""
    places = [
        f'<li><a href="{escape(address(request, **{name: ""}))}">{escape(label)} {icon("close", "remove")}</a></li>'
        for name, label in labels.items()
    ]
    if len(labels) > 1:
        none = escape(address(request, **dict.fromkeys(labels, "")))
        places.append(f'<li><a class="film-filters__none" href="{none}">Remove all</a></li>')
    if request.viewer_id:
        words = urlencode({**{name: request.query[name] for name in labels}, "sort": sort})
        places.append(
            f'<li><a class="film-filters__save" href="/list/smart/?{escape(words)}" rel="nofollow">'
            f"{icon('list')} Save as a smart list</a></li>"
        )
    return f'<ul class="filters__chosen" aria-label="Chosen filters">{"".join(places)}</ul>'


def selects(request: Request, asked: dict[str, str]) -> str:
    in_use = words_in_use(request)
    common = "\n".join([select(name, asked.get(name, ""), used) for name, used in in_use.items()])
    return common + (place("mine", "You", options=("Any film", STATES)) if request.viewer_id else "")


@lru_cache(maxsize=512)
def select(name: str, chosen: str, used: frozenset[str]) -> str:
    """One list of choices: the words in use, and the one that was asked for."""
    known = {"genre": vocabulary.GENRES, "decade": decades(), "country": COUNTRIES, "language": LANGUAGES}[
        name
    ]
    choices = {"": f"Any {name}"} | {
        code: label for code, label in known.items() if code in used or code == chosen
    }
    options = "".join(
        [
            f'  <option value="{code}"{" selected" if code == chosen else ""}>{escape(label)}</option>\n'
            for code, label in choices.items()
        ]
    )
    return f"""<div class="filters__field"><label for="filter-{name}">{name.capitalize()}</label><select name="{name}" id="filter-{name}">
{options}</select></div>"""


def decades() -> dict[str, str]:
    present = datetime.datetime.now(datetime.UTC).year // 10 * 10
    return {f"{decade}s": f"{decade}s" for decade in range(present, FIRST_YEAR - 1, -10)}


def words_in_use(request: Request) -> dict[str, frozenset[str]]:
    """The words that each list offers, asked for every ten minutes as the site does."""
    period = int(time.monotonic() // SECONDS_REMEMBERED)
    if remembered.get("period") != period:
        found = rows(request.connection, WORDS_IN_USE)[0]
        remembered.update(
            period=period,
            words={
                "genre": frozenset(vocabulary.GENRES),
                "decade": frozenset(decades()),
                "country": frozenset(found.countries),
                "language": frozenset(found.languages),
            },
        )
    words: dict[str, frozenset[str]] = remembered["words"]
    return words


def sorts(request: Request, current: str) -> str:
    labels = {name: sort.label for name, sort in SORTS.items()}
    if request.viewer_id:
        labels["my-rating"] = "Your rating"
    links = "".join(
        [
            f'<a href="{escape(address(request, sort="" if name == "popular" else name))}"'
            f"{CURRENT if name == current else ''}>{label}</a>"
            for name, label in labels.items()
        ]
    )
    return f'<nav class="sorts" aria-label="Order">{links}</nav>'


def grid(request: Request, found: list[Row], sort: str) -> str:
    films = found[:FILMS_A_PAGE]
    if not films:
        text = "Nothing in the catalogue has all of that."
        return empty("No films here", text, url="/films/", action="All films", name="film")
    following = ""
    if len(found) > FILMS_A_PAGE:
        following = next_page(request.path, request.query, *SORTS[sort].keys(films[-1]))
    posters = "".join([f"<li>{poster(film, 'medium', states=states(film))}</li>" for film in films])
    return f'<ul class="poster-grid">{posters}</ul>\n{more(following)}'


def states(film: Row) -> str:
    """What the viewer did with the film."""
    said = []
    if film.rating:
        said.append(stars(film.rating, whose="You: "))
    elif film.watched_at:
        said.append(state("poster__state--watched", "eye", "Watched"))
    if film.liked_at:
        said.append(state("poster__state--liked", "heart", "Liked"))
    if film.watchlisted_at:
        said.append(state("", "bookmark", "On your watchlist"))
    return f'<p class="poster__states">{"".join(said)}</p>' if said else ""


def state(variant: str, name: str, words: str) -> str:
    kind = f' class="{variant}"' if variant else ""
    return f'<span{kind}>{icon(name)}<span class="visually-hidden">{words}</span></span>'
