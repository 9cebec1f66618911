"""The feed: what the people one follows did, as rows to read; and what one did oneself."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import Member
from activity.queries.events import Event, Place, Run, place_of, runs_of
from activity.queries.happenings import ENTRY, EVENTS_A_PAGE, FOLLOW, LIKE, REVIEW, happenings
from activity.queries.mutes import met_by
from reviews.models import Entry, EntryQuerySet
from reviews.queries.cards import Card, cards
from web.prepared import prepared
from web.text import excerpt

KINDS = (REVIEW, ENTRY, LIKE, FOLLOW)
RUNS_A_PAGE = 20
CARDS_A_RUN = 3
WORDS_SAID = 160  # characters of a review that somebody liked
PICTURES_A_RUN = 8
SHOWN = {
    REVIEW: CARDS_A_RUN + PICTURES_A_RUN,
    ENTRY: PICTURES_A_RUN,
    LIKE: PICTURES_A_RUN,
    FOLLOW: PICTURES_A_RUN,
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
    were followed; `told` of them are counted, `more` of them stand elsewhere."""

    kind: str
    member: Member
    is_own: bool
    run: Run
    cards: list[Card]
    pictures: list[Picture]
    members: list[Member]
    told: int
    more: int

    @property
    def more_url(self) -> str:
        pages = {REVIEW: "reviews/", ENTRY: "diary/", LIKE: "likes/reviews/", FOLLOW: "following/"}
        return f"{self.member.url}{pages[self.kind]}"


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

    def may_tell_of(self, event: Event) -> bool:
        """What others did to the viewer's own is for notices."""
        if event.kind == FOLLOW:
            return event.subject in self.members and event.subject != self.viewer.pk
        told = self.cards.get(event.subject)
        return told is not None and not (event.kind == LIKE and told.is_own)


def feed_page(viewer: Member, place: Place, kinds: Sequence[str], *, own: bool = False) -> FeedPage:
    """What the people this viewer follows did before the place; `own`: what the viewer did. Three queries at most."""
    events = happenings(viewer, place, kinds, own=own)
    ends = place_of(events[-1]) if len(events) == EVENTS_A_PAGE else None
    found = runs_of(events, told_as, at_most=RUNS_A_PAGE, ends=ends)
    known = known_of(found.runs, viewer)
    rows = [row_of(run, known) for run in found.runs]
    return FeedPage([row for row in rows if row], found.ends)


def told_as(event: Event) -> Hashable:
    return event.kind, event.who


def known_of(runs: Iterable[Run], viewer: Member) -> Known:
    """All that the runs show, in one query for entries and one for members."""
    entries: list[int] = []
    members: list[int] = []
    for run in runs:
        shown = [event.subject for event in run.events[: SHOWN[run.kind]]]
        (members if run.kind == FOLLOW else entries).extend(shown)
        if run.kind in {LIKE, FOLLOW}:
            members += run.who
    return Known(
        viewer,
        {told.review.pk: told for told in cards(entries_met(entries, viewer), viewer)} if entries else {},
        {member.pk: member for member in members_met(members, viewer)} if members else {},
    )


@prepared
def entries_met(keys: list[int], viewer: Member) -> EntryQuerySet:
    return Entry.objects.filter(pk__is_any_of=keys).visible_to(viewer).met_by(viewer).for_cards(viewer)


@prepared
def members_met(keys: list[int], viewer: Member) -> QuerySet[Member]:
    members = Member.objects.filter(pk__is_any_of=keys, is_active=True)
    return met_by(viewer, members).only("username", "display_name", "avatar", "is_active")


def row_of(run: Run, known: Known) -> Row | None:
    """None where nothing is left of it that this viewer may meet."""
    who = run.events[0].who
    shown = run.events[: SHOWN[run.kind]]
    if run.kind == FOLLOW:
        member = known.members.get(who)
        people = [known.members[event.subject] for event in shown if known.may_tell_of(event)]
        return made(run, member, known, [], [], people, hidden=len(shown) - len(people)) if people else None
    told = [known.cards[event.subject] for event in shown if known.may_tell_of(event)]
    if not told:
        return None
    member = known.members.get(who) if run.kind == LIKE else told[0].review.author
    whole = CARDS_A_RUN if run.kind == REVIEW else int(run.kind == ENTRY and len(run.events) == 1)
    pictures = [picture_of(one) for one in told[whole:]]
    return made(run, member, known, told[:whole], pictures, [], hidden=len(shown) - len(told))


def picture_of(told: Card) -> Picture:
    """What is covered for the viewer says nothing here."""
    entry = told.review
    film = entry.film
    said = "" if told.is_shut else excerpt(entry.lead_html, WORDS_SAID)
    place = (entry.url, film.title, film.year, film.poster_src, film.poster_srcset)
    return Picture(*place, entry.rating, entry.author.name, said)


def made(
    run: Run,
    member: Member | None,
    known: Known,
    whole: list[Card],
    pictures: list[Picture],
    people: list[Member],
    *,
    hidden: int,
) -> Row | None:
    if member is None:
        return None
    count = len(run.events) - hidden
    more = count - len(whole) - len(pictures) - len(people)
    return Row(run.kind, member, member == known.viewer, run, whole, pictures, people, count, more)
