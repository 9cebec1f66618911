"""Leaving for good."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Q

from accounts.models import Member
from reviews.models import Comment, Entry, Favourite, Mark, ReviewLike, ReviewStats
from social.locks import lock
from social.models import Block, Follow


@transaction.atomic
def delete_account(member: Member) -> None:
    """Erases the member and all they wrote, rated, liked and followed, deleted things too; every counter follows.

    All that counts somewhere is locked before the first counter moves, in the order of `social/triggers.py`: an act of
    somebody else is either over by then or finds nobody. What nothing counts goes with the member.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")  # what so many rows hang on is worth a wait
    Member.objects.select_for_update().get(pk=member.pk)
    marks, entries = Mark.objects.of(member), Entry.objects.by(member)
    lock(marks)
    lock(
        Entry.objects.filter(Q(author=member) | Q(answers__in=entries))
    )  # answers stay, and answer nothing then
    own = list(entries.values_list("pk", flat=True))
    likes = ReviewLike.objects.filter(Q(member=member) | Q(entry__in=own))
    comments = Comment.objects.filter(Q(author=member) | Q(entry__in=own))
    follows = Follow.objects.filter(Q(follower=member) | Q(followed=member))
    blocks = Block.objects.filter(Q(blocker=member) | Q(blocked=member))
    lock(likes, comments, follows, blocks)
    counted = likes.values_list("entry").union(comments.values_list("entry"))
    lock(ReviewStats.objects.filter(pk__in=[key for (key,) in counted]))  # two statements move them
    for rows in (likes, comments, follows, blocks, marks, entries):
        rows.delete()
    Favourite.objects.filter(member=member).delete()
    member.delete()
