"""The diary: a member's dated entries, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from accounts.models import Member, beyond_the_name
from films.models import Film
from films.models.films import beyond_the_poster
from reviews.models import Entry, EntryQuerySet
from social.models import Viewer
from web.prepared import prepared

POSTER_FIELDS = ("slug", "title", "year", "directed_by", "poster")


class DiaryLine(NamedTuple):
    """`opens_month`: the month stands beside the first of its lines on a page."""

    entry: Entry
    opens_month: bool


class AlsoSeen(NamedTuple):
    """Another entry of an author, as a poster that leads to it."""

    film_id: int
    url: str
    title: str
    year: int | None
    poster_src: str
    poster_srcset: str


def diary_of(member: Member, viewer: Viewer) -> EntryQuerySet:
    """What this viewer may read of the member's diary, without the texts."""
    return (
        Entry.objects.by_visible_to(member, viewer)
        .in_diary()
        .select_related("author", "film", "facts")
        .defer("text", "text_html", *beyond_the_name("author"), *beyond_the_poster("film"))
        .with_author_liked_film()
    )


def diary_lines(entries: Iterable[Entry]) -> list[DiaryLine]:
    lines: list[DiaryLine] = []
    month: tuple[int, int] | None = None
    for entry in entries:
        date = entry.shown_on
        lines.append(DiaryLine(entry, opens_month=(date.year, date.month) != month))
        month = date.year, date.month
    return lines


def also_by(author: Member, film: Film, viewer: Viewer, *, at_most: int) -> list[AlsoSeen]:
    """The author's latest entries on other films, each film once."""
    seen: dict[int, AlsoSeen] = {}
    for entry in latest_on_other_films(author, film, viewer, at_most=looked_at(at_most)):
        entry.author = author
        of = entry.film
        seen.setdefault(of.pk, AlsoSeen(of.pk, entry.url, of.title, of.year, of.poster_src, of.poster_srcset))
    return list(seen.values())[:at_most]


def looked_at(at_most: int) -> int:
    """How many entries are read for so many films: some are seen again and again."""
    return 4 * at_most


@prepared
def latest_on_other_films(author: Member, film: Film, viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    return (
        Entry.objects.visible_to(viewer)
        .by(author)
        .exclude(film=film)
        .select_related("film")
        .only("author", "number", *(f"film__{name}" for name in POSTER_FIELDS))
        .order_by("-created_at", "-pk")[:at_most]
    )


@prepared
def latest_in_diary(member: Member, viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    return diary_of(member, viewer).order_by("-watched_on", "-pk")[:at_most]


def lines_on(film: Film, author: Member, keys: list[int]) -> list[Entry]:
    """Those of these entries that are the author's own on this film, as lines of their diary."""
    return list(diary_of(author, author).about(film).filter(pk__in=keys))
