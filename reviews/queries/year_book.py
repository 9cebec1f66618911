"""A year of a diary as a book: every entry with its whole text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from accounts.models import Member
from films.models import Film
from reviews.models import Entry, EntryQuerySet
from reviews.queries.cards import Card, whole_cards
from social.models import Viewer
from web.models import all_but
from web.prepared import prepared

IN_BOOKS = ("slug", "state", "title", "year", "directed_by", "poster", "runtime")
MOST_ENTRIES = 4_000
ON_THE_COVER = 12


class Chapter(NamedTuple):
    """A month and its entries, in the order of their days."""

    begins_on: datetime.date
    cards: list[Card]


class Book(NamedTuple):
    """`minutes` of the films whose length is known; `is_whole`: False where a year has more than MOST_ENTRIES."""

    chapters: list[Chapter]
    entries: int
    films: int
    reviews: int
    minutes: int
    cover: list[Film]
    is_whole: bool

    @property
    def hours(self) -> int:
        return self.minutes // 60


def book_of(member: Member, viewer: Viewer, year: int) -> Book:
    """What this viewer may read of the member's year; the texts as the viewer may see them."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    entries = entries_of_book(member, viewer, first, last, at_most=MOST_ENTRIES + 1)
    shown = entries[:MOST_ENTRIES]
    for entry in shown:
        entry.author = member
    cards = whole_cards(shown, viewer)  # from here on without the ratings that this viewer shall not see
    return Book(
        chapters(cards),
        entries=len(shown),
        films=len({entry.film_id for entry in shown}),
        reviews=sum(entry.is_review for entry in shown),
        minutes=sum(entry.film.runtime or 0 for entry in shown if not entry.is_stopped),
        cover=cover_of(shown),
        is_whole=len(entries) <= MOST_ENTRIES,
    )


@prepared
def entries_of_book(
    member: Member, viewer: Viewer, first: datetime.date, last: datetime.date, *, at_most: int
) -> EntryQuerySet:
    """The entries of these days, the first of them first."""
    entries = Entry.objects.by_visible_to(member, viewer).in_diary()
    entries = entries.filter(watched_on__gte=first, watched_on__lte=last).select_related("film")
    return (
        entries.defer("text", *all_but(Film, IN_BOOKS, "film"))
        .with_author_liked_film()
        .with_film_watched_by(viewer)
        .order_by("watched_on", "pk")[:at_most]
    )


def chapters(cards: Iterable[Card]) -> list[Chapter]:
    found: list[Chapter] = []
    for card in cards:
        begins_on = card.review.shown_on.replace(day=1)
        if not found or found[-1].begins_on != begins_on:
            found.append(Chapter(begins_on, []))
        found[-1].cards.append(card)
    return found


def cover_of(entries: Sequence[Entry]) -> list[Film]:
    """The films of the year with the highest ratings, each once."""
    best: dict[int, Film] = {}
    for entry in sorted(entries, key=lambda entry: -(entry.rating or 0)):
        best.setdefault(entry.film_id, entry.film)
    return list(best.values())[:ON_THE_COVER]
