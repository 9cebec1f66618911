"""Reviews as cards: each with what this viewer may do with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery

from reviews.models import Entry, EntryQuerySet
from social.models import Viewer


class Card(NamedTuple):
    """A review loaded with `for_cards(viewer)`. `is_covered`: its spoilers are hidden from this viewer until asked for."""

    review: Entry
    is_covered: bool
    is_own: bool
    is_visitor: bool


def card(review: Entry, viewer: Viewer) -> Card:
    return Card(
        review,
        is_covered=review.is_covered_for(viewer),
        is_own=review.author_id == viewer.pk,
        is_visitor=not viewer.is_authenticated,
    )


def cards(reviews: Iterable[Entry], viewer: Viewer) -> list[Card]:
    """No query of its own."""
    return [card(review, viewer) for review in reviews]


def first_for_cards(
    entries: EntryQuerySet, viewer: Viewer, *, order: tuple[str, ...], at_most: int
) -> EntryQuerySet:
    """The first of these entries in this order, ready for cards: their keys by an index, then what belongs to the few.

    In one go PostgreSQL may join and sort all reviews of a film: it plans for a film like most.
    """
    keys = entries.order_by(*order).values("pk")[:at_most]
    return Entry.objects.filter(pk__is_any_of=ArraySubquery(keys)).for_cards(viewer).order_by(*order)
