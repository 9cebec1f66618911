"""Notices as people read them: who, what, about which review, and a few words of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import Member, beyond_the_name
from activity.queries.events import Place, Run
from activity.queries.feed import members_met
from activity.queries.notices import (
    ANSWER,
    COMMENT,
    LIKE,
    MENTION,
    NAMING,
    REQUEST,
    Wanted,
    notices_behind,
)
from films.models.films import beyond_the_poster
from reviews.models import Comment, Entry, EntryQuerySet
from reviews.queries.cards import Card, cards
from reviews.queries.muting import one_of
from web.prepared import prepared
from web.text import excerpt

FACES = 3
WORDS_SAID = 180  # characters
ABOUT_ENTRIES = {LIKE, COMMENT, MENTION, NAMING, ANSWER}
ABOUT_COMMENTS = {COMMENT, MENTION}


class Notice(NamedTuple):
    """`members` had the last part in it, `others` more too; `entry` is the review it is about, `said` a few words."""

    kind: str
    at: datetime.datetime
    is_new: bool
    members: list[Member]
    others: int
    entry: Entry | None
    is_own: bool
    url: str
    said: str


class NoticePage(NamedTuple):
    """One page of notices, and behind which event the next one begins."""

    notices: list[Notice]
    ends: Place | None

    @property
    def has_new(self) -> bool:
        return any(notice.is_new for notice in self.notices)


@dataclass(frozen=True)
class Known:
    """What notices are told from, by key: whom this viewer may meet and what they may read."""

    viewer: Member
    members: dict[int, Member]
    cards: dict[int, Card]
    comments: dict[int, Comment]


def notice_page(viewer: Member, place: Place, wanted: Wanted) -> NoticePage:
    """What others did before the place. Four queries at most."""
    found = notices_behind(viewer, place, wanted)
    return NoticePage(told(found.runs, viewer), found.ends)


def told(runs: list[Run], viewer: Member) -> list[Notice]:
    known = known_of(runs, viewer)
    notices = (notice_of(run, known) for run in runs)
    return [notice for notice in notices if notice]


def known_of(runs: Iterable[Run], viewer: Member) -> Known:
    members = [who for run in runs for who in run.who[:FACES]]
    entries = [run.events[0].subject for run in runs if run.kind in ABOUT_ENTRIES]
    comments = [run.events[0].key for run in runs if run.kind in ABOUT_COMMENTS]
    return Known(
        viewer,
        {one.pk: one for one in members_met(members, viewer)} if members else {},
        {one.review.pk: one for one in cards(entries_told_of(entries, viewer), viewer)} if entries else {},
        {one.pk: one for one in comments_told_of(comments)} if comments else {},
    )


@prepared
def entries_told_of(keys: list[int], viewer: Member) -> EntryQuerySet:
    entries = Entry.objects.filter(pk__is_any_of=keys).visible_to(viewer).with_film_watched_by(viewer)
    return entries.select_related("author", "film").defer(
        "text", "text_html", *beyond_the_name("author"), *beyond_the_poster("film")
    )


@prepared
def comments_told_of(keys: list[int]) -> QuerySet[Comment]:
    """Of reviews that are asked for by `entries_told_of`."""
    return Comment.objects.filter(pk__is_any_of=keys, deleted_at=None).only("entry", "text_html")


def notice_of(run: Run, known: Known) -> Notice | None:
    """None where nothing is left of it that this viewer may know."""
    event = run.events[0]
    who = run.who
    members = [known.members[key] for key in who[:FACES] if key in known.members]
    told = known.cards.get(event.subject) if run.kind in ABOUT_ENTRIES else None
    entry = told.review if told else None
    comment = known.comments.get(event.key) if run.kind in ABOUT_COMMENTS else None
    is_gone = (run.kind in ABOUT_ENTRIES and not entry) or (run.kind in ABOUT_COMMENTS and not comment)
    if not members or is_gone:
        return None
    return Notice(
        run.kind,
        run.at,
        is_new=run.at > known.viewer.notices_seen_at,
        members=members,
        others=len(who) - min(len(who), FACES),
        entry=entry,
        is_own=entry is not None and entry.author_id == known.viewer.pk,
        url=url_of(run.kind, members[0], entry, comment),
        said=said_in(told, comment, run.kind, known.viewer),
    )


def url_of(kind: str, member: Member, entry: Entry | None, comment: Comment | None) -> str:
    if kind == REQUEST:
        return "/settings/requests/"
    if comment:
        return comment.url
    return entry.url if entry else member.url


def said_in(about: Card | None, comment: Comment | None, kind: str, viewer: Member) -> str:
    """The first words of the comment, or of the review by somebody else; none of what is covered for the viewer."""
    if not about or about.is_shut or kind not in {COMMENT, MENTION, NAMING, ANSWER}:
        return ""
    said = excerpt(comment.text_html if comment else about.review.lead_html, WORDS_SAID)
    return "" if has_muted_words(said, viewer) else said


def has_muted_words(said: str, viewer: Member) -> bool:
    muted = tuple(viewer.muted_words)
    return bool(muted and one_of(muted).search(said.casefold()))
