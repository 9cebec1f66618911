"""When people who follow its author hear of a list."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef, Q

from lists.models import Item, List
from social.models import Reach


def publish(list_: List, *, at: datetime.datetime) -> None:
    """People who follow its author hear of a list once: the first time that they may read it and it has something
    in it."""
    has_films = Exists(Item.objects.filter(list=OuterRef("pk")))
    due = List.objects.filter(pk=list_.pk, reach__in=[Reach.EVERYONE, Reach.FOLLOWERS], published_at=None)
    due.filter(Q(filters__isnull=False) | Q(has_films)).update(published_at=at)
