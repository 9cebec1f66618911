"""Taking a list back, having it again, and how it goes for good."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models.functions import Now

from accounts.actions import refuse_suspended
from accounts.models import Member
from lists.models import List, ListComment, ListLike
from reviews.actions.erasing import A_BATCH, in_batches, last_to_restore
from social.actions.words import erase_words
from social.locks import keep_from_leaving, lock
from social.models import Audience


@transaction.atomic
def delete_list(list_: List) -> None:
    """Takes the list back, for DAYS_KEPT days to be had again with its films, likes and comments. Deleting twice is
    deleting once."""
    # Whoever goes back to the form and saves once more means a new list.
    List.objects.standing().filter(pk=list_.pk).update(deleted_at=Now(), save_key=None)


@transaction.atomic
def restore_list(list_: List) -> None:
    """The list is back at its address, and its secret link opens it again. Raises Suspended where others could read it."""
    if list_.audience != Audience.ME:
        refuse_suspended(list_.author)
    keep_from_leaving(list_.author)
    List.objects.filter(pk=list_.pk).update(deleted_at=None)


def sweep_lists(of: Member | None = None, *, batches: int | None = None) -> int:
    """Erases for good what was deleted so long ago, of one member or of all; returns how many lists."""
    return in_batches(partial(sweep_some, of), batches)


@transaction.atomic
def sweep_some(of: Member | None) -> int:
    old = List.objects.filter(deleted_at__lt=last_to_restore())
    if of is not None:
        old = old.by(of)
    keys = list(old.order_by("deleted_at").values_list("pk", flat=True)[:A_BATCH])
    lock(List.objects.filter(pk__in=keys))
    gone = list(List.objects.filter(pk__in=keys, deleted_at__isnull=False).values_list("pk", flat=True))
    lock(ListLike.objects.filter(list__in=gone), ListComment.objects.filter(list__in=gone))
    List.objects.filter(pk__in=gone).delete()
    return len(keys)


def sweep_comments(of: Member | None = None, *, batches: int | None = None) -> int:
    """Forgets what was said in comments on lists that were deleted so long ago; returns how many."""
    comments = ListComment.objects.all() if of is None else ListComment.objects.filter(author=of)
    erase_some = partial(erase_words, comments, deleted_before=last_to_restore(), at_most=A_BATCH)
    return in_batches(erase_some, batches)
