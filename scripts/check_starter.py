"""Check the starter catalogue: its format, its repetitions, and its agreement with a MovieLens folder."""

import argparse
import csv
import datetime
import re
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

STARTER = Path(__file__).resolve().parent.parent / "films" / "starter"


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GENRES = words(
    "action adventure animation comedy crime documentary drama experimental family fantasy film-noir history "
    "horror music musical mystery romance science-fiction silent sport thriller war western"
)
TEXTS = frozenset({"title", "synopsis", "original_title", "tagline", "imdb_id"})
NUMBERS = frozenset({"year", "runtime", "tmdb_id"})
CREDITS = words(
    "directors writers photography music editing producers production_design costume animation cast"
)
LISTS = CREDITS | {"alternative_titles", "genres", "countries", "languages"}
REQUIRED = ("title", "year", "runtime", "directors", "genres", "countries", "languages", "synopsis")
HISTORICAL_COUNTRIES = frozenset({"SU", "CSXX", "YU", "DD"})
GENRES_WITHOUT_CAST = frozenset({"documentary", "experimental", "animation"})
LONGEST_SHORT = 60
SMALLEST_CAST = 5
SYNOPSIS_LENGTH = range(150, 351)
# Further apart than this, two films of one title are taken for a film and its remake.
YEARS_APART = 3

ARTICLES = words(
    "the a an le la les l' un une il lo i gli el los las o os as der die das ein eine den det de en"
)

Film = dict[str, Any]


@dataclass(frozen=True)
class Listing:
    """One film as MovieLens lists it."""

    label: str
    names: frozenset[str]
    year: int
    imdb_id: str
    tmdb_id: int | None


@dataclass(frozen=True)
class Entry:
    """One film of the catalogue, with the file it stands in."""

    decade: int
    film: Film

    @property
    def label(self) -> str:
        return f"{self.film.get('title', '(no title)')} ({self.film.get('year', '?')})"

    @property
    def year(self) -> int:
        return int(self.film.get("year", 0))

    @property
    def names(self) -> set[str]:
        alternatives = self.film.get("alternative_titles", [])
        titles = [self.film.get("title", ""), self.film.get("original_title", ""), *alternatives]
        return {plain(title) for title in titles if title}


def plain(title: str) -> str:
    decomposed = unicodedata.normalize("NFKD", title).casefold().replace("&", " and ")
    return "".join(character for character in decomposed if character.isalnum())


def article_first(title: str) -> str:
    head, comma, article = title.rpartition(", ")
    return f"{article} {head}" if comma and article.casefold() in ARTICLES else title


def listed_names(title: str) -> frozenset[str]:
    """Every name in a MovieLens title: the part before the brackets, each bracket, and the whole."""
    parts = [title, title.split(" (", 1)[0], *re.findall(r"\(([^()]*)\)", title)]
    names = (re.sub(r"^a\.k\.a\. ", "", part) for part in parts)
    return frozenset(plain(article_first(name)) for name in names) - {""}


def read_movielens(folder: Path) -> Iterator[Listing]:
    with (folder / "links.csv").open(encoding="utf-8", newline="") as file:
        links = {row["movieId"]: row for row in csv.DictReader(file)}
    with (folder / "movies.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = re.fullmatch(r"(.+?)\s*\((\d{4})\)\s*", row["title"])
            if found and row["movieId"] in links:
                link = links[row["movieId"]]
                tmdb_id = int(link["tmdbId"]) if link["tmdbId"] else None
                imdb_id = f"tt{link['imdbId'].zfill(7)}"
                yield Listing(row["title"], listed_names(found[1]), int(found[2]), imdb_id, tmdb_id)


def read_starter() -> Iterator[Entry]:
    for path in sorted(STARTER.glob("*.toml")):
        with path.open("rb") as file:
            content = tomllib.load(file)
        decade = int(path.stem.removesuffix("s"))
        yield from (Entry(decade, film) for film in content.get("film", []))


def is_list_of_texts(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and item.strip() for item in value)
    )


def wrong_types(film: Film) -> Iterator[str]:
    for key, value in film.items():
        if key in TEXTS:
            right = isinstance(value, str) and bool(value.strip())
        elif key in NUMBERS:
            right = isinstance(value, int) and value > 0
        elif key in LISTS:
            right = is_list_of_texts(value) or (key == "cast" and value == [])
        elif key == "released":
            right = isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
        else:
            yield f"unknown key {key}"
            continue
        if not right:
            yield f"{key} is not of the right kind"


def wrong_codes(film: Film) -> Iterator[str]:
    for genre in film["genres"]:
        if genre not in GENRES:
            yield f"unknown genre {genre}"
    for country in film["countries"]:
        if country not in HISTORICAL_COUNTRIES and not re.fullmatch(r"[A-Z]{2}", country):
            yield f"country code {country}"
    for language in film["languages"]:
        if not re.fullmatch(r"[a-z]{2,3}", language):
            yield f"language code {language}"
    if "imdb_id" in film and not re.fullmatch(r"tt\d{7,8}", film["imdb_id"]):
        yield f"imdb_id {film['imdb_id']}"


def may_have_a_small_cast(film: Film) -> bool:
    silent_short = "silent" in film["genres"] and film["runtime"] < LONGEST_SHORT
    return silent_short or not GENRES_WITHOUT_CAST.isdisjoint(film["genres"])


def wrong_contents(entry: Entry) -> Iterator[str]:
    film = entry.film
    if entry.year // 10 * 10 != entry.decade:
        yield f"stands in the file of the {entry.decade}s"
    if "released" in film and abs(film["released"].year - entry.year) > YEARS_APART:
        yield f"released in {film['released'].year}"
    if len(film["synopsis"]) not in SYNOPSIS_LENGTH:
        yield f"synopsis of {len(film['synopsis'])} characters"
    if len(film.get("cast", [])) < SMALLEST_CAST and not may_have_a_small_cast(film):
        yield f"cast of {len(film.get('cast', []))}"
    if film.get("original_title") == film["title"]:
        yield "original_title repeats title"
    for key in LISTS & film.keys():
        counted: Counter[str] = Counter(film[key])
        yield from (f"{key} repeats {item}" for item, count in counted.items() if count > 1)


def wrong_format(entry: Entry) -> Iterator[str]:
    missing = [key for key in REQUIRED if key not in entry.film]
    problems = [f"no {key}" for key in missing] + list(wrong_types(entry.film))
    if not problems:
        problems = [*wrong_codes(entry.film), *wrong_contents(entry)]
    yield from (f"{entry.label}: {problem}" for problem in problems)


def repetitions(entries: list[Entry]) -> Iterator[str]:
    seen: defaultdict[tuple[str, object], list[str]] = defaultdict(list)
    for entry in entries:
        seen["title and year", (plain(str(entry.film.get("title", ""))), entry.year)].append(entry.label)
        for key in ("imdb_id", "tmdb_id"):
            if key in entry.film:
                seen[key, entry.film[key]].append(entry.label)
    for (what, _value), labels in seen.items():
        if len(labels) > 1:
            yield f"same {what}: {', '.join(labels)}"


def disorder(entries: list[Entry]) -> Iterator[str]:
    for earlier, later in pairwise(entries):
        if earlier.decade == later.decade and earlier.year > later.year:
            yield f"{later.label}: stands after {earlier.label}"


def spellings(entries: list[Entry]) -> Iterator[str]:
    written: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        names = (item.split(": ", 1)[0] for key in CREDITS & entry.film.keys() for item in entry.film[key])
        for name in names:
            written[plain(name)].add(name)
    for spelled in written.values():
        if len(spelled) > 1:
            yield f"one person, several spellings: {', '.join(sorted(spelled))}"


class MovieLens:
    """The MovieLens films, to be found by name or by identifier."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        self.by_name: defaultdict[str, list[Listing]] = defaultdict(list)
        self.by_imdb_id: dict[str, Listing] = {}
        for listing in listings:
            self.by_imdb_id[listing.imdb_id] = listing
            for name in listing.names:
                self.by_name[name].append(listing)

    def find(self, entry: Entry) -> Listing | None:
        same_id = self.by_imdb_id.get(entry.film.get("imdb_id", ""))
        if same_id and same_id.names & entry.names:
            return same_id
        named = [listing for name in entry.names for listing in self.by_name[name]]
        near = [listing for listing in named if abs(listing.year - entry.year) <= YEARS_APART]
        return min(near, key=lambda listing: abs(listing.year - entry.year), default=same_id)


def differences(entry: Entry, listing: Listing) -> Iterator[str]:
    film = entry.film
    if not listing.names & entry.names:
        yield f"{entry.label}: its imdb_id is {listing.label} in MovieLens"
    if listing.year != entry.year:
        yield f"{entry.label}: year {listing.year} in MovieLens"
    if film.get("imdb_id") != listing.imdb_id:
        yield f"{entry.label}: imdb_id {film.get('imdb_id', 'missing')}, in MovieLens {listing.imdb_id}"
    if listing.tmdb_id is not None and film.get("tmdb_id") != listing.tmdb_id:
        yield f"{entry.label}: tmdb_id {film.get('tmdb_id', 'missing')}, in MovieLens {listing.tmdb_id}"


def lines_to_add(entry: Entry, listing: Listing) -> Iterator[str]:
    lines = []
    if "imdb_id" not in entry.film:
        lines.append(f'imdb_id = "{listing.imdb_id}"')
    if "tmdb_id" not in entry.film and listing.tmdb_id is not None:
        lines.append(f"tmdb_id = {listing.tmdb_id}")
    yield from [f"# {entry.label}: {listing.label}", *lines] if lines else []


def counts(title: str, counter: Counter[Any]) -> str:
    return f"{title}: " + ", ".join(f"{key} {count}" for key, count in counter.most_common())


def summary(entries: list[Entry], matched: int) -> Iterator[str]:
    yield f"{len(entries)} films, {matched} of them in MovieLens"
    yield counts(
        "decades", Counter(f"{entry.decade}s" for entry in sorted(entries, key=lambda entry: entry.decade))
    )
    yield counts(
        "countries", Counter(country for entry in entries for country in entry.film.get("countries", []))
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("movielens", type=Path, help="folder with movies.csv and links.csv")
    parser.add_argument(
        "--fill", action="store_true", help="print the identifiers to add to films without them"
    )
    options = parser.parse_args()

    entries = list(read_starter())
    movielens = MovieLens(read_movielens(options.movielens))
    matches = [(entry, listing) for entry in entries if (listing := movielens.find(entry))]
    if options.fill:
        for line in (line for match in matches for line in lines_to_add(*match)):
            print(line)

    problems = [problem for entry in entries for problem in wrong_format(entry)]
    problems += [*repetitions(entries), *disorder(entries), *spellings(entries)]
    problems += [problem for match in matches for problem in differences(*match)]
    print("\n".join([*problems, *summary(entries, len(matches))]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
