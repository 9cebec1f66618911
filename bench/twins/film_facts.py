"""What a film is made of: its byline, and the list of facts."""

from __future__ import annotations

import datetime
from calendar import month_name
from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote_plus

from bench.twins.database import Row
from films import vocabulary

WORK = {
    "writer": "writing",
    "producer": "production",
    "photography": "photography",
    "editing": "editing",
    "music": "music",
    "production_design": "production design",
    "costume": "costume",
    "sound": "sound",
    "animation": "animation",
}
CAST_SHOWN, TITLES_SHOWN = 4, 3
COUNTRIES, LANGUAGES = vocabulary.countries(), vocabulary.languages()


def released(date: datetime.date) -> str:
    words = f"{date.day} {month_name[date.month]} {date.year}"
    return f'<time datetime="{date.isoformat()}">{words}</time>'


def byline(film: Row, directors: list[Row]) -> str:
    parts = [f'<a href="/films/?year={film.year}">{film.year}</a>'] if film.year else []
    if directors:
        names = [person_link(person) for person in directors]
        last = f" and {names[-1]}" if len(names) > 1 else names[-1]
        parts.append(f"directed by {', '.join(names[:-1])}{last}")
    if film.runtime:
        parts.append(f'<span class="nowrap">{film.runtime} min</span>')
    return f'<p class="film__byline">{" · ".join(parts)}</p>'


def person_link(person: Row) -> str:
    return f'<a href="/person/{person.slug}/">{escape(person.name)}</a>'


def facts(film: Row, makers: list[Row]) -> str:
    known = (
        ("Cast", cast([credit for credit in makers if credit.role == "actor"])),
        ("Crew", crew(makers)),
        ("Genres", links("genre", film.genres, vocabulary.GENRES)),
        ("From", origin(film)),
        ("Released", released(film.released_on) if film.released_on else ""),
        ("Also called", opened(titles(film.other_titles), TITLES_SHOWN)),
        ("Elsewhere", elsewhere(film)),
    )
    lines = "\n".join([f"<dt>{term}</dt>\n<dd>{fact}</dd>" for term, fact in known if fact])
    return f'<dl class="facts">\n{lines}\n</dl>'


def cast(makers: list[Row]) -> str:
    return opened([cast_line(credit) for credit in makers], CAST_SHOWN)


def cast_line(credit: Row) -> str:
    role = f' <span class="muted">as {escape(credit.character)}</span>' if credit.character else ""
    return person_link(credit) + role


def opened(parts: list[str], shown: int) -> str:
    """The first of the parts, the others to be opened."""
    if len(parts) <= shown:
        return ", ".join(parts)
    rest = f"<summary>+ {len(parts) - shown} more</summary><p>{', '.join(parts[shown:])}</p>"
    return f"{', '.join(parts[:shown])}\n<details>{rest}</details>"


def crew(makers: list[Row]) -> str:
    people: dict[str, list[str]] = {}
    for credit in makers:
        if credit.role in WORK:
            people.setdefault(credit.role, []).append(person_link(credit))
    groups = [
        f'<span class="facts__group">{", ".join(people[role])}, <span class="muted">{word}</span></span>'
        for role, word in WORK.items()
        if role in people
    ]
    return " · ".join(groups)


def links(name: str, codes: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(
        [
            f'<a href="/films/?{name}={quote_plus(code)}">{escape(labels[code])}</a>'
            for code in codes
            if code in labels
        ]
    )


def origin(film: Row) -> str:
    countries = links("country", film.countries, COUNTRIES)
    spoken = [code for code in film.languages if code != vocabulary.NO_SPOKEN_LANGUAGE]
    languages = links("language", spoken, LANGUAGES)
    parts = [part for part in (countries, f"in {languages}" if languages else "") if part]
    wordless = " · without spoken words" if vocabulary.NO_SPOKEN_LANGUAGE in film.languages else ""
    return " · ".join(parts) + wordless


def titles(names: list[str]) -> list[str]:
    return [f"<bdi><i>{escape(name)}</i></bdi>" for name in names]


def elsewhere(film: Row) -> str:
    known = (
        ("IMDb", "https://www.imdb.com/title/", film.imdb_id, "/"),
        ("TMDB", "https://www.themoviedb.org/movie/", film.tmdb_id, ""),
        ("Wikidata", "https://www.wikidata.org/wiki/", film.wikidata_id, ""),
        ("Letterboxd", "https://letterboxd.com/film/", film.letterboxd_id, "/"),
    )
    return ", ".join(
        [
            f'<a href="{address}{identifier}{end}" rel="external noopener">{name}</a>'
            for name, address, identifier, end in known
            if identifier
        ]
    )
