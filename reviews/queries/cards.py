"""Reviews as cards: each with what this viewer may do with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reviews.models import Entry
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
