"""Lists as cards: each with the posters of its first films, all in the query that finds the lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import router
from django.db.models import Case, F, Func, IntegerField, OuterRef, QuerySet, When
from django.db.models.functions import JSONObject

from films.models import Film
from lists.models import Item, List, ListQuerySet
from social.models import Viewer
from web import text as texts
from web.prepared import prepared

POSTERS = 5
LONGEST_LEAD = 160
OF_POSTERS = ("id", "slug", "state", "title", "year", "directed_by", "poster")


class ListCard(NamedTuple):
    """A list with its cover and its first words. The cover of a smart list shows what was found when its filter was saved:
    finding it anew would be a query for each list of a page."""

    list: Any
    films: list[Film]
    lead: str
    is_own: bool
    is_visitor: bool

    @property
    def empty_places(self) -> range:
        """Where the cover has no poster."""
        return range(POSTERS - len(self.films))


def first_items() -> QuerySet[Item]:
    return Item.objects.filter(list=OuterRef("pk")).order_by("place")


def with_covers(lists: ListQuerySet) -> ListQuerySet:
    """Adds `cover`: what posters show of the first films."""
    said = JSONObject(**{name: f"film__{name}" for name in OF_POSTERS})
    chosen = ArraySubquery(first_items().annotate(said=said).values("said")[:POSTERS])
    return lists.annotate(cover=Case(When(filters__isnull=False, then=found_films()), default=chosen))


def found_films() -> ArraySubquery:
    """What posters show of the films that a smart list found."""
    place = Func(OuterRef("found"), F("pk"), function="array_position", output_field=IntegerField())
    films = Film.objects.offered().filter(pk__is_any_of=OuterRef("found"))
    films = films.annotate(place=place).order_by("place")
    return ArraySubquery(
        films.annotate(said=JSONObject(**{name: name for name in OF_POSTERS})).values("said")
    )


def for_list_cards(lists: ListQuerySet, viewer: Viewer) -> ListQuerySet:
    """All that cards of lists show."""
    return with_covers(lists.for_cards(viewer).defer("description_html"))


def list_cards(lists: Iterable[List], viewer: Viewer) -> list[ListCard]:
    """Cards of lists that were loaded with `for_list_cards`; no query."""
    return [list_card(one, viewer) for one in lists]


def list_card(list_: Any, viewer: Viewer) -> ListCard:
    return ListCard(
        list_,
        films_of_cover(list_),
        texts.excerpt(list_.lead_html, LONGEST_LEAD),
        is_own=list_.author_id == viewer.pk,
        is_visitor=not viewer.is_authenticated,
    )


def films_of_cover(list_: Any) -> list[Film]:
    database = router.db_for_read(Film)
    return [Film.from_db(database, tuple(said), tuple(said.values())) for said in list_.cover]


@prepared
def items_of_covers(lists: list[int]) -> QuerySet[Item]:
    """The films on the covers of these lists, by key, for pages that are kept."""
    keys = Func(ArraySubquery(first_items().values("pk")[:POSTERS]), function="unnest")
    shown = List.objects.filter(pk__is_any_of=lists).values_list(keys, flat=True)
    return Item.objects.filter(pk__is_any_of=ArraySubquery(shown)).order_by("list", "place")
