"""Films from the public MovieLens files: `movies.csv` (movieId, title, genres) and `links.csv` (movieId, imdbId, tmdbId)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from films import vocabulary
from films.actions.titles import index_titles
from films.models import AlternativeTitle, Film, FormerSlug
from films.models.films import FIRST_YEAR, LAST_YEAR
from films.titles import slug_of, sort_key

LONGEST_TITLE = 300
LONGEST_LINE = 2_000
BATCH = 2_000
OUR_WORDS = {"Children": "family", "Sci-Fi": "science-fiction"}  # the other genres have the same names here

YEAR = re.compile(r"\((?P<year>\d{4})(?:[-–]\d{0,4})?\)\Z")
LAST_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)\Z")
ALSO_KNOWN_AS = re.compile(r"\Aa\.?k\.?a\.? ", re.IGNORECASE)
ARTICLE_BEHIND = re.compile(
    r"(?P<rest>.+), (?P<article>The|A|An|Le|La|Les|L'|Un|Une|Des|Der|Die|Das|Ein|Eine|El|Los|Las|Una|Il|Lo|Gli|I|Uno|O|Os|As|Um|Uma"
    r"|De|Het|Den|Det|En|Ett)(?P<part>: .+)?\Z"
)
IMDB_NUMBER = re.compile(r"[0-9]{1,9}\Z")
TMDB_NUMBER = re.compile(r"[1-9][0-9]{0,8}\Z")


class NotMovieLens(ValueError):
    """A file is missing or is not what MovieLens publishes. The message says where."""


class Names(NamedTuple):
    title: str
    year: int | None
    others: list[str]


@dataclass(frozen=True)
class Line:
    """One film as the files have it."""

    number: str
    names: Names
    genres: list[str]
    imdb_id: str = ""
    tmdb_id: str = ""


class Loaded(NamedTuple):
    """The id of each film by its MovieLens number, and how many films are new to the catalogue."""

    films: dict[str, int]
    added: int


@transaction.atomic
def load_films(folder: Path) -> Loaded:
    """Adds the films that are not in the catalogue yet; those with the same IMDb or TMDB id are used. Raises NotMovieLens."""
    lines = list(read_films(folder))
    known = Known()
    films: dict[str, Film] = {}
    added: list[tuple[Film, Line]] = []
    for line in lines:
        film = known.film(line)
        if film is None:
            film = known.new_film(line)
            added.append((film, line))
        films[line.number] = film
    save_films(added)
    return Loaded({number: film.pk for number, film in films.items()}, len(added))


class Known:
    """The films and addresses that stand already, those of this load among them."""

    def __init__(self) -> None:
        films = list(Film.objects.only("pk", "slug", "title", "year", "imdb_id", "tmdb_id"))
        self.by_imdb = {film.imdb_id: film for film in films if film.imdb_id}
        self.by_tmdb = {film.tmdb_id: film for film in films if film.tmdb_id}
        self.without_ids = {
            (film.title, film.year): film for film in films if not (film.imdb_id or film.tmdb_id)
        }
        self.slugs = {film.slug for film in films} | set(FormerSlug.objects.values_list("slug", flat=True))
        self.given_tmdb_ids: set[str] = set()

    def film(self, line: Line) -> Film | None:
        if line.imdb_id in self.by_imdb:
            return self.by_imdb[line.imdb_id]
        if line.tmdb_id in self.by_tmdb:
            return self.by_tmdb[line.tmdb_id]
        if not (line.imdb_id or line.tmdb_id):
            return self.without_ids.get((line.names.title, line.names.year))
        return None

    def new_film(self, line: Line) -> Film:
        # MovieLens gives one TMDB id to two films here and there: the first keeps it.
        tmdb_id = "" if line.tmdb_id in self.given_tmdb_ids else line.tmdb_id
        film = Film(
            slug=self.free_slug(slug_of(line.names.title, line.names.year)),
            title=line.names.title,
            sort_title=sort_key(line.names.title),
            year=line.names.year,
            genres=line.genres,
            imdb_id=line.imdb_id,
            tmdb_id=tmdb_id,
        )
        if line.imdb_id:
            self.by_imdb[line.imdb_id] = film
        elif not tmdb_id:
            self.without_ids[(film.title, film.year)] = film
        self.given_tmdb_ids.add(tmdb_id)
        return film

    def free_slug(self, wanted: str) -> str:
        slug, number = wanted, 1
        while slug in self.slugs:
            number += 1
            slug = f"{wanted}-{number}"
        self.slugs.add(slug)
        return slug


def save_films(added: Sequence[tuple[Film, Line]]) -> None:
    films = [film for film, _ in added]
    Film.objects.bulk_create(films, batch_size=BATCH)
    AlternativeTitle.objects.bulk_create(
        [AlternativeTitle(film=film, title=title) for film, line in added for title in line.names.others],
        batch_size=BATCH,
    )
    for start in range(0, len(films), BATCH):
        index_titles(films[start : start + BATCH])


def read_films(folder: Path) -> Iterator[Line]:
    identifiers = dict(read_identifiers(folder))
    for place, (number, title, genres) in rows_of(folder / "movies.csv", ("movieId", "title", "genres")):
        names = names_of(title[:LONGEST_LINE])
        lengths = [len(name) for name in (names.title, *names.others)]
        if not names.title or max(lengths) > LONGEST_TITLE or len(title) > LONGEST_LINE:
            raise NotMovieLens(f"{place}: a title has 1 to {LONGEST_TITLE} characters.")
        yield Line(number, names, genres_of(genres), *identifiers.get(number, ("", "")))


def read_identifiers(folder: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    for place, (number, imdb, tmdb) in rows_of(folder / "links.csv", ("movieId", "imdbId", "tmdbId")):
        if imdb and not IMDB_NUMBER.match(imdb):
            raise NotMovieLens(f"{place}: {imdb[:40]!r} is not the number of an IMDb id.")
        if tmdb and not TMDB_NUMBER.match(tmdb):
            raise NotMovieLens(f"{place}: {tmdb[:40]!r} is not a TMDB id.")
        yield number, (f"tt{imdb:0>7}" if imdb else "", tmdb)


def rows_of(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each row's place in words and its values under these columns. Raises NotMovieLens."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from rows_under(columns, csv.reader(file, strict=True), path.name)
    except FileNotFoundError as problem:
        raise NotMovieLens(f"There is no file {path.name} in {path.parent}.") from problem
    except OSError as problem:
        raise NotMovieLens(f"{path.name} cannot be read: {problem.strerror}.") from problem
    except UnicodeDecodeError as problem:
        raise NotMovieLens(f"{path.name} is not text in UTF-8.") from problem
    except csv.Error as problem:
        raise NotMovieLens(f"{path.name} is not a file of comma-separated values: {problem}.") from problem


def rows_under(
    columns: Sequence[str], rows: Iterable[list[str]], name: str
) -> Iterator[tuple[str, list[str]]]:
    numbered = enumerate(rows, start=1)
    _, header = next(numbered, (0, []))
    if missing := [column for column in columns if column not in header]:
        raise NotMovieLens(f"{name} has no column {' and no column '.join(missing)}.")
    wanted = [header.index(column) for column in columns]
    for number, row in numbered:
        if not row:
            continue
        place = f"{name}, row {number}"
        if len(row) != len(header) or any("\0" in value for value in row):
            raise NotMovieLens(f"{place}: there should be {len(header)} values of plain text.")
        yield place, [row[index].strip() for index in wanted]


def names_of(written: str) -> Names:
    """ "Matrix, The (a.k.a. Neo) (1999)" is the film "The Matrix" of 1999, also called "Neo"."""
    title, year = written.strip(), None
    if (match := YEAR.search(title)) and FIRST_YEAR <= int(match["year"]) <= LAST_YEAR:
        title, year = title[: match.start()].strip(), int(match["year"])
    others: list[str] = []
    while (match := LAST_BRACKET.search(title)) and match.start() > 0:
        title = title[: match.start()]
        others.insert(0, with_article(ALSO_KNOWN_AS.sub("", match["inside"].strip())))
    title = with_article(title)
    return Names(title, year, [name for name in dict.fromkeys(others) if name and name != title])


def with_article(title: str) -> str:
    """The article back at the front, where people put it."""
    match = ARTICLE_BEHIND.match(title)
    if not match:
        return title
    space = "" if match["article"].endswith("'") else " "
    return f"{match['article']}{space}{match['rest']}{match['part'] or ''}"


def genres_of(written: str) -> list[str]:
    """Our words for theirs, in our order; what is none of ours ("IMAX", "(no genres listed)") is left out."""
    theirs = {OUR_WORDS.get(genre, genre.casefold()) for genre in written.split("|")}
    return [genre for genre in vocabulary.GENRES if genre in theirs]
