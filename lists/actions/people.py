"""Keeping a list together: inviting, accepting, leaving."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions import refuse_suspended
from accounts.models import Member
from lists.actions.holding import NotTheirs, hold
from lists.models import Collaborator, List
from social.actions.refusals import refuse_yourself
from social.locks import keep_all_from_leaving

MOST_PEOPLE = 50


class TooManyPeople(Exception):
    """A list is kept by MOST_PEOPLE people at most beside its owner, the invited among them."""


class BlockBetween(Exception):
    """One of the two has blocked the other."""


@transaction.atomic
def invite(list_: List, member: Member, *, by: Member) -> None:
    """The owner asks the member to keep the list together. Asking twice is asking once. Raises IsSmart, NotTheirs,
    Yourself, TooManyPeople, BlockBetween, Suspended."""
    refuse_yourself(member, by)
    refuse_suspended(by)
    keep_all_from_leaving([by.pk, member.pk])
    hold(list_, by=by)
    if list_.author_id != by.pk:
        raise NotTheirs
    kept = Collaborator.objects.filter(list=list_)
    if kept.filter(member=member).exists():
        return
    if kept.count() >= MOST_PEOPLE:
        raise TooManyPeople
    try:
        with transaction.atomic():
            Collaborator.objects.create(list=list_, member=member)
    except IntegrityError as problem:
        raise BlockBetween from problem


@transaction.atomic
def accept(list_: List, *, by: Member) -> None:
    """The invited member keeps the list from now on. Accepting twice is accepting once. Raises NotTheirs where no
    invitation stands (any more), and Suspended."""
    refuse_suspended(by)
    stands = Collaborator.objects.filter(list=list_, member=by)
    if not stands.filter(accepted_at=None).update(accepted_at=timezone.now()) and not stands.exists():
        raise NotTheirs


@transaction.atomic
def part(list_: List, member: Member) -> None:
    """The member keeps the list no longer, or will not: by leaving, by declining, or because the owner ends it. What
    they added stays, signed by them."""
    keep_all_from_leaving([member.pk])
    List.objects.select_for_update(no_key=True).only("pk").get(pk=list_.pk)  # acts under way are done first
    Collaborator.objects.filter(list=list_, member=member).delete()
