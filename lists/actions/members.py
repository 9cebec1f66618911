"""Leaving for good, with one's lists."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import Q

from accounts.models import Member
from lists.models import Item, List, ListComment, ListLike, ListStats
from reviews.actions import members as reviewing
from social.locks import lock


@transaction.atomic
def delete_account(member: Member) -> None:
    """Erases the member with their lists, and what they said to those of others, then all the rest. Films that they put
    into the lists of others stay there unsigned."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")  # what so many rows hang on is worth a wait
    Member.objects.select_for_update().get(pk=member.pk)
    own = lock(List.objects.by(member))
    likes = ListLike.objects.filter(Q(member=member) | Q(list__in=own))
    comments = ListComment.objects.filter(Q(author=member) | Q(list__in=own))
    lock(Item.objects.filter(Q(added_by=member) | Q(list__in=own)), likes, comments)
    counted = likes.values_list("list").union(comments.values_list("list"))
    lock(ListStats.objects.filter(pk__in=[key for (key,) in counted]))  # two statements move them
    likes.delete()
    comments.delete()
    Item.objects.filter(list__in=own).delete()
    List.objects.filter(pk__in=own).delete()
    reviewing.delete_account(member)
