"""Who is named in a text, and who of them hears of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.functions import Upper

from accounts.models import Member
from social.models import Post, Threads, Words
from social.models.comments import CommentType
from social.queries import without_blocks_of
from web import text as texts


def members_named(source: str) -> list[Member]:
    """The members whom the text names as `@name`, whatever the case."""
    names = [name.upper() for name in texts.names_mentioned(source)]
    if not names:
        return []
    return list(Member.objects.annotate(folded=Upper("username")).filter(folded__in=names))


def mention_in(threads: Threads[CommentType], comment: Words, named: Iterable[Member], *, post: Post) -> None:
    """Everybody named who may read what the comment stands under hears of it; who is named no longer does not."""
    heard_by = hearers(named, post=post, by=comment.author)
    mentions = threads.mentions._default_manager
    mentions.filter(comment=comment).exclude(member__in=heard_by).delete()
    mentions.bulk_create(
        [threads.mentions(member=member, comment=comment) for member in heard_by], ignore_conflicts=True
    )


def hearers(named: Iterable[Member], *, post: Post, by: Member) -> list[Member]:
    """Not the author of the words, nobody a block parts from them, and nobody who cannot read the post."""
    keys = [member.pk for member in named if member.is_active and member != by]
    if not keys:
        return []
    others = without_blocks_of(Member.objects.filter(pk__in=keys), by)
    posts = type(post)._default_manager
    return [other for other in others if posts.visible_to(other).filter(pk=post.pk).exists()]  # type: ignore[attr-defined]
