"""The lists that a film can be put into."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from accounts.models import Member, beyond_the_name
from films.models import Film
from lists.models import Collaborator, Item, List, ListQuerySet

MOST_SHOWN = 20


def lists_to_fill(member: Member) -> ListQuerySet:
    """The member's own lists of chosen films and those they keep together with somebody, lately changed first.

    The same as `editable_by`, said so that both kinds are found by their indexes.
    """
    let_in = Collaborator.objects.filter(member=member, accepted_at__isnull=False).values("list")
    theirs = Q(author=member) | Q(pk__is_any_of=ArraySubquery(let_in), removed_at=None)
    lists = List.objects.standing().chosen().filter(theirs).without_blocks(member)
    shown = lists.select_related("author", "stats").order_by("-updated_at", "-pk")
    return shown.defer("description", "description_html", "lead_html", *beyond_the_name("author"))


def offered(lists: ListQuerySet, words: str) -> ListQuerySet:
    """Those with these words in their title, MOST_SHOWN and one more at most, which says that there are others."""
    return (lists.filter(title__icontains=words) if words else lists)[: MOST_SHOWN + 1]


def with_film(lists: ListQuerySet, film: Film) -> ListQuerySet:
    """Adds `holds`: is the film in the list?"""
    return lists.annotate(holds=Exists(Item.objects.filter(list=OuterRef("pk"), film=film)))


def among(lists: ListQuerySet, keys: Collection[int]) -> list[List]:
    """Those with these keys, MOST_SHOWN at most."""
    return list(lists.filter(pk__in=keys)[:MOST_SHOWN])
