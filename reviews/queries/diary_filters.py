"""The words by which lines of a diary are chosen: of the viewing its day, rating, tag, kind, place and format; of the film
those of the catalogue, but for `year`, which is that of the viewing here."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db.models import OuterRef, Q, TextChoices

from accounts.models import Member
from films.models.films import FIRST_YEAR, LAST_YEAR
from films.queries.filter_kinds import Kind, Range, Who, Word
from films.queries.filters import CATALOGUE, CatalogueFilters, by_name
from reviews.models import EntryQuerySet, Format, Mark, Place, ViewingFacts
from reviews.models.entries import LONGEST_TAG
from reviews.models.marks import HIGHEST_RATING, LOWEST_RATING
from reviews.queries.blindness import films_rated_by, is_blind
from web.prepared import Holds
from web.words import in_words

TIME = ("year", "month", "day")


class PartOfDay(Kind):
    """A year, a month, a day of the month: as many of the three as were asked for."""

    def __init__(self, name: str, first: int, last: int) -> None:
        super().__init__(name)
        self.first, self.last = first, last

    def word(self, asked: str) -> Word:
        if not (asked.isascii() and asked.isdigit() and len(asked) <= 4):
            self.unknown(asked)
        if not self.first <= int(asked) <= self.last:
            self.unknown(asked)
        number = int(asked)
        return Word(str(number), calendar.month_name[number] if self.name == "month" else str(number), number)

    def narrow_entries(self, entries: EntryQuerySet, words: Sequence[Word], who: Who) -> EntryQuerySet:
        return entries.filter(**{f"watched_on__{self.name}": words[0].key})


class Stars(Range):
    """What was given at that viewing, in half-stars. In blind mode it is only known of films the viewer has rated."""

    def said(self, end: Decimal | None) -> str:
        return "" if end is None else in_words(int(end))

    def narrow_entries(self, entries: EntryQuerySet, words: Sequence[Word], who: Who) -> EntryQuerySet:
        entries = entries.filter(self.condition("rating", words[0].key))
        if is_blind(who.viewer) and who.whose != who.viewer:
            entries = entries.filter(film__in=films_rated_by(who.viewer))
        return entries


class Tag(Kind):
    """One tag, which may be of several words."""

    def read(self, said: Sequence[str]) -> tuple[Word, ...]:
        tag = " ".join("".join(said[-1:]).casefold().split())
        if len(tag) > LONGEST_TAG:
            self.unknown(tag)
        return (Word(tag, f"Tagged “{tag}”", tag),) if tag else ()

    def narrow_entries(self, entries: EntryQuerySet, words: Sequence[Word], who: Who) -> EntryQuerySet:
        return entries.filter(tags__contains=[words[0].key])


class YesOrNo(Kind):
    """Whether something holds for the entry: `yes` or `no`."""

    def __init__(self, name: str, yes: str, no: str) -> None:
        super().__init__(name)
        self.texts = {"yes": yes, "no": no}

    def word(self, asked: str) -> Word:
        if asked not in self.texts:
            self.unknown(asked)
        return Word(asked, self.texts[asked], asked == "yes")

    def narrow_entries(self, entries: EntryQuerySet, words: Sequence[Word], who: Who) -> EntryQuerySet:
        holds = self.condition(who)
        return entries.filter(holds if words[0].key else ~holds)

    def condition(self, who: Who) -> Q:
        if self.name == "liked":
            return Q(film__in=Mark.objects.of(who.whose).liked().values("film"))
        return ~Q(text="") if self.name == "review" else Q(is_rewatch=True)


class Fact(Kind):
    """How the film was watched: one of the words that `choices` are."""

    def __init__(self, name: str, choices: type[TextChoices]) -> None:
        super().__init__(name)
        self.texts = dict(choices.choices)

    def word(self, asked: str) -> Word:
        if asked not in self.texts:
            self.unknown(asked)
        return Word(asked, self.texts[asked], asked)

    def narrow_entries(self, entries: EntryQuerySet, words: Sequence[Word], who: Who) -> EntryQuerySet:
        # Asked of each entry of the member: of a join PostgreSQL reads the viewings of all members first.
        facts = ViewingFacts.objects.filter(entry=OuterRef("pk"), **{self.name: words[0].key})
        return entries.filter(Holds(facts))


OF_ENTRIES: dict[str, Any] = by_name(
    PartOfDay("year", FIRST_YEAR, LAST_YEAR),
    PartOfDay("month", 1, 12),
    PartOfDay("day", 1, 31),
    Stars(
        "rating",
        lowest=LOWEST_RATING,
        highest=HIGHEST_RATING,
        texts=("{}", "{} or more", "{} or less", "{} to {}"),
    ),
    YesOrNo("rewatch", "Rewatches", "First viewings"),
    YesOrNo("review", "With a review", "Without a review"),
    YesOrNo("liked", "Liked films", "Films not liked"),
    Fact("place", Place),
    Fact("format", Format),
    Tag("tag"),
)
OF_FILMS = {name: kind for name, kind in CATALOGUE.items() if name != "year"}


class DiaryFilters(CatalogueFilters):
    """What was asked of a diary."""

    KINDS: ClassVar[Mapping[str, Kind]] = OF_ENTRIES | OF_FILMS

    def entries(self, entries: EntryQuerySet, viewer: Any, *, whose: Member) -> EntryQuerySet:
        """Those of these entries of a member for which all of the words hold."""
        who = Who(viewer, whose)
        for name, words in self.chosen.items():
            if name in OF_ENTRIES:
                entries = OF_ENTRIES[name].narrow_entries(entries, words, who)
        films = self.without(*OF_ENTRIES)
        return films.among(entries, viewer, whose=whose) if films.are_chosen else entries

    def without(self, *names: str) -> Self:
        return type(self)({name: words for name, words in self.chosen.items() if name not in names})

    def texts_of(self, name: str) -> list[str]:
        """What was chosen of one name, as people read it."""
        return [one.text for one in self.chosen.get(name, ())]

    def number(self, name: str) -> int | None:
        """The year, month or day that was asked for."""
        return self.chosen[name][0].key if name in self.chosen else None

    def at_any_time(self) -> Self:
        return self.without(*TIME)

    @property
    def period(self) -> str:
        """ "14 November 2026", as much of it as was asked for."""
        return " ".join(text for name in reversed(TIME) for text in self.texts_of(name))
