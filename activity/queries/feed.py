"""The feed: what the people one follows did, as rows to read; and what one did oneself."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from accounts.models import Member
from activity.queries.events import Event, Place, Run, place_of, runs_of
from activity.queries.happenings import (
    ENTRY,
    EVENTS_A_PAGE,
    FOLLOW,
    LIKE,
    LIST,
    LIST_LIKE,
    REVIEW,
    happenings,
)
from activity.queries.mutes import met_by
from lists.models import List, ListQuerySet
from lists.queries.covers import ListCard, for_list_cards, list_cards
from reviews.models import Entry, EntryQuerySet
from reviews.queries.cards import Card, cards
from web.prepared import prepared
from web.text import excerpt

KINDS = (REVIEW, ENTRY, LIKE, FOLLOW, LIST, LIST_LIKE)
OF_LISTS = {LIST, LIST_LIKE}
RUNS_A_PAGE = 20
CARDS_A_RUN = 3
WORDS_SAID = 160  # characters of a review that somebody liked
PICTURES_A_RUN = 8
LISTS_A_RUN = 3
SHOWN = {
    REVIEW: CARDS_A_RUN + PICTURES_A_RUN,
    ENTRY: PICTURES_A_RUN,
    LIKE: PICTURES_A_RUN,
    FOLLOW: PICTURES_A_RUN,
    LIST: LISTS_A_RUN,
    LIST_LIKE: LISTS_A_RUN,
}
PAGES = {
    REVIEW: "reviews/",
    ENTRY: "diary/",
    LIKE: "likes/reviews/",
    FOLLOW: "following/",
    LIST: "lists/",
    LIST_LIKE: "likes/lists/",
}


class Picture(NamedTuple):
    """An entry as a poster that leads to it. `whose` is its author's name, `said` the beginning of a review."""

    url: str
    title: str
    year: int | None
    poster_src: str
    poster_srcset: str
    rating: int | None
    whose: str
    said: str


class Row(NamedTuple):
    """A run of what one member did. `cards` are shown whole, `pictures` as posters that lead to the entries, `members`
    were followed, `lists` made or liked; `told` of them are counted, `more` of them stand elsewhere."""

    kind: str
    member: Member
    is_own: bool
    run: Run
    cards: list[Card]
    pictures: list[Picture]
    members: list[Member]
    lists: list[ListCard]
    told: int
    more: int

    @property
    def more_url(self) -> str:
        return f"{self.member.url}{PAGES[self.kind]}"


@dataclass(frozen=True)
class FeedPage:
    """One page of rows, and behind which event the next one begins."""

    rows: list[Row]
    ends: Place | None


@dataclass(frozen=True)
class Known:
    """What rows are made from: what this viewer may read and whom they may meet, by key."""

    viewer: Member
    cards: dict[int, Card]
    members: dict[int, Member]
    lists: dict[int, ListCard]

    def may_tell_of(self, event: Event) -> bool:
        """What others did to the viewer's own is for notices."""
        if event.kind == FOLLOW:
            return event.subject in self.members and event.subject != self.viewer.pk
        known: dict[int, Any] = self.lists if event.kind in OF_LISTS else self.cards
        told = known.get(event.subject)
        return told is not None and not (event.kind in {LIKE, LIST_LIKE} and told.is_own)


def feed_page(viewer: Member, place: Place, kinds: Sequence[str], *, own: bool = False) -> FeedPage:
    """What the people this viewer follows did before the place; `own`: what the viewer did. Four queries at most."""
    events = happenings(viewer, place, kinds, own=own)
    ends = place_of(events[-1]) if len(events) == EVENTS_A_PAGE else None
    found = runs_of(events, told_as, at_most=RUNS_A_PAGE, ends=ends)
    known = known_of(found.runs, viewer)
    rows = [row_of(run, known) for run in found.runs]
    return FeedPage([row for row in rows if row], found.ends)


def told_as(event: Event) -> Hashable:
    return event.kind, event.who


def known_of(runs: Iterable[Run], viewer: Member) -> Known:
    """All that the runs show, in one query each for entries, members and lists."""
    entries: list[int] = []
    members: list[int] = []
    lists: list[int] = []
    for run in runs:
        shown = [event.subject for event in run.events[: SHOWN[run.kind]]]
        (members if run.kind == FOLLOW else lists if run.kind in OF_LISTS else entries).extend(shown)
        if run.kind in {LIKE, FOLLOW, LIST_LIKE}:
            members += run.who
    return Known(
        viewer,
        {told.review.pk: told for told in cards(entries_met(entries, viewer), viewer)} if entries else {},
        {member.pk: member for member in members_met(members, viewer)} if members else {},
        {told.list.pk: told for told in list_cards(lists_met(lists, viewer), viewer)} if lists else {},
    )


@prepared
def entries_met(keys: list[int], viewer: Member) -> EntryQuerySet:
    return Entry.objects.filter(pk__is_any_of=keys).visible_to(viewer).met_by(viewer).for_cards(viewer)


@prepared
def lists_met(keys: list[int], viewer: Member) -> ListQuerySet:
    return for_list_cards(List.objects.filter(pk__is_any_of=keys).visible_to(viewer).met_by(viewer), viewer)


@prepared
def members_met(keys: list[int], viewer: Member) -> QuerySet[Member]:
    members = Member.objects.filter(pk__is_any_of=keys, is_active=True)
    return met_by(viewer, members).only("username", "display_name", "avatar", "is_active")


def row_of(run: Run, known: Known) -> Row | None:
    """None where nothing is left of it that this viewer may meet."""
    shown = run.events[: SHOWN[run.kind]]
    told = [event.subject for event in shown if known.may_tell_of(event)]
    if not told:
        return None
    count = len(run.events) - (len(shown) - len(told))
    if run.kind == FOLLOW:
        return made(run, known, count, members=[known.members[key] for key in told])
    if run.kind in OF_LISTS:
        return made(run, known, count, lists=[known.lists[key] for key in told])
    entries = [known.cards[key] for key in told]
    whole = CARDS_A_RUN if run.kind == REVIEW else int(run.kind == ENTRY and len(run.events) == 1)
    pictures = [picture_of(one) for one in entries[whole:]]
    return made(run, known, count, cards=entries[:whole], pictures=pictures)


def picture_of(told: Card) -> Picture:
    """What is covered for the viewer says nothing here."""
    entry = told.review
    film = entry.film
    said = "" if told.is_shut else excerpt(entry.lead_html, WORDS_SAID)
    place = (entry.url, film.title, film.year, film.poster_src, film.poster_srcset)
    return Picture(*place, entry.rating, entry.author.name, said)


def made(run: Run, known: Known, count: int, **shown: Sequence[Any]) -> Row | None:
    """The row of so many events, some of which are shown; None where its member is not to be met."""
    member = who_did(run, known)
    if member is None:
        return None
    parts = {name: list(shown.get(name, ())) for name in ("cards", "pictures", "members", "lists")}
    more = count - sum(map(len, parts.values()))
    return Row(run.kind, member, member == known.viewer, run, **parts, told=count, more=more)


def who_did(run: Run, known: Known) -> Member | None:
    """Who wrote comes with what they wrote."""
    first = next((event.subject for event in run.events if known.may_tell_of(event)), 0)
    if run.kind == LIST:
        author: Member = known.lists[first].list.author
        return author
    if run.kind in {REVIEW, ENTRY}:
        return known.cards[first].review.author
    return known.members.get(run.events[0].who)
