"""How far a member is with the lists they made or liked."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Q

from accounts.models import Member, beyond_the_name
from lists.models import List, ListLike, ListQuerySet
from lists.queries.lists import number_seen_by
from social.models import Viewer
from web.models import all_but
from web.prepared import prepared

LATEST_OF_EACH = 12  # lists made, and lists liked
MOST_FILMS = 1_000  # of a list: beyond, counting what is seen costs more than it tells here
MOST_SHOWN = 8


class Seen(NamedTuple):
    """A list, and how many of its films the member has watched."""

    list_: List
    seen: int
    films: int


def lists_nearest_the_end(member: Member, viewer: Viewer) -> list[Seen]:
    """Of the latest lists that the member made or liked, and the viewer may read, those most of which is seen first."""
    found = [Seen(one, min(one.seen, one.films), one.films) for one in lists_with_seen(member, viewer)]  # type: ignore[attr-defined]
    begun = [one for one in found if one.seen]
    return sorted(begun, key=lambda one: (-one.seen / one.films, -one.films, one.list_.pk))[:MOST_SHOWN]


@prepared
def lists_with_seen(member: Member, viewer: Viewer) -> ListQuerySet:
    """Adds `seen` and `films`."""
    made = List.objects.standing().filter(author=member).order_by("-updated_at", "-pk")
    liked = ListLike.objects.filter(member=member).order_by("-created_at", "-pk")
    either = Q(pk__is_any_of=ArraySubquery(made.values("pk")[:LATEST_OF_EACH])) | Q(
        pk__is_any_of=ArraySubquery(liked.values("list")[:LATEST_OF_EACH])
    )
    lists = List.objects.visible_to(viewer).chosen().filter(either, stats__films_count__range=(1, MOST_FILMS))
    shown = ("title", "slug", "author")
    return (
        lists.select_related("author")
        .defer(
            *beyond_the_name("author"),
            *(name.removeprefix("list__") for name in all_but(List, shown, "list")),
        )
        .annotate(films=F("stats__films_count"), seen=number_seen_by(member))
    )
