"""What members say under a review: saying it, changing it for a while, taking it back."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from psycopg.errors import ForeignKeyViolation

from accounts.models import Member
from reviews.actions.mentions import members_named, mention_in
from reviews.actions.threads import subscribe_unless_asked
from reviews.models import Comment, Entry
from social.locks import keep_all_from_leaving, lock
from social.models import Block, DeletedBy
from web import text as texts

EDITABLE_FOR = datetime.timedelta(minutes=15)
RESTORABLE_FOR = datetime.timedelta(days=30)
HASTE, MOST_IN_HASTE = datetime.timedelta(minutes=10), 20


class CannotComment(Exception):
    """The words do not stand."""


class ThreadClosed(CannotComment):
    """The author of the review has closed the comments to this member, or the review is no longer there for them."""


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
    """Only its author and the author of the review delete a comment, and only who deleted it brings it back."""


@transaction.atomic
def comment(
    review: Entry,
    text: str,
    *,
    by: Member,
    save_key: UUID | None = None,
    at: datetime.datetime | None = None,
) -> Comment:
    """Says something under a review; whoever does hears of what follows, unless they were asked before.

    The same words with the same key are one comment, however often they are sent. `at` is the time of writing, this
    moment if left out. Raises CannotComment.
    """
    text, at = text.strip(), at or timezone.now()
    # Somebody may go back to the form and say something else: other words are another comment.
    key = uuid5(save_key, f"{review.pk} {text}") if save_key else None
    stands = Comment.objects.filter(author=by, save_key=key).first() if key else None
    if stands:
        return stands
    refuse_suspended(by)
    refuse_haste(by, at)
    named = members_named(text)
    keep_all_from_leaving({by.pk, review.author_id, *(member.pk for member in named)})
    facts = {"entry": review, "owner_id": review.author_id, "created_at": at, **facts_of(text, named)}
    said, is_new = stored(facts, by=by, key=key)
    if is_new:
        mention_in(said, named, review=review, by=by)
        subscribe_unless_asked(review, by=by)
    return said


def stored(facts: dict[str, Any], *, by: Member, key: UUID | None) -> tuple[Comment, bool]:
    """The comment, and whether it is a new one; the database says whether it may stand."""
    try:
        with transaction.atomic():
            if key is None:
                return Comment.objects.create(author=by, **facts), True
            return Comment.objects.get_or_create(author=by, save_key=key, defaults=facts)
    except IntegrityError as problem:
        raise refusal_of(problem) from problem


def refusal_of(problem: IntegrityError) -> Exception:
    cause: Any = problem.__cause__
    if cause.diag.constraint_name == "no_acts_across_a_block":
        return AcrossABlock()
    is_closed = cause.diag.constraint_name == "comments_are_for_open_threads"
    return ThreadClosed() if is_closed or isinstance(cause, ForeignKeyViolation) else problem


def facts_of(text: str, named: list[Member]) -> dict[str, Any]:
    """The columns of a comment that follow from its words."""
    rendered = texts.render(text, [member.username for member in named])
    return {"text": text, "text_html": rendered.html, "renderer": texts.VERSION}


def refuse_suspended(member: Member) -> None:
    if member.is_suspended:
        raise Suspended


def refuse_across_a_block(comment: Comment) -> None:
    said_by, under = comment.author_id, comment.owner_id
    if Block.objects.filter(blocker__in=[said_by, under], blocked__in=[said_by, under]).exists():
        raise AcrossABlock


def refuse_haste(member: Member, at: datetime.datetime) -> None:
    lately = Comment.objects.filter(author=member, created_at__gt=at - HASTE)
    if lately[:MOST_IN_HASTE].count() >= MOST_IN_HASTE:
        raise TooMany


@transaction.atomic
def edit_comment(comment: Comment, text: str, *, by: Member) -> None:
    """Changes what its author said a moment ago. Raises CannotComment."""
    refuse_suspended(by)
    text = text.strip()
    named = members_named(text)
    keep_all_from_leaving(member.pk for member in named)
    own = Comment.objects.filter(pk=comment.pk, author=by, deleted_at=None)
    if not lock(own):
        raise CommentGone
    stood = own.select_related("entry").get()
    if timezone.now() - stood.created_at > EDITABLE_FOR:
        raise EditingOver
    if stood.text != text:
        own.update(**facts_of(text, named), edited_at=timezone.now())
        mention_in(stood, named, review=stood.entry, by=by)


def delete_comment(comment: Comment, *, by: Member) -> None:
    """Leaves a stub that says by whom. Deleting twice is deleting once. Raises NotTheirs."""
    if by.pk not in {comment.author_id, comment.owner_id}:
        raise NotTheirs
    whose = DeletedBy.AUTHOR if by.pk == comment.author_id else DeletedBy.OWNER
    # Whoever goes back to the form and sends it once more means a new comment.
    gone = {"deleted_at": timezone.now(), "deleted_by": whose, "save_key": None}
    Comment.objects.filter(pk=comment.pk, deleted_at=None).update(**gone)


def restore_comment(comment: Comment, *, by: Member) -> None:
    """The comment is back in its place, for whoever deleted it and while it can be brought back. Restoring twice is
    restoring once. Raises NotTheirs, and Suspended or AcrossABlock for an author who could not say it now."""
    if by.pk == comment.author_id:
        refuse_suspended(by)
        refuse_across_a_block(comment)
    stub = Comment.objects.filter(pk=comment.pk, deleted_at__gt=timezone.now() - RESTORABLE_FOR)
    restored = (
        stub.filter(deleted_by=DeletedBy.AUTHOR, author=by)
        | stub.filter(deleted_by=DeletedBy.OWNER, owner=by)
    ).update(deleted_at=None, deleted_by="")
    if not restored and Comment.objects.filter(pk=comment.pk, deleted_at__isnull=False).exists():
        raise NotTheirs
