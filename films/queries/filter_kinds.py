"""What may be said of films: kinds of words, each with how it is read and which films it leaves."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple, NoReturn

from django.db.models import Q
from django.http import Http404

from films.models import Credit, FilmQuerySet, Person, Role
from films.models.films import FIRST_YEAR

MOST_WORDS = 10
SLUG = re.compile(r"[-\w]{1,120}", re.ASCII)
NUMBER = re.compile(r"\d{1,8}(\.\d{1,2})?", re.ASCII)


class UnknownWord(Http404):
    """What was said of a filter is no word of it: there is no such page."""

    def __init__(self, name: str, word: str) -> None:
        super().__init__(f"{name}: {word}")
        self.name, self.word = name, word


class Word(NamedTuple):
    """One word that was chosen: as addresses write it, as people read it, and what queries need of it."""

    word: str
    text: str
    key: Any = None


class Who(NamedTuple):
    """Who looks at the films, and the member whose own words (seen, liked, rated) are meant: mostly the same. `owner`:
    whose collection the films are from, where it is somebody's."""

    viewer: Any
    whose: Any
    owner: Any = None


class Kind:
    """One name of a filter: what may be said of it, and which films are left then."""

    several = False
    is_personal = False

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, said: Sequence[str]) -> tuple[Word, ...]:
        """The words in their one order, none twice. Raises UnknownWord."""
        asked = sorted(
            {word for one in said for word in one.split()}, key=lambda word: (word[0] == "-", word)
        )
        if len(asked) > (MOST_WORDS if self.several else 1):
            self.unknown(" ".join(asked))
        return self.words(asked) if asked else ()

    def words(self, asked: Sequence[str]) -> tuple[Word, ...]:
        return tuple(self.word(one) for one in asked)

    def word(self, asked: str) -> Word:
        raise NotImplementedError

    def unknown(self, asked: str) -> NoReturn:
        raise UnknownWord(self.name, asked)

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        raise NotImplementedError

    def parameters(self) -> tuple[str, ...]:
        """The names in an address that this filter reads."""
        return (self.name,)

    def said_in(self, words: Mapping[str, Sequence[str]]) -> Sequence[str]:
        return values_of(words, self.name)


def values_of(words: Mapping[str, Sequence[str]], name: str) -> Sequence[str]:
    said = words.get(name, ())
    return (said,) if isinstance(said, str) else said


class Codes(Kind):
    """Codes in an array of the film: all of these, and none of those with a "-"."""

    several = True

    def __init__(self, name: str, field: str, known: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(name)
        self.field, self.known = field, known

    def word(self, asked: str) -> Word:
        code = asked.removeprefix("-")
        label = self.known().get(code)
        if label is None:
            self.unknown(asked)
        return Word(asked, f"Not {label}" if asked != code else label)

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        wanted = [one.word for one in words if one.word[0] != "-"]
        unwanted = [one.word[1:] for one in words if one.word[0] == "-"]
        films = films.filter(**{f"{self.field}__contains": wanted}) if wanted else films
        return films.exclude(**{f"{self.field}__overlap": unwanted}) if unwanted else films


class Decade(Kind):
    def word(self, asked: str) -> Word:
        if asked not in decades():
            self.unknown(asked)
        return Word(asked, asked)

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        return films.of_decade(int(words[0].word[:-1]))


def decades() -> dict[str, str]:
    """The present one first."""
    present = datetime.datetime.now(datetime.UTC).year // 10 * 10
    return {f"{decade}s": f"{decade}s" for decade in range(present, FIRST_YEAR - 1, -10)}


class Bounds(NamedTuple):
    """From this to that; None where it is open."""

    least: Decimal | None
    most: Decimal | None


class Range(Kind):
    """Numbers from one to another: "90-120", "90-", "-120", or "90" alone. Forms send the two ends apart."""

    def __init__(
        self,
        name: str,
        *,
        lowest: float,
        highest: float,
        texts: tuple[str, str, str, str],
        decimals: bool = False,
    ) -> None:
        """`texts`: how people read one number, from, up to, and from-to."""
        super().__init__(name)
        self.lowest, self.highest, self.texts, self.decimals = Decimal(str(lowest)), highest, texts, decimals

    def parameters(self) -> tuple[str, ...]:
        return self.name, f"{self.name}-from", f"{self.name}-to"

    def said_in(self, words: Mapping[str, Sequence[str]]) -> Sequence[str]:
        least, most = ("".join(values_of(words, name)[-1:]).strip() for name in self.parameters()[1:])
        return [f"{least}-{most}"] if least or most else super().said_in(words)

    def word(self, asked: str) -> Word:
        least, dash, most = asked.partition("-")
        if not (least or most):
            self.unknown(asked)
        ends = [
            self.number(end, asked) if end else None for end in ((least, most) if dash else (least, least))
        ]
        if ends[0] is not None and ends[1] is not None:
            ends.sort()
        bounds = Bounds(*ends)
        return Word(self.written(bounds), self.text(bounds), bounds)

    def number(self, said: str, asked: str) -> Decimal:
        if not NUMBER.fullmatch(said) or ("." in said and not self.decimals):
            self.unknown(asked)
        number = Decimal(said)
        if not self.lowest <= number <= self.highest:
            self.unknown(asked)
        return number

    def written(self, bounds: Bounds) -> str:
        least, most = (plain(end) for end in bounds)
        return least if least == most else f"{least}-{most}"

    def text(self, bounds: Bounds) -> str:
        one, at_least, at_most, between = self.texts
        least, most = (self.said(end) for end in bounds)
        if least == most:
            return one.format(least)
        if not (least and most):
            return (at_least if least else at_most).format(least or most)
        return between.format(least, most)

    def said(self, end: Decimal | None) -> str:
        return plain(end)

    def condition(self, field: str, bounds: Bounds, times: int = 1) -> Q:
        """That the field, which counts so many for one, lies between."""
        least, most = bounds
        condition = Q(**{f"{field}__gte": least * times}) if least is not None else Q()
        return condition & Q(**{f"{field}__lte": most * times}) if most is not None else condition


def plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


class FieldRange(Range):
    """A range of what stands in a column of the film, or beside it."""

    def __init__(self, name: str, field: str, **more: Any) -> None:
        super().__init__(name, **more)
        self.field = field

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        return films.filter(self.condition(self.field, words[0].key))


class People(Kind):
    """Films that somebody made, in this role or in any; with a "-" those they did not."""

    several = True

    def __init__(self, name: str, role: Role | None = None) -> None:
        super().__init__(name)
        self.role = role

    def words(self, asked: Sequence[str]) -> tuple[Word, ...]:
        slugs = [one.removeprefix("-") for one in asked]
        known = {
            person.slug: person for person in Person.objects.filter(slug__in=filter(SLUG.fullmatch, slugs))
        }
        return tuple(self.of(one, known.get(one.removeprefix("-"))) for one in asked)

    def of(self, asked: str, person: Person | None) -> Word:
        if person is None:
            self.unknown(asked)
        what = f"{self.role.label}: {person.name}" if self.role else f"With {person.name}"
        return Word(asked, f"Not {what[0].lower()}{what[1:]}" if asked[0] == "-" else what, person.pk)

    def narrow(self, films: FilmQuerySet, words: Sequence[Word], who: Who) -> FilmQuerySet:
        for one in words:
            made = Credit.objects.filter(person=one.key, **({"role": self.role} if self.role else {}))
            is_one = Q(pk__in=made.values("film"))
            films = films.filter(~is_one if one.word[0] == "-" else is_one)
        return films
