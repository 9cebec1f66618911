"""What a viewer may report: what they may read, and nothing else."""

from __future__ import annotations

from django.http import Http404

from accounts.models import Member
from films.queries.finding import films_at
from moderation.models import Kind
from moderation.subjects import Subject
from reviews.models import Comment, Entry
from reviews.queries.entries import readable_entries
from social.models import Block
from social.queries import member_for
from web.finding import first_or_404


def subject_or_404(viewer: Member, kind: str, *, pk: int = 0, username: str = "", slug: str = "") -> Subject:
    """Raises Http404 for what is not there for this viewer."""
    if kind == Kind.ENTRY:
        return entry_or_404(viewer, pk)
    if kind == Kind.COMMENT:
        return comment_or_404(viewer, pk)
    if kind == Kind.MEMBER:
        return member_for(viewer, username)[0]
    return first_or_404(films_at(slug))


def entry_or_404(viewer: Member, pk: int) -> Entry:
    return first_or_404(readable_entries(pk, viewer))


def comment_or_404(viewer: Member, pk: int) -> Comment:
    """One that stands under a review open to this viewer; somebody whom they blocked may have written it."""
    comments = Comment.objects.filter(pk=pk, deleted_at=None).select_related(
        "author", "entry__author", "entry__film"
    )
    comment = first_or_404(comments)
    entry_or_404(viewer, comment.entry_id)
    if Block.objects.filter(blocker=comment.author_id, blocked=viewer).exists():
        raise Http404
    return comment
