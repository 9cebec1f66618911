"""Who is named in a text, and who of them hears of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.functions import Upper

from accounts.models import Member
from reviews.models import Comment, Entry, Mention
from social.queries import without_blocks_of
from web import text as texts


def members_named(source: str) -> list[Member]:
    """The members whom the text names as `@name`, whatever the case."""
    names = [name.upper() for name in texts.names_mentioned(source)]
    if not names:
        return []
    return list(Member.objects.annotate(folded=Upper("username")).filter(folded__in=names))


def mention_in(comment: Comment, named: Iterable[Member], *, review: Entry, by: Member) -> None:
    """Everybody named who may read the review hears of the comment; who is named no longer does not."""
    heard_by = hearers(named, review=review, by=by)
    Mention.objects.filter(comment=comment).exclude(member__in=heard_by).delete()
    Mention.objects.bulk_create(
        [Mention(member=member, comment=comment) for member in heard_by], ignore_conflicts=True
    )


def hearers(named: Iterable[Member], *, review: Entry, by: Member) -> list[Member]:
    """Not the author of the words, nobody a block parts from them, and nobody who cannot read the review."""
    keys = [member.pk for member in named if member.is_active and member != by]
    if not keys:
        return []
    others = without_blocks_of(Member.objects.filter(pk__in=keys), by)
    return [other for other in others if Entry.objects.visible_to(other).filter(pk=review.pk).exists()]
