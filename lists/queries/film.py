"""A film with the best liked lists that have it, in the query that finds the film: its page asks enough others."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import router
from django.db.models import IntegerField, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.models import Member
from films.models import FilmQuerySet
from films.queries.finding import with_counts_at
from lists.models import Item, List, ListQuerySet, ListStats
from lists.queries.covers import ListCard, films_of_cover, with_covers
from lists.queries.hub import MOST_LIKED_FIRST, met_by, number_of
from lists.queries.parts import parts_of_list_cards
from social.models import Viewer
from web.kept import Part, answer, listing
from web.prepared import prepared
from web.viewer import NOBODY

SHOWN = 3
LOOKED_AT = 400  # lists that the film came to last: every visit of its page asks for them
NUMBER_SAID = 100
OF_LISTS = ("id", "title", "slug", "author_id", "audience", "is_ranked", "filters", "removed_at")
OF_AUTHORS = ("id", "username", "display_name", "avatar", "is_active", "is_private")
OF_STATS = ("list_id", "films_count", "likes_count", "comments_count")


class InLists(NamedTuple):
    """The best liked of the LOOKED_AT lists for everyone that a film came to last, and how many of those there are."""

    cards: list[ListCard]
    number: int

    @property
    def words(self) -> str:
        """How many lists have the film, as far as they were counted; follows "In"."""
        if self.number > NUMBER_SAID:
            return f"more than {NUMBER_SAID} lists"
        return f"{self.number} {'list' if self.number == 1 else 'lists'}"


@prepared
def films_with_lists_at(slug: str, viewer: Viewer) -> FilmQuerySet:
    """The film at this address, if there is one, with its counts and titles; adds `in_lists` and `lists_number`."""
    said = JSONObject(
        list=JSONObject(**{name: name for name in OF_LISTS}),
        author=JSONObject(**{name: f"author__{name}" for name in OF_AUTHORS}),
        stats=JSONObject(**{name: f"stats__{name}" for name in OF_STATS}),
        cover="cover",
    )
    shown = with_covers(latest_with(slug, viewer)).annotate(said=said).order_by(*MOST_LIKED_FIRST)
    number = number_of(latest_with(slug, viewer))
    return with_counts_at(slug).annotate(
        in_lists=ArraySubquery(shown.values("said")[:SHOWN]),
        lists_number=Subquery(number, output_field=IntegerField()),
    )


def latest_with(slug: str, viewer: Viewer) -> ListQuerySet:
    latest = Item.objects.filter(film__slug=slug).order_by("-added_at", "-pk").values("list")[:LOOKED_AT]
    return met_by(viewer).filter(pk__is_any_of=ArraySubquery(latest))


def in_lists(film: Any, viewer: Viewer) -> InLists:
    """Of a film that was found `with_lists`; no query."""
    return InLists([card_of(said, viewer) for said in film.in_lists], film.lists_number)


def card_of(said: dict[str, Any], viewer: Viewer) -> ListCard:
    database = router.db_for_read(List)
    found: Any = List.from_db(database, tuple(said["list"]), tuple(said["list"].values()))
    found.author = Member.from_db(database, tuple(said["author"]), tuple(said["author"].values()))
    found.stats = ListStats.from_db(database, tuple(said["stats"]), tuple(said["stats"].values()))
    found.cover = said["cover"]
    return ListCard(
        found,
        films_of_cover(found),
        "",
        is_own=found.author_id == viewer.pk,
        is_visitor=not viewer.is_authenticated,
    )


@prepared
def keys_of_lists_with(slug: str, *, at_most: int) -> ListQuerySet:
    return latest_with(slug, NOBODY).order_by(*MOST_LIKED_FIRST)[:at_most]


@prepared
def numbers_of_lists_with(slug: str) -> QuerySet[List, int]:
    return number_of(latest_with(slug, NOBODY))


def parts_of_in_lists(film: Any, shown: InLists) -> list[Part]:
    """All that the page of a film shows a visitor of lists."""
    return [
        listing(keys_of_lists_with, film.slug, at_most=SHOWN),
        answer(numbers_of_lists_with, film.slug),
        *parts_of_list_cards(shown.cards),
    ]
