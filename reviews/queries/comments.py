"""Comments to read: those under a review page by page, where one of them stands, and who may add to them."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from accounts.models import Member, beyond_the_name
from films.models.films import beyond_the_poster
from reviews.actions.comments import EDITABLE_FOR, RESTORABLE_FOR
from reviews.models import Comment, Entry, EntryQuerySet, ThreadSubscription
from reviews.queries.muting import muted_words_among
from reviews.queries.seen import films_seen, opened
from social.models import Block, CommentsFrom, DeletedBy, Follow, MemberMute, Viewer
from web.paging import PARAMETER, after, continued, make_token
from web.prepared import Holds, prepared

COMMENTS_A_PAGE = 50
SHOWN_BEFORE = 9  # so many comments stand before the one that a permalink of a long thread leads to
OLDEST_FIRST = ("created_at", "pk")
NEWEST_FIRST = ("-created_at", "-pk")
JUST_NOW = datetime.timedelta(minutes=2)
WILL_HEAR = "If you comment, you will hear of what follows."
WILL_NOT_HEAR = "You switched this off; commenting leaves it off."
NOBODYS = Value(value=False, output_field=models.BooleanField())


class Closed(StrEnum):
    """Why somebody cannot comment."""

    VISITOR = "visitor"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    NOBODY = "nobody"
    FOLLOWED = "followed"


class Said(NamedTuple):
    """A comment as a viewer gets it. `fold` says why it is shown only when asked for, "" where it is not."""

    comment: Comment
    html: str
    fold: str
    is_own: bool
    can_edit: bool
    can_delete: bool


class Bell(NamedTuple):
    """Whether a member hears of new comments, and, where they do not, what commenting will do about it."""

    review: Entry
    hears: bool
    foretold: str

    @property
    def url(self) -> str:
        return f"/entries/{self.review.pk}/{'unsubscribe' if self.hears else 'subscribe'}/"


class Thread(NamedTuple):
    """One page of what was said under a review, oldest first, and what this viewer may add."""

    review: Entry
    viewer: Viewer
    said: list[Said]
    first_url: str
    next_url: str
    closed: Closed | None
    is_covered: bool
    bell: Bell | None

    @property
    def comments(self) -> list[Comment]:
        return [one.comment for one in self.said]

    @property
    def has_just_spoken(self) -> bool:
        """Is something here that the viewer wrote this minute?"""
        since = timezone.now() - JUST_NOW
        return any(one.is_own and one.comment.created_at > since for one in self.said)


def with_thread(reviews: EntryQuerySet, viewer: Viewer) -> EntryQuerySet:
    """Adds what decides about comments: `thread_from` (CommentsFrom), `owner_follows` (the viewer), and `hears` (None
    where the viewer was never asked)."""
    follows = Follow.objects.filter(follower=OuterRef("author"), followed=viewer.pk)
    answers = ThreadSubscription.objects.filter(entry=OuterRef("pk"), member=viewer.pk).values("is_on")
    return reviews.annotate(
        thread_from=Coalesce(NullIf("comments_from", Value("")), "author__comments_from"),
        owner_follows=Holds(follows) if viewer.is_authenticated else NOBODYS,
        hears=Subquery(answers[:1])
        if viewer.is_authenticated
        else Value(None, output_field=models.BooleanField()),
    )


@prepared
def reviews_with_thread(pk: int, viewer: Viewer) -> EntryQuerySet:
    """The one review with this key, without its text, with what decides about its comments."""
    reviews = Entry.objects.visible_to(viewer).filter(pk=pk).reviews()
    reviews = reviews.select_related("author", "film", "stats").with_film_watched_by(viewer)
    return with_thread(reviews, viewer).defer(
        "text", "text_html", *beyond_the_name("author"), *beyond_the_poster("film")
    )


def why_closed(review: Entry, viewer: Viewer) -> Closed | None:
    """Why this viewer cannot comment on the review; needs `with_thread(viewer)`. The database has the last word."""
    thread: Any = review
    if not viewer.is_authenticated:
        return Closed.VISITOR
    if viewer.is_suspended:
        return Closed.SUSPENDED
    if review.is_removed:
        return Closed.REMOVED
    if review.author_id == viewer.pk or thread.thread_from == CommentsFrom.EVERYONE:
        return None
    if thread.thread_from == CommentsFrom.NOBODY:
        return Closed.NOBODY
    return None if thread.owner_follows else Closed.FOLLOWED


def comments_under(review: Entry, viewer: Viewer) -> QuerySet[Comment]:
    """All comments under a review, each with its author's name and face and what stands between them and the viewer.

    `shown_html` is empty where the words are not for this viewer: those of stubs and of who blocked the viewer are
    not even read.
    """
    relations = relations_of(viewer) if viewer.is_authenticated else dict.fromkeys(RELATIONS, NOBODYS)
    is_shut = Q(deleted_at__isnull=False) | Q(is_withheld=True)
    return (
        Comment.objects.filter(entry=review)
        .select_related("author")
        .annotate(**relations)
        .annotate(
            shown_html=Case(
                When(is_shut, then=Value("")), default=F("text_html"), output_field=models.TextField()
            )
        )
        .defer("text", "text_html", "renderer", "save_key", *beyond_the_name("author"))
    )


RELATIONS = ("is_withheld", "is_blocked", "is_muted")


def relations_of(viewer: Viewer) -> dict[str, Holds]:
    author = OuterRef("author")
    return {
        "is_withheld": Holds(Block.objects.filter(blocker=author, blocked=viewer.pk)),
        "is_blocked": Holds(Block.objects.filter(blocker=viewer.pk, blocked=author)),
        "is_muted": Holds(MemberMute.objects.filter(member=viewer.pk, muted=author)),
    }


@prepared
def first_comments(review: Entry, viewer: Viewer, *, at_most: int) -> QuerySet[Comment]:
    return comments_under(review, viewer).order_by(*OLDEST_FIRST)[:at_most]


def thread_of(review: Entry, viewer: Viewer, *, token: str = "") -> Thread:
    """The first page of comments, or the one behind the token. Needs a review loaded `with_thread(viewer)`; raises
    BadRequest for a token that is none of ours."""
    size = COMMENTS_A_PAGE
    if token:
        rest = comments_under(review, viewer).order_by(*OLDEST_FIRST)
        found = continued(rest, OLDEST_FIRST, token, size + 1)
    else:
        found = first_comments(review, viewer, at_most=size + 1)
    seen = films_seen((comment.shown_html for comment in found[:size]), viewer)  # type: ignore[attr-defined]
    return Thread(
        review,
        viewer,
        [said_to(viewer, comment, review, seen) for comment in found[:size]],
        first_url=f"{review.url}#comments" if token else "",
        next_url=page_url(review, make_token(found[size - 1], OLDEST_FIRST)) if len(found) > size else "",
        closed=why_closed(review, viewer),
        is_covered=review.is_covered_for(viewer),
        bell=bell_of(review, viewer) if viewer.is_authenticated else None,
    )


def bell_of(review: Entry, member: Viewer) -> Bell:
    """Needs a review loaded `with_thread(member)`."""
    answer: bool | None = review.hears  # type: ignore[attr-defined]
    hears = review.author_id == member.pk if answer is None else answer
    foretold = ""
    if not hears and why_closed(review, member) is None:
        foretold = WILL_NOT_HEAR if answer is False else WILL_HEAR
    return Bell(review, hears, foretold)


def page_url(review: Entry, token: str, place: str = "comments") -> str:
    query = f"?{urlencode({PARAMETER: token})}" if token else ""
    return f"{review.url}{query}#{place}"


def said_to(viewer: Viewer, comment: Any, review: Entry, seen: set[str]) -> Said:
    """A comment loaded by `comments_under`, for its viewer."""
    is_own, is_open = comment.author_id == viewer.pk, not (comment.is_deleted or comment.is_withheld)
    has_watched: bool = review.film_watched  # type: ignore[attr-defined]
    return Said(
        comment,
        html=opened(comment.shown_html, review.film.slug, seen, has_watched=has_watched, is_own=is_own),
        fold="" if is_own else fold_of(comment, viewer),
        is_own=is_own,
        can_edit=is_own and is_open and timezone.now() - comment.created_at < EDITABLE_FOR,
        can_delete=is_open and viewer.pk is not None and viewer.pk in {comment.author_id, comment.owner_id},
    )


def fold_of(comment: Any, viewer: Viewer) -> str:
    if comment.is_blocked or comment.is_muted:
        return f"A comment by somebody you {'blocked' if comment.is_blocked else 'muted'}"
    words = muted_words_among(comment.shown_html, viewer)
    return f"A comment with a word you muted (“{words}”)" if words else ""


def token_of(comment: Comment) -> str:
    """The page of the thread that this comment is on, "" for the first; the thousandth costs what the fifth does."""
    place = [comment.created_at, comment.pk]
    before = Comment.objects.filter(after(NEWEST_FIRST, place), entry=comment.entry_id)
    found = list(before.order_by(*NEWEST_FIRST).only("created_at")[:COMMENTS_A_PAGE])
    return make_token(found[SHOWN_BEFORE], OLDEST_FIRST) if len(found) == COMMENTS_A_PAGE else ""


def place_of(comment: Comment, review: Entry) -> str:
    """The address of a comment within the page of its review."""
    return page_url(review, token_of(comment), f"comment-{comment.pk}")


def comment_at(pk: int) -> QuerySet[Comment]:
    """The one comment with this key, without its words."""
    return Comment.objects.filter(pk=pk).defer("text", "text_html")


def own_comments(pk: int, author: Member) -> QuerySet[Comment]:
    """The one comment with this key if this member wrote it and it stands."""
    return Comment.objects.filter(pk=pk, author=author, deleted_at=None)


def comments_to_delete(pk: int, member: Member) -> QuerySet[Comment]:
    """The one comment with this key if this member wrote it or the review above it, deleted or not, without its words."""
    theirs = Q(author=member) | Q(owner=member)
    return comment_at(pk).filter(theirs).select_related("author")


def deleted_comments_of(member: Member) -> QuerySet[Comment]:
    """The comments that this member deleted and may bring back, latest first, each with its author and review."""
    by_member = Q(deleted_by=DeletedBy.AUTHOR, author=member) | Q(deleted_by=DeletedBy.OWNER, owner=member)
    return (
        Comment.objects.filter(by_member, deleted_at__gt=timezone.now() - RESTORABLE_FOR)
        .select_related("author", "entry__author", "entry__film")
        .order_by("-deleted_at", "-pk")
    )
