"""Lists of many members brought together: popular, new, from people one follows, with one film, of one member."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery

from accounts.models import Member
from films.models import Film
from lists.models import Collaborator, Item, ItemQuerySet, List, ListQuerySet
from lists.queries.covers import for_list_cards
from social.models import Follow, Reach, Viewer, muted_by
from web.prepared import Holds, prepared

NEWEST_FIRST = ("-published_at", "-pk")
CHANGED_LATELY = ("-updated_at", "-pk")
MOST_LIKED_FIRST = ("-stats__likes_count", "-pk")
BY_TITLE = ("title", "pk")
LIKED_LATELY = ("-liked_at", "-like_id")
ADDED_LATELY = ("-added_at", "-pk")
MOST_FOLLOWED, LISTS_EACH = 500, 10
MOST_RANKED = 2_000  # the latest lists with a film, among which the popular ones are looked for


def met_by(viewer: Viewer) -> ListQuerySet:
    """The lists for everyone that this viewer may read and has not muted the authors of."""
    return List.objects.published().visible_to(viewer).met_by(viewer)


@prepared
def lists_shown(keys: list[int], viewer: Viewer) -> ListQuerySet:
    """Those of these lists that this viewer may read and meet."""
    return for_list_cards(met_by(viewer).filter(pk__is_any_of=keys), viewer)


@prepared
def first_newest_lists(viewer: Viewer, *, at_most: int) -> ListQuerySet:
    return newest_lists(viewer).order_by(*NEWEST_FIRST)[:at_most]


def newest_lists(viewer: Viewer) -> ListQuerySet:
    return for_list_cards(met_by(viewer), viewer)


@prepared
def first_most_liked_lists(viewer: Viewer, *, at_most: int) -> ListQuerySet:
    return most_liked_lists(viewer).order_by(*MOST_LIKED_FIRST)[:at_most]


def most_liked_lists(viewer: Viewer) -> ListQuerySet:
    """Lists that somebody likes; order by MOST_LIKED_FIRST."""
    return for_list_cards(met_by(viewer).filter(stats__likes_count__gt=0), viewer)


def keys_from_people_followed(viewer: Viewer) -> QuerySet[Member, Any]:
    """The LISTS_EACH lists changed last of each of MOST_FOLLOWED people this viewer follows, those aside that are for
    their owner alone. Asked for each of them: who
    follows thousands pays a bounded number of looks into the index."""
    follows = Follow.objects.filter(follower=viewer.pk).exclude(followed__is_any_of=muted_by(viewer))
    followed = ArraySubquery(follows.order_by("-created_at", "-pk").values("followed")[:MOST_FOLLOWED])
    shown = List.objects.filter(author=OuterRef("pk"), reach__in=(Reach.EVERYONE, Reach.FOLLOWERS))
    latest = shown.order_by(*CHANGED_LATELY).values("pk")
    keys = Func(ArraySubquery(latest[:LISTS_EACH]), function="unnest")
    return Member.objects.filter(pk__is_any_of=followed).values_list(keys, flat=True)


def lists_from_people_followed(viewer: Viewer) -> ListQuerySet:
    """Order by CHANGED_LATELY."""
    keys = ArraySubquery(keys_from_people_followed(viewer))
    readable = List.objects.visible_to(viewer).filter(pk__is_any_of=keys)
    return for_list_cards(readable, viewer)


def lists_of(member: Member, viewer: Viewer, *, kept_together: bool, tag: str = "") -> ListQuerySet:
    """What this viewer may read of the member's own lists, or of those they keep together with somebody."""
    lists = List.objects.visible_to(viewer)
    if kept_together:
        joined = Collaborator.objects.filter(member=member, accepted_at__isnull=False)
        lists = lists.filter(pk__in=joined.values("list"))
    else:
        lists = lists.by(member)
    lists = lists.filter(tags__contains=[tag]) if tag else lists
    return for_list_cards(lists, viewer)


@prepared
def joined_lists(member: Member, viewer: Viewer) -> QuerySet[Collaborator]:
    """One of the lists that the member keeps together with its owner and the viewer may read, if there is one."""
    readable = List.objects.visible_to(viewer).filter(pk=OuterRef("list"))
    return Collaborator.objects.filter(Holds(readable), member=member, accepted_at__isnull=False)[:1]


def lists_liked_by(member: Member, viewer: Viewer) -> ListQuerySet:
    """What the member liked, as far as this viewer may read it; order by LIKED_LATELY."""
    lists = List.objects.visible_to(viewer).met_by(viewer).filter(likes__member=member)
    liked = lists.annotate(liked_at=F("likes__created_at"), like_id=F("likes__pk"))
    return for_list_cards(liked, viewer)


def additions_of(film: Film, viewer: Viewer) -> ItemQuerySet:
    """Where the film stands in lists for everyone; order by ADDED_LATELY, and show them with `lists_shown`."""
    lists = met_by(viewer).filter(pk=OuterRef("list"))
    return Item.objects.filter(Holds(lists), film=film).only("list", "added_at")


def popular_lists_with(film: Film, viewer: Viewer) -> ListQuerySet:
    """Of the MOST_RANKED lists that the film came to last; order by MOST_LIKED_FIRST."""
    latest = Item.objects.filter(film=film).order_by("-added_at", "-pk").values("list")[:MOST_RANKED]
    lists = List.objects.filter(pk__is_any_of=ArraySubquery(latest)).published()
    return for_list_cards(lists.visible_to(viewer).without_muted_authors(viewer), viewer)


def lists_with_from_people_followed(film: Film, viewer: Viewer) -> ListQuerySet:
    """Order by CHANGED_LATELY."""
    has_it = Item.objects.filter(list=OuterRef("pk"), film=film)
    return lists_from_people_followed(viewer).filter(Holds(has_it))


@prepared
def lists_on_profile(member: Member, viewer: Viewer, *, at_most: int) -> ListQuerySet:
    """The lists that the member changed last, each with its cover, and with the number of all (`number`)."""
    own = List.objects.visible_to(viewer).by(member)
    number = Subquery(number_of(own), output_field=IntegerField())
    return for_list_cards(own, viewer).annotate(number=number).order_by(*CHANGED_LATELY)[:at_most]


@prepared
def numbers_of_lists(member: Member, viewer: Viewer) -> QuerySet[List, int]:
    """How many lists of the member this viewer may read, for pages that are kept."""
    return number_of(List.objects.visible_to(viewer).by(member))


def number_of(lists: ListQuerySet) -> QuerySet[List, int]:
    return lists.order_by().annotate(every=Func(F("pk"), function="count")).values_list("every", flat=True)
