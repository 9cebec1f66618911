"""Lists as those who keep them see them: to change what they say, their films and their order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts.models import Member, beyond_the_name
from films.models import Film
from lists.models import Collaborator, Item, List, ListQuerySet
from web.prepared import Holds, prepared
from web.words import counted

A_PAGE = 100


class Row(NamedTuple):
    """A film of a list and its position, 1 for the first."""

    position: int
    item: Item


class Films(NamedTuple):
    """The films of one page of the editor: from position `first` to `last` of `number`."""

    rows: list[Row]
    number: int

    @property
    def first(self) -> int:
        return self.rows[0].position if self.rows else 1

    @property
    def last(self) -> int:
        return self.rows[-1].position if self.rows else 0

    @property
    def previous(self) -> int:
        """Where the page before this one begins, 0 for none."""
        return max(self.first - A_PAGE, 1) if self.first > 1 else 0

    @property
    def next(self) -> int:
        return self.last + 1 if self.last < self.number else 0

    @property
    def words(self) -> str:
        """Which of them the page shows."""
        if not self.previous and not self.next:
            return counted(self.number, "film,films")
        return f"Films {self.first:,} to {self.last:,} of {self.number:,}"

    @property
    def was_ordered_anew(self) -> bool:
        """Whether an order stands that was made at once, so that the one before can be had again."""
        return any(row.item.former_place is not None for row in self.rows)


@prepared
def lists_kept_at(username: str, slug: str, viewer: Member) -> ListQuerySet:
    """The one list at this address, if the viewer keeps it; smart ones too, which only their owner keeps. Adds
    `is_kept_together`: with others."""
    kept = List.objects.editable_by(viewer).filter(author__username__iexact=username, slug=slug)
    let_in = Collaborator.objects.filter(list=OuterRef("pk"), accepted_at__isnull=False)
    shown = kept.select_related("author", "stats").annotate(is_kept_together=Holds(let_in))
    return shown.defer("description_html", "lead_html", *beyond_the_name("author"))


def page_with(position: int, number: int) -> int:
    """Where the page begins that this position is on, in a list of so many films."""
    inside = min(max(position, 1), max(number, 1))
    return (inside - 1) // A_PAGE * A_PAGE + 1


def films_from(list_: List, position: int, number: int) -> Films:
    """The page of the editor that this position is on; one query, whose offset walks the list's own index."""
    first = page_with(position, number)
    has_note = ExpressionWrapper(~Q(note=""), output_field=BooleanField())
    items = (
        Item.objects.of(list_).in_order().with_film().select_related("added_by").annotate(has_note=has_note)
    )
    shown = items.defer("note", "note_html", *beyond_the_name("added_by"))[first - 1 : first - 1 + A_PAGE]
    return Films([Row(place, item) for place, item in enumerate(shown, first)], number)


def items_at(list_: List, slug: str) -> QuerySet[Item]:
    """The film at this address, as it stands in the list."""
    return Item.objects.of(list_).filter(film__slug=slug).select_related("film", "list")


def films_among(list_: List, films: Iterable[Film]) -> set[int]:
    """The keys of those films that stand in the list."""
    return set(Item.objects.of(list_).filter(film__in=list(films)).values_list("film", flat=True))


def position_in(list_: List, item: Item) -> int:
    """1 for the first; asked of the rows as they are now, whatever `item` says."""
    now = Item.objects.filter(pk=item.pk).values("place")
    return Item.objects.of(list_).filter(place__lte=now[:1]).count()


def people_of(list_: List) -> QuerySet[Collaborator]:
    """Whom the owner asked to keep the list together, in that order, accepted or not."""
    asked = Collaborator.objects.filter(list=list_, member__is_active=True).select_related("member")
    return asked.order_by("created_at", "pk")


def lists_of_people_at(username: str, slug: str, viewer: Member) -> ListQuerySet:
    """The one list at this address for whoever has a part in keeping it: its owner, who accepted, who is asked to."""
    asked = Collaborator.objects.filter(list=OuterRef("pk"), member=viewer.pk)
    at = List.objects.standing().chosen().filter(author__username__iexact=username, slug=slug)
    theirs = Q(removed_at=None) & Q(Holds(asked))
    return at.filter(Q(author=viewer) | theirs).without_blocks(viewer).select_related("author", "stats")
