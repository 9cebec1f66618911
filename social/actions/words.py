"""What members say under something: saying it, changing it for a while, taking it back."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from psycopg.errors import ForeignKeyViolation

from accounts.models import Member
from social.actions.bells import subscribe_unless_asked
from social.actions.mentions import members_named, mention_in
from social.locks import keep_all_from_leaving, lock
from social.models import Block, DeletedBy, Post, Threads, Words
from social.models.comments import CommentType
from web import text as texts

EDITABLE_FOR = datetime.timedelta(minutes=15)
RESTORABLE_FOR = datetime.timedelta(days=30)
HASTE, MOST_IN_HASTE = datetime.timedelta(minutes=10), 20
ERASED = "erased"  # stands in the place of a comment's words


class CannotComment(Exception):
    """The words do not stand."""


class ThreadClosed(CannotComment):
    """Its author has closed the comments to this member, or what they stand under is no longer there for them."""


class AcrossABlock(CannotComment):
    """One of the two has blocked the other."""


class Suspended(CannotComment):
    """The moderators have suspended this member from writing."""


class TooMany(CannotComment):
    """MOST_IN_HASTE comments stand already that are younger than HASTE."""


class EditingOver(CannotComment):
    """The comment is older than EDITABLE_FOR."""


class CommentGone(CannotComment):
    """It was deleted meanwhile."""


class NotTheirs(Exception):
    """Only its author and the author of what it stands under delete a comment, and only who deleted it brings it back."""


@transaction.atomic
def comment(
    threads: Threads[CommentType],
    post: Post,
    text: str,
    *,
    by: Member,
    save_key: UUID | None = None,
    at: datetime.datetime | None = None,
) -> CommentType:
    """Says something under a post; whoever does hears of what follows, unless they were asked before.

    The same words with the same key are one comment, however often they are sent. `at` is the time of writing, this
    moment if left out. Raises CannotComment.
    """
    text, at = text.strip(), at or timezone.now()
    # Somebody may go back to the form and say something else: other words are another comment.
    key = uuid5(save_key, f"{post.pk} {text}") if save_key else None
    stands = threads.comments._default_manager.filter(author=by, save_key=key).first() if key else None
    if stands:
        return stands
    refuse_suspended(by)
    refuse_haste(threads, by, at)
    named = members_named(text)
    keep_all_from_leaving({by.pk, post.author_id, *(member.pk for member in named)})
    facts = {threads.column: post, "owner_id": post.author_id, "created_at": at, **facts_of(text, named)}
    said, is_new = stored(threads, facts, by=by, key=key)
    if is_new:
        mention_in(threads, said, named, post=post)
        subscribe_unless_asked(threads, post, by=by)
    return said


def stored(
    threads: Threads[CommentType], facts: dict[str, Any], *, by: Member, key: UUID | None
) -> tuple[CommentType, bool]:
    """The comment, and whether it is a new one; the database says whether it may stand."""
    comments = threads.comments._default_manager
    try:
        with transaction.atomic():
            if key is None:
                return comments.create(author=by, **facts), True
            return comments.get_or_create(author=by, save_key=key, defaults=facts)
    except IntegrityError as problem:
        raise refusal_of(problem, threads) from problem


def refusal_of(problem: IntegrityError, threads: Threads[CommentType]) -> Exception:
    cause: Any = problem.__cause__
    if cause.diag.constraint_name == "no_acts_across_a_block":
        return AcrossABlock()
    is_closed = cause.diag.constraint_name == threads.closed_by
    return ThreadClosed() if is_closed or isinstance(cause, ForeignKeyViolation) else problem


def facts_of(text: str, named: list[Member]) -> dict[str, Any]:
    """The columns of a comment that follow from its words."""
    rendered = texts.render(text, [member.username for member in named])
    return {"text": text, "text_html": rendered.html, "renderer": texts.VERSION}


def refuse_suspended(member: Member) -> None:
    if member.is_suspended:
        raise Suspended


def refuse_across_a_block(comment: Words) -> None:
    said_by, under = comment.author_id, comment.owner_id
    if Block.objects.filter(blocker__in=[said_by, under], blocked__in=[said_by, under]).exists():
        raise AcrossABlock


def refuse_haste(threads: Threads[CommentType], member: Member, at: datetime.datetime) -> None:
    lately = threads.comments._default_manager.filter(author=member, created_at__gt=at - HASTE)
    if lately[:MOST_IN_HASTE].count() >= MOST_IN_HASTE:
        raise TooMany


@transaction.atomic
def edit_comment(threads: Threads[CommentType], comment: CommentType, text: str, *, by: Member) -> None:
    """Changes what its author said a moment ago. Raises CannotComment."""
    refuse_suspended(by)
    text = text.strip()
    named = members_named(text)
    keep_all_from_leaving(member.pk for member in named)
    own = threads.comments._default_manager.filter(pk=comment.pk, author=by, deleted_at=None)
    if not lock(own):
        raise CommentGone
    stood = own.select_related("author", threads.column).get()
    if timezone.now() - stood.created_at > EDITABLE_FOR:
        raise EditingOver
    if stood.text != text:
        own.update(**facts_of(text, named), edited_at=timezone.now())
        mention_in(threads, stood, named, post=threads.post_of(stood))


def delete_comment(comment: Words, *, by: Member) -> None:
    """Leaves a stub that says by whom. Deleting twice is deleting once. Raises NotTheirs."""
    if by.pk not in {comment.author_id, comment.owner_id}:
        raise NotTheirs
    whose = DeletedBy.AUTHOR if by.pk == comment.author_id else DeletedBy.OWNER
    # Whoever goes back to the form and sends it once more means a new comment.
    gone = {"deleted_at": timezone.now(), "deleted_by": whose, "save_key": None}
    same(comment).filter(deleted_at=None).update(**gone)


def restore_comment(comment: Words, *, by: Member) -> None:
    """The comment is back in its place, for whoever deleted it and while it can be brought back. Restoring twice is
    restoring once. Raises NotTheirs, and Suspended or AcrossABlock for an author who could not say it now."""
    if by.pk == comment.author_id:
        refuse_suspended(by)
        refuse_across_a_block(comment)
    stub = same(comment).filter(deleted_at__gt=timezone.now() - RESTORABLE_FOR)
    restored = (
        stub.filter(deleted_by=DeletedBy.AUTHOR, author=by)
        | stub.filter(deleted_by=DeletedBy.OWNER, owner=by)
    ).update(deleted_at=None, deleted_by="")
    if not restored and same(comment).filter(deleted_at__isnull=False).exists():
        raise NotTheirs


def same(comment: Words) -> QuerySet[Any]:
    return type(comment)._default_manager.filter(pk=comment.pk)


def erase_words(comments: QuerySet[Any], *, deleted_before: datetime.datetime, at_most: int) -> int:
    """Of these, forgets for good what was said in those that were deleted so long ago; returns how many. The stub stays
    and says by whom; what the moderators removed is theirs to keep."""
    old = comments.filter(deleted_at__lt=deleted_before).exclude(text=ERASED)
    keys = list(old.exclude(deleted_by=DeletedBy.MODERATOR).values_list("pk", flat=True)[:at_most])
    some = comments.model._default_manager.filter(pk__in=keys, deleted_at__isnull=False)
    return some.update(text=ERASED, text_html="")
