"""Notices as people read them: who, what, about which review, and a few words of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet

from accounts.models import Member, beyond_the_name
from activity.queries.events import Place, Run
from activity.queries.feed import members_met
from activity.queries.notices import (
    ACCEPTANCE,
    ANSWER,
    COMMENT,
    COMPANION,
    INVITATION,
    LIKE,
    LIST_COMMENT,
    LIST_LIKE,
    LIST_MENTION,
    MENTION,
    NAMING,
    REQUEST,
    Wanted,
    notices_behind,
)
from films.models.films import beyond_the_poster
from lists.models import Collaborator, List, ListComment, ListQuerySet
from reviews.models import Comment, Entry, EntryQuerySet
from reviews.queries.cards import Card, cards
from social.queries.muting import one_of
from web.prepared import Holds, prepared
from web.text import excerpt

FACES = 3
WORDS_SAID = 180  # characters
ABOUT_ENTRIES = {LIKE, COMMENT, MENTION, NAMING, ANSWER, COMPANION}
ABOUT_COMMENTS = {COMMENT, MENTION}
ABOUT_LISTS = {LIST_LIKE, LIST_COMMENT, LIST_MENTION, INVITATION, ACCEPTANCE}
ABOUT_LIST_COMMENTS = {LIST_COMMENT, LIST_MENTION}
QUOTED = {COMMENT, MENTION, NAMING, ANSWER}


class Notice(NamedTuple):
    """`members` had the last part in it, `others` more too; `entry` or `list` is what it is about, `said` a few words."""

    kind: str
    at: datetime.datetime
    is_new: bool
    members: list[Member]
    others: int
    entry: Entry | None
    list: List | None
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
    lists: dict[int, List]
    list_comments: dict[int, ListComment]


def notice_page(viewer: Member, place: Place, wanted: Wanted) -> NoticePage:
    """What others did before the place. Four queries at most, and two for lists."""
    found = notices_behind(viewer, place, wanted)
    return NoticePage(told(found.runs, viewer), found.ends)


def told(runs: list[Run], viewer: Member) -> list[Notice]:
    known = known_of(runs, viewer)
    notices = (notice_of(run, known) for run in runs)
    return [notice for notice in notices if notice]


def known_of(runs: Iterable[Run], viewer: Member) -> Known:
    runs = list(runs)
    members = [who for run in runs for who in run.who[:FACES]]
    entries, lists = subjects(runs, ABOUT_ENTRIES), subjects(runs, ABOUT_LISTS)
    comments, list_comments = keys(runs, ABOUT_COMMENTS), keys(runs, ABOUT_LIST_COMMENTS)
    return Known(
        viewer,
        {one.pk: one for one in members_met(members, viewer)} if members else {},
        {one.review.pk: one for one in cards(entries_told_of(entries, viewer), viewer)} if entries else {},
        {one.pk: one for one in comments_told_of(comments)} if comments else {},
        {one.pk: one for one in lists_told_of(lists, viewer)} if lists else {},
        {one.pk: one for one in list_comments_told_of(list_comments)} if list_comments else {},
    )


def subjects(runs: Iterable[Run], kinds: set[str]) -> list[int]:
    return [run.events[0].subject for run in runs if run.kind in kinds]


def keys(runs: Iterable[Run], kinds: set[str]) -> list[int]:
    return [run.events[0].key for run in runs if run.kind in kinds]


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


@prepared
def lists_told_of(keys: list[int], viewer: Member) -> ListQuerySet:
    """Also those that the viewer is only asked to keep, and may not read yet."""
    asked = Holds(Collaborator.objects.filter(list=OuterRef("pk"), member=viewer))
    told = List.objects.filter(pk__is_any_of=keys)
    invited = told.filter(asked, removed_at=None).standing().without_blocks(viewer)
    texts = ("description", "description_html", "lead_html")
    lists = told.visible_to(viewer) | invited
    return lists.select_related("author").defer(*texts, *beyond_the_name("author"))


@prepared
def list_comments_told_of(keys: list[int]) -> QuerySet[ListComment]:
    """Of lists that are asked for by `lists_told_of`."""
    return ListComment.objects.filter(pk__is_any_of=keys, deleted_at=None).only("list", "text_html")


def notice_of(run: Run, known: Known) -> Notice | None:
    """None where nothing is left of it that this viewer may know."""
    event, who = run.events[0], run.who
    members = [known.members[key] for key in who[:FACES] if key in known.members]
    card = known.cards.get(event.subject) if run.kind in ABOUT_ENTRIES else None
    entry = card.review if card else None
    list_ = known.lists.get(event.subject) if run.kind in ABOUT_LISTS else None
    comment = comment_of(run, known)
    is_gone = (run.kind in ABOUT_ENTRIES and not entry) or (run.kind in ABOUT_LISTS and not list_)
    if not members or is_gone or (not comment and run.kind in ABOUT_COMMENTS | ABOUT_LIST_COMMENTS):
        return None
    about = entry or list_
    return Notice(
        run.kind,
        run.at,
        is_new=run.at > known.viewer.notices_seen_at,
        members=members,
        others=len(who) - min(len(who), FACES),
        entry=entry,
        list=list_,
        is_own=about is not None and about.author_id == known.viewer.pk,
        url=url_of(run.kind, members[0], about, comment),
        said=said_in(card, comment, run.kind, known.viewer),
    )


def comment_of(run: Run, known: Known) -> Comment | ListComment | None:
    if run.kind in ABOUT_COMMENTS:
        return known.comments.get(run.events[0].key)
    return known.list_comments.get(run.events[0].key) if run.kind in ABOUT_LIST_COMMENTS else None


def url_of(
    kind: str, member: Member, about: Entry | List | None, comment: Comment | ListComment | None
) -> str:
    if kind == REQUEST:
        return "/settings/requests/"
    if kind == COMPANION:
        return "/with-you/"
    if comment:
        return comment.url
    if about is None:
        return member.url
    return f"{about.url}people/" if kind == INVITATION else about.url


def said_in(about: Card | None, comment: Comment | ListComment | None, kind: str, viewer: Member) -> str:
    """The first words of the comment, or of the review by somebody else; none of what is covered for the viewer."""
    if kind in QUOTED and about and not about.is_shut:
        said = excerpt(comment.text_html if comment else about.review.lead_html, WORDS_SAID)
    elif kind in ABOUT_LIST_COMMENTS and comment:
        said = excerpt(comment.text_html, WORDS_SAID)
    else:
        return ""
    return "" if has_muted_words(said, viewer) else said


def has_muted_words(said: str, viewer: Member) -> bool:
    muted = tuple(viewer.muted_words)
    return bool(muted and one_of(muted).search(said.casefold()))
