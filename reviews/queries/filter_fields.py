"""What the form of filters offers: the few that everybody uses, and all the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from films import vocabulary
from films.models import Role
from films.models.films import FIRST_YEAR, LAST_YEAR
from films.queries.browsing import words_in_use
from films.queries.filter_kinds import Bounds, decades, plain
from films.queries.filters import PERSON, PERSON_ROLE
from reviews.models.stats import RATINGS
from reviews.queries.filters import STATES, Filters
from web.words import in_words

STARS = {f"{rating / 2:g}": in_words(rating) for rating in reversed(RATINGS)}
OWN_STARS = {str(rating): in_words(rating) for rating in reversed(RATINGS)}
YEARS_AGO = {str(years): f"{years} {'year' if years == 1 else 'years'}" for years in (1, 2, 3, 5, 10, 20)}
ROLES = {"": "Any role"} | {role.value: role.label for role in Role}
ALL_STATES = {
    f"{sign}{name}": words
    for name, state in STATES.items()
    for sign, words in (("", state.done), ("-", state.undone))
}


class Field(NamedTuple):
    """One place of the form: a choice where there are options, else a number, or words."""

    name: str
    key: str
    label: str
    value: str = ""
    options: Mapping[str, str] = {}
    numbers: tuple[int, int] | None = None


class Fields(NamedTuple):
    """`hidden`: chosen words that no field shows, so that they stay."""

    first: list[Field]
    more: list[Field]
    own: list[Field]
    hidden: list[tuple[str, str]]
    theirs: list[Field] = []
    owner: str = ""


def fields_of(filters: Filters, *, is_member: bool, typed: str = "") -> Fields:
    """The form for these chosen words; with what the viewer did only for members. `typed`: a name nobody has."""
    in_use, spoken = words_in_use(), filters.chosen
    said = {name: [one.word for one in words] for name, words in spoken.items()}
    genre, *genres = with_first(said.get("genre", []))
    state, *states = said.get("mine", [""])
    country, *countries = said.get("country", [""])
    language, *languages = said.get("language", [""])
    decade = "".join(said.get("decade", []))
    first = [
        choice("genre", genre, vocabulary.GENRES, "genre"),
        choice("decade", decade, decades(), "decade"),
        choice("country", country, in_use.countries | named(country, vocabulary.countries()), "country"),
        choice("language", language, in_use.languages | named(language, vocabulary.languages()), "language"),
    ]
    if is_member:
        first.append(choice("mine", state, ALL_STATES, "film", label="You"))
    both = vocabulary.GENRES | {f"-{word}": f"Not {label}" for word, label in vocabulary.GENRES.items()}
    more = [
        *(numbered("genre", genres, both, "Any", "And genre")),
        *ends("year", filters, "Year from", "Year to", numbers=(FIRST_YEAR, LAST_YEAR)),
        *ends("runtime", filters, "Minutes from", "Minutes to", numbers=(1, 9_999)),
        Field(PERSON, PERSON, "Made by or with", typed),
        Field(PERSON_ROLE, PERSON_ROLE, "As", options=ROLES),
        *ends("average", filters, "Average from", "Average to", options=STARS),
        *ends("popularity", filters, "Popularity from", "Popularity to", numbers=(0, 99_999_999)),
    ]
    kept = {"country": countries, "language": languages}
    kept |= {name: said[name] for name in said if name in SHOWN_BY_NO_FIELD}
    hidden = [(name, word) for name, words in kept.items() for word in words]
    return Fields(first, more, own_fields(filters, states) if is_member else [], hidden)


SHOWN_BY_NO_FIELD = {"with", "like", *Role.values}


def own_fields(filters: Filters, states: Sequence[str]) -> list[Field]:
    years = "".join(filters.words.get("not-seen-for", ""))
    ago = YEARS_AGO | ({years: f"{years} years"} if years not in {*YEARS_AGO, ""} else {})
    return [
        *numbered("mine", states, ALL_STATES, "Any film", "And you"),
        *ends("my-rating", filters, "Your rating from", "Your rating to", options=OWN_STARS),
        *ends("seen-in", filters, "Seen from year", "Seen up to year", numbers=(FIRST_YEAR, LAST_YEAR)),
        *ends("times-seen", filters, "Times seen from", "Times seen to", numbers=(1, 999)),
        choice("not-seen-for", years, ago, "time", label="Not seen for"),
    ]


def fields_of_owner(filters: Filters) -> list[Field]:
    """What the member did whose films they are."""
    states = filters.chosen.get("theirs", ())
    return [
        *numbered("theirs", [one.word for one in states], ALL_STATES, "Any film", "Did"),
        *ends("rating", filters, "Rating from", "Rating to", options=OWN_STARS),
        *ends("their-year", filters, "Watched from year", "Watched to year", numbers=(FIRST_YEAR, LAST_YEAR)),
    ]


def with_first(words: Sequence[str]) -> list[str]:
    """The first place of a form is for what shall be, not for what shall not."""
    return list(words) if words and words[0][0] != "-" else ["", *words]


def named(word: str, names: Mapping[str, str]) -> dict[str, str]:
    """The word with its name, also where it is said with a "-"."""
    if not word:
        return {}
    name = names[word.removeprefix("-")]
    return {word: f"Not {name}" if word[0] == "-" else name}


def choice(name: str, value: str, options: Mapping[str, str], any_of: str, *, label: str = "") -> Field:
    return Field(name, name, label or name.capitalize(), value, {"": f"Any {any_of}", **options})


def numbered(
    name: str, values: Iterable[str], options: Mapping[str, str], any_of: str, label: str
) -> list[Field]:
    """A place for each of these, and one more."""
    return [
        Field(name, f"{name}-{place}", label, value, {"": any_of, **options})
        for place, value in enumerate([*values, ""], start=2)
    ]


def ends(
    name: str,
    filters: Filters,
    *labels: str,
    options: Mapping[str, str] | None = None,
    numbers: tuple[int, int] | None = None,
) -> list[Field]:
    """The two ends of a range."""
    chosen = filters.chosen.get(name)
    bounds: Bounds = chosen[0].key if chosen else Bounds(None, None)
    offered = {"": "Any", **options} if options else {}
    return [
        Field(f"{name}-{end}", f"{name}-{end}", label, plain(bound), offered, numbers)
        for end, label, bound in zip(("from", "to"), labels, bounds, strict=True)
    ]
