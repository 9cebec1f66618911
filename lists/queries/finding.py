"""Lists by their titles."""

from __future__ import annotations

import re

from django.contrib.postgres.expressions import ArraySubquery

from lists.models import List, ListQuerySet
from lists.queries.covers import ListCard, for_list_cards, list_cards
from social.models import Viewer
from web.prepared import prepared

MOST_LOOKED_AT = 1_000
WORD = re.compile(r"[^\W_]+")


def find_lists(words: str, viewer: Viewer, *, limit: int) -> list[ListCard]:
    """Of MOST_LOOKED_AT lists with all of these words in their title, the last one perhaps only begun, those that this
    viewer may read and meets, the best liked first."""
    asked = " & ".join(f"'{word}'" for word in WORD.findall(words))
    return list_cards(lists_titled(f"{asked}:*", viewer, at_most=limit), viewer) if asked else []


@prepared
def lists_titled(asked: str, viewer: Viewer, *, at_most: int) -> ListQuerySet:
    readable = List.objects.visible_to(viewer).met_by(viewer).titled(asked).order_by()
    keys = ArraySubquery(readable.values("pk")[:MOST_LOOKED_AT])
    found = List.objects.filter(pk__is_any_of=keys).order_by("-stats__likes_count", "-pk")
    return for_list_cards(found, viewer)[:at_most]
