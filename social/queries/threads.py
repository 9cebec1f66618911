"""Comments to read, whatever they stand under: page by page, where one of them stands, and who may add to them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from accounts.models import Member, beyond_the_name
from social.actions.words import EDITABLE_FOR, RESTORABLE_FOR
from social.models import Block, CommentsFrom, DeletedBy, Follow, MemberMute, Threads, Viewer, Words
from social.models.comments import CommentType
from social.queries.muting import muted_words_among
from web.kept import Part, listing, rows
from web.paging import PARAMETER, after, continued, make_token
from web.prepared import Holds, prepared
from web.viewer import NOBODY

COMMENTS_A_PAGE = 50
SHOWN_BEFORE = 9  # so many comments stand before the one that a permalink of a long thread leads to
OLDEST_FIRST = ("created_at", "pk")
NEWEST_FIRST = ("-created_at", "-pk")
JUST_NOW = datetime.timedelta(minutes=2)
WILL_HEAR = "If you comment, you will hear of what follows."
WILL_NOT_HEAR = "You switched this off; commenting leaves it off."
NOBODYS = Value(value=False, output_field=models.BooleanField())

# Makes the rendered words of a comment what its reader gets; it is told whether they are the reader's own.
Opens = Callable[..., str]
Opener = Callable[[Iterable[str], Viewer], Opens]
Posts = TypeVar("Posts", bound=QuerySet[Any])


class Closed(StrEnum):
    """Why somebody cannot comment."""

    VISITOR = "visitor"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    NOBODY = "nobody"
    FOLLOWED = "followed"


class Said(NamedTuple):
    """A comment as a viewer gets it. `fold` says why it is shown only when asked for, "" where it is not; `stub` stands
    in the place of its words."""

    comment: Any
    html: str
    fold: str
    stub: str
    is_own: bool
    can_edit: bool
    can_delete: bool


class Bell(NamedTuple):
    """Whether a member hears of new comments, and, where they do not, what commenting will do about it."""

    url: str
    hears: bool
    foretold: str


class Thread(NamedTuple):
    """One page of what was said under a post, oldest first, and what this viewer may add."""

    threads: Threads[Any]
    post: Any
    viewer: Viewer
    said: list[Said]
    first_url: str
    next_url: str
    closed: Closed | None
    is_covered: bool
    bell: Bell | None

    @property
    def comments(self) -> list[Any]:
        return [one.comment for one in self.said]

    @property
    def form_url(self) -> str:
        return self.threads.form_url(self.post)

    @property
    def has_just_spoken(self) -> bool:
        """Is something here that the viewer wrote this minute?"""
        since = timezone.now() - JUST_NOW
        return any(one.is_own and one.comment.created_at > since for one in self.said)


def with_thread(threads: Threads[Any], posts: Posts, viewer: Viewer) -> Posts:
    """Adds what decides about comments: `thread_from` (CommentsFrom), `owner_follows` (the viewer), and `hears` (None
    where the viewer was never asked)."""
    follows = Follow.objects.filter(follower=OuterRef("author"), followed=viewer.pk)
    asked = {threads.column: OuterRef("pk"), "member": viewer.pk}
    answers = threads.subscriptions._default_manager.filter(**asked).values("is_on")
    return posts.annotate(
        thread_from=Coalesce(NullIf("comments_from", Value("")), "author__comments_from"),
        owner_follows=Holds(follows) if viewer.is_authenticated else NOBODYS,
        hears=Subquery(answers[:1])
        if viewer.is_authenticated
        else Value(None, output_field=models.BooleanField()),
    )


def why_closed(post: Any, viewer: Viewer) -> Closed | None:
    """Why this viewer cannot comment on the post; needs `with_thread(viewer)`. The database has the last word."""
    if not viewer.is_authenticated:
        return Closed.VISITOR
    if viewer.is_suspended:
        return Closed.SUSPENDED
    if post.is_removed:
        return Closed.REMOVED
    if post.author_id == viewer.pk or post.thread_from == CommentsFrom.EVERYONE:
        return None
    if post.thread_from == CommentsFrom.NOBODY:
        return Closed.NOBODY
    return None if post.owner_follows else Closed.FOLLOWED


def comments_under(threads: Threads[CommentType], post: Any, viewer: Viewer) -> QuerySet[CommentType]:
    """All comments under a post, each with its author's name and face and what stands between them and the viewer.

    `shown_html` is empty where the words are not for this viewer: those of stubs and of who blocked the viewer are
    not even read.
    """
    relations = relations_of(viewer) if viewer.is_authenticated else dict.fromkeys(RELATIONS, NOBODYS)
    is_shut = Q(deleted_at__isnull=False) | Q(is_withheld=True)
    return (
        threads.comments._default_manager.filter(**{threads.column: post})
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
def first_comments(post: Any, viewer: Viewer, *, threads: Threads[Any], at_most: int) -> QuerySet[Any]:
    return comments_under(threads, post, viewer).order_by(*OLDEST_FIRST)[:at_most]


def thread_of(
    threads: Threads[Any], post: Any, viewer: Viewer, *, token: str, opener: Opener, is_covered: bool = False
) -> Thread:
    """The first page of comments, or the one behind the token. Needs a post loaded `with_thread(viewer)`; raises
    BadRequest for a token that is none of ours."""
    size = COMMENTS_A_PAGE
    if token:
        rest = comments_under(threads, post, viewer).order_by(*OLDEST_FIRST)
        found = continued(rest, OLDEST_FIRST, token, size + 1)
    else:
        found = first_comments(post, viewer, threads=threads, at_most=size + 1)
    opens = opener((comment.shown_html for comment in found[:size]), viewer)
    return Thread(
        threads,
        post,
        viewer,
        [said_to(viewer, comment, threads, opens) for comment in found[:size]],
        first_url=f"{post.url}#comments" if token else "",
        next_url=page_url(post, make_token(found[size - 1], OLDEST_FIRST)) if len(found) > size else "",
        closed=why_closed(post, viewer),
        is_covered=is_covered,
        bell=bell_of(threads, post, viewer) if viewer.is_authenticated else None,
    )


def parts_of_thread(thread: Thread) -> list[Part]:
    """What a visitor's page with the first comments rests on, with their authors; their number comes with the post."""
    comments, at_most = thread.threads.comments, COMMENTS_A_PAGE + 1
    return [
        listing(first_comments, thread.post, NOBODY, threads=thread.threads, at_most=at_most),
        rows(comments, thread.comments),
        rows(Member, {comment.author_id for comment in thread.comments}),
    ]


def bell_of(threads: Threads[Any], post: Any, member: Viewer) -> Bell:
    """Needs a post loaded `with_thread(member)`."""
    answer: bool | None = post.hears
    hears = post.author_id == member.pk if answer is None else answer
    foretold = ""
    if not hears and why_closed(post, member) is None:
        foretold = WILL_NOT_HEAR if answer is False else WILL_HEAR
    return Bell(threads.bell_url(post, hears=hears), hears, foretold)


def page_url(post: Any, token: str, place: str = "comments") -> str:
    query = f"?{urlencode({PARAMETER: token})}" if token else ""
    return f"{post.url}{query}#{place}"


def said_to(viewer: Viewer, comment: Any, threads: Threads[Any], opens: Opens) -> Said:
    """A comment loaded by `comments_under`, for its viewer."""
    is_own, is_open = comment.author_id == viewer.pk, not (comment.is_deleted or comment.is_withheld)
    return Said(
        comment,
        html=opens(comment.shown_html, is_own=is_own),
        fold="" if is_own else fold_of(comment, viewer),
        stub=threads.stub_of(comment),
        is_own=is_own,
        can_edit=is_own and is_open and timezone.now() - comment.created_at < EDITABLE_FOR,
        can_delete=is_open and viewer.pk is not None and viewer.pk in {comment.author_id, comment.owner_id},
    )


def fold_of(comment: Any, viewer: Viewer) -> str:
    if comment.is_blocked or comment.is_muted:
        return f"A comment by somebody you {'blocked' if comment.is_blocked else 'muted'}"
    words = muted_words_among(comment.shown_html, viewer)
    return f"A comment with a word you muted (“{words}”)" if words else ""


def token_of(threads: Threads[Any], comment: Words) -> str:
    """The page of the thread that this comment is on, "" for the first; the thousandth costs what the fifth does."""
    place = [comment.created_at, comment.pk]
    same = {threads.column: threads.post_key(comment)}
    before = threads.comments._default_manager.filter(after(NEWEST_FIRST, place), **same)
    found = list(before.order_by(*NEWEST_FIRST).only("created_at")[:COMMENTS_A_PAGE])
    return make_token(found[SHOWN_BEFORE], OLDEST_FIRST) if len(found) == COMMENTS_A_PAGE else ""


def place_of(threads: Threads[Any], comment: Words, post: Any) -> str:
    """The address of a comment within the page of what it stands under."""
    return page_url(post, token_of(threads, comment), f"comment-{comment.pk}")


def comment_at(threads: Threads[CommentType], pk: int) -> QuerySet[CommentType]:
    """The one comment with this key, without its words."""
    return threads.comments._default_manager.filter(pk=pk).defer("text", "text_html")


def own_comments(threads: Threads[CommentType], pk: int, author: Member) -> QuerySet[CommentType]:
    """The one comment with this key if this member wrote it and it stands."""
    return threads.comments._default_manager.filter(pk=pk, author=author, deleted_at=None)


def comments_to_delete(threads: Threads[CommentType], pk: int, member: Member) -> QuerySet[CommentType]:
    """The one comment with this key if this member wrote it or the post above it, deleted or not, without its words."""
    theirs = Q(author=member) | Q(owner=member)
    return comment_at(threads, pk).filter(theirs).select_related("author")


def deleted_comments_of(threads: Threads[CommentType], member: Member) -> QuerySet[CommentType]:
    """The comments that this member deleted and may bring back, latest first, each with its author and the post's."""
    by_member = Q(deleted_by=DeletedBy.AUTHOR, author=member) | Q(deleted_by=DeletedBy.OWNER, owner=member)
    return (
        threads.comments._default_manager.filter(by_member, deleted_at__gt=timezone.now() - RESTORABLE_FOR)
        .select_related("author", f"{threads.column}__author")
        .order_by("-deleted_at", "-pk")
    )
