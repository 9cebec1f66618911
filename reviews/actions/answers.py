"""Answering a review with a review, and naming members in one: who is meant is told."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from accounts.models import Member
from films.models import Film
from reviews.models import Entry, Mark, Mention
from social.actions.mentions import hearers
from social.locks import keep_all_from_leaving, lock


def answered_by(key: int, film: Film, *, by: Member) -> Entry | None:
    """The review of the film by somebody else that this member may read and answer, else None.

    Locks it, after both members and the mark, as whoever changes or erases it does: the check of the foreign key comes
    last of all, when the counts are locked already.
    """
    readable = Entry.objects.visible_to(by).reviews().about(film).exclude(author=by).filter(pk=key)
    author = readable.values_list("author", flat=True).first()
    if author is None:
        return None
    keep_all_from_leaving([author, by.pk])
    lock(Mark.objects.of(by).about(film))
    return readable.select_for_update(no_key=True, of=("self",)).first()


def tell_answered(entry: Entry, answered: Entry | None) -> None:
    """Its author hears of the answer."""
    tell(entry, {answered.author_id} if answered else set(), at=entry.created_at)


def tell_named(entry: Entry, named: Iterable[Member], *, at: datetime.datetime) -> None:
    """Who is named in the review and may read it hears of it, as of `at`; who is named no longer does not, unless it answers
    them."""
    answered = Entry.objects.filter(pk=entry.answers_id or 0).values_list("author", flat=True)
    heard_by = {member.pk for member in hearers(named, post=entry, by=entry.author)}
    Mention.objects.filter(entry=entry).exclude(member__in={*heard_by, *answered}).delete()
    tell(entry, heard_by, at=at)


def tell(entry: Entry, members: Iterable[int], *, at: datetime.datetime) -> None:
    mentions = [Mention(member_id=key, entry=entry, created_at=at) for key in members]
    Mention.objects.bulk_create(mentions, ignore_conflicts=True)
