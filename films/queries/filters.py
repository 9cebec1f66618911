"""The words by which films are chosen, as the catalogue knows them; `reviews.queries.filters` adds what members think.

A filter has a name and what is said of it: one word (`decade=1970s`), several (`genre=comedy -horror`: of the one and
not of the other), or a range (`runtime=90-120`, `runtime=-90`). Words stand in addresses and in smart lists alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

from django.db.models import Count, QuerySet

from films import vocabulary
from films.models import Film, FilmQuerySet, Person, Role
from films.models.films import FIRST_YEAR, LAST_YEAR
from films.queries.filter_kinds import (
    Codes,
    Decade,
    FieldRange,
    Kind,
    People,
    UnknownWord,
    Who,
    Word,
    values_of,
)
from films.titles import folded

LONGEST_RUNTIME = 9_999
LONGEST_NAME = 200
PERSON, PERSON_ROLE = "person", "role"  # what a form sends of somebody by name
Rows = TypeVar("Rows", bound="QuerySet[Any]")


class Label(NamedTuple):
    """A chosen word as people read it, all words but this one, and whether it says what the member did who is meant."""

    text: str
    without: dict[str, str]
    is_personal: bool = False


RUNTIME = FieldRange(
    "runtime",
    "runtime",
    lowest=1,
    highest=LONGEST_RUNTIME,
    texts=("{} minutes", "{} minutes or longer", "{} minutes or shorter", "{} to {} minutes"),
)
YEAR = FieldRange(
    "year", "year", lowest=FIRST_YEAR, highest=LAST_YEAR, texts=("{}", "From {} on", "Up to {}", "{} to {}")
)
WITH = People("with")
ROLES = tuple(People(role.value, role) for role in Role)


def by_name(*kinds: Kind) -> dict[str, Kind]:
    return {kind.name: kind for kind in kinds}


CATALOGUE = by_name(
    Codes("genre", "genres", lambda: vocabulary.GENRES),
    Decade("decade"),
    YEAR,
    Codes("country", "countries", vocabulary.countries),
    Codes("language", "languages", vocabulary.languages),
    RUNTIME,
    WITH,
    *ROLES,
)


@dataclass(frozen=True)
class CatalogueFilters:
    """Chosen words, read once. `words` is what addresses and smart lists hold of them."""

    chosen: Mapping[str, tuple[Word, ...]]
    KINDS: ClassVar[Mapping[str, Kind]] = CATALOGUE

    @classmethod
    def read(cls, words: Mapping[str, Sequence[str]]) -> Self:
        """Names that are no filters are passed over. Raises UnknownWord(name, word)."""
        words = with_person(words)
        read = {name: kind.read(kind.said_in(words)) for name, kind in cls.KINDS.items()}
        return cls({name: found for name, found in read.items() if found})

    @classmethod
    def read_form(cls, words: Mapping[str, Sequence[str]]) -> tuple[Self, str]:
        """The same for what people typed: somebody whom the catalogue does not know is told of in a sentence."""
        try:
            return cls.read(words), ""
        except UnknownWord as problem:
            if problem.name != PERSON:
                raise
            return cls.read({**words, PERSON: ()}), f"Nobody in the catalogue is called “{problem.word}”."

    @classmethod
    def read_kept(cls, words: Mapping[str, str]) -> tuple[Self, list[str]]:
        """The same for words kept long ago: those that mean nothing any more, because somebody or something left the
        catalogue, are left out and given beside."""
        kept, lost = dict(words), list[str]()
        while True:
            try:
                return cls.read({name: [said] for name, said in kept.items()}), lost
            except UnknownWord as problem:
                lost.append(problem.word)
                said = kept.pop(problem.name).split()
                left = [word for word in said if word != problem.word]
                if left and left != said:
                    kept[problem.name] = " ".join(left)

    @classmethod
    @cache
    def parameters(cls) -> frozenset[str]:
        """All names in an address that are words of a filter."""
        return frozenset(name for kind in cls.KINDS.values() for name in kind.parameters()) | {
            PERSON,
            PERSON_ROLE,
        }

    @property
    def words(self) -> dict[str, str]:
        return {name: " ".join(one.word for one in chosen) for name, chosen in self.chosen.items()}

    @property
    def are_chosen(self) -> bool:
        return bool(self.chosen)

    @property
    def are_personal(self) -> bool:
        """Whether they ask what somebody did, so that they choose other films for everybody."""
        return any(self.KINDS[name].is_personal for name in self.chosen)

    def without(self, *names: str) -> Self:
        return type(self)({name: words for name, words in self.chosen.items() if name not in names})

    def texts_of(self, name: str) -> list[str]:
        """What was chosen of one name, as people read it."""
        return [one.text for one in self.chosen.get(name, ())]

    def films(self, viewer: Any, *, whose: Any = None) -> FilmQuerySet:
        """The films on offer that all of the words hold for, without the long texts. `whose`: the member whose own words
        are meant, the viewer by default."""
        return self.narrow(Film.objects.offered().defer("synopsis"), viewer, whose=whose)

    def narrow(
        self, films: FilmQuerySet, viewer: Any, *, whose: Any = None, owner: Any = None
    ) -> FilmQuerySet:
        who = Who(viewer, viewer if whose is None else whose, owner)
        for name, words in self.chosen.items():
            films = self.KINDS[name].narrow(films, words, who)
        return films

    def among(
        self, rows: Rows, viewer: Any, *, film: str = "film", whose: Any = None, owner: Any = None
    ) -> Rows:
        """Those of these rows (marks, items of a list, entries) whose film the words hold for; retired films too."""
        if not self.chosen:
            return rows
        kept = self.narrow(Film.objects.all(), viewer, whose=whose, owner=owner)
        return rows.filter(**{f"{film}__in": kept.values("pk")})

    def labels(self) -> list[Label]:
        return [
            Label(one.text, self.words_without(name, one), self.KINDS[name].is_personal)
            for name, chosen in self.chosen.items()
            for one in chosen
        ]

    def words_without(self, name: str, word: Word) -> dict[str, str]:
        left = " ".join(one.word for one in self.chosen[name] if one is not word)
        words = self.words | {name: left}
        return {name: said for name, said in words.items() if said}


def with_person(words: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """With somebody who was asked for by name as a word. Raises UnknownWord."""
    name = " ".join("".join(values_of(words, PERSON)[-1:]).split())
    if not name:
        return words
    role = "".join(values_of(words, PERSON_ROLE)[-1:]) or "with"
    person = person_called(name)
    if person is None or role not in {"with", *Role.values}:
        raise UnknownWord(PERSON, name)
    return {**words, role: [*values_of(words, role), person.slug]}


def person_called(name: str) -> Person | None:
    """Of several with this name the one with most credits; else the first whose name begins so."""
    key = folded(name[:LONGEST_NAME])
    called = Person.objects.filter(name_key=key).annotate(credits_count=Count("credits"))
    return called.order_by("-credits_count", "pk").first() or (
        Person.objects.filter(name_key__startswith=key).order_by("name_key", "pk").first() if key else None
    )
