"""What a viewer may report: what they may read, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import Member
from films.queries.finding import films_at
from lists.models import LIST_THREADS, ListComment
from lists.queries.lists import readable_lists
from moderation.models import Kind
from moderation.subjects import Subject
from reviews.models import REVIEW_THREADS, Comment
from reviews.queries.entries import readable_entries
from social.models import Block, Threads
from social.queries import member_for
from web.finding import first_or_404


def subject_or_404(viewer: Member, kind: str, *, pk: int = 0, username: str = "", slug: str = "") -> Subject:
    """Raises Http404 for what is not there for this viewer."""
    if kind == Kind.ENTRY:
        return first_or_404(readable_entries(pk, viewer))
    if kind == Kind.LIST:
        return first_or_404(readable_lists(pk, viewer))
    if kind in COMMENTS:
        return comment_or_404(viewer, pk, COMMENTS[kind])
    if kind == Kind.MEMBER:
        return member_for(viewer, username)[0]
    return first_or_404(films_at(slug))


class Told(NamedTuple):
    """How comments of one kind are found, and what they stand under."""

    comments: QuerySet[Any]
    threads: Threads[Any]
    readable: Callable[[int, Member], Sequence[Any]]


COMMENTS: dict[str, Told] = {
    Kind.COMMENT: Told(
        Comment.objects.select_related("author", "entry__author", "entry__film"),
        REVIEW_THREADS,
        readable_entries,
    ),
    Kind.LIST_COMMENT: Told(
        ListComment.objects.select_related("author", "list__author"), LIST_THREADS, readable_lists
    ),
}


def comment_or_404(viewer: Member, pk: int, told: Told) -> Any:
    """One that stands under what is open to this viewer; somebody whom they blocked may have written it."""
    comment = first_or_404(told.comments.filter(pk=pk, deleted_at=None))
    first_or_404(told.readable(told.threads.post_key(comment), viewer))
    if Block.objects.filter(blocker=comment.author_id, blocked=viewer).exists():
        raise Http404
    return comment
