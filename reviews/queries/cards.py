"""Reviews as cards: each with what this viewer may do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery

from reviews.models import Entry, EntryQuerySet
from reviews.queries.blindness import OPEN, hidden_films, sees_all, without_stars
from reviews.queries.muting import muted_words_in
from reviews.queries.seen import films_seen, opened
from social.models import Viewer


class Card(NamedTuple):
    """A review loaded with `for_cards(viewer)`. `html` is what is shown of it, with the spoilers inside open to whom
    they are; `is_covered`: all of it is shown only when asked for; `muted_words`: so it is for these words, "" for none;
    `is_blind`: it is not shown before the viewer has rated the film, `is_open`: they asked to see it all the same; `why` it
    stands where it does, "" where that needs no word."""

    review: Entry
    html: str
    is_covered: bool
    is_own: bool
    is_visitor: bool
    muted_words: str = ""
    is_blind: bool = False
    is_open: bool = False
    why: str = ""

    @property
    def text_url(self) -> str:
        """Where the whole text is had for this card, which is not there for a viewer who may not see it."""
        return self.review.text_url + (f"?{OPEN}=1" if self.is_open else "")

    @property
    def is_shut(self) -> bool:
        """Whether no word of it may stand anywhere else."""
        return self.is_covered or self.is_blind or bool(self.muted_words)


def card(review: Entry, viewer: Viewer) -> Card:
    return cards([review], viewer)[0]


def cards(reviews: Iterable[Entry], viewer: Viewer) -> list[Card]:
    """No query of its own, but one where a spoiler names another film, and one for a viewer in blind mode."""
    return made([(review, review.lead_html) for review in reviews], viewer)


def with_reasons(shown: Iterable[Card], why: Callable[[Entry], str]) -> list[Card]:
    """The same cards, each saying why it stands where it does."""
    return [one._replace(why=why(one.review)) for one in shown]


def whole_card(review: Entry, viewer: Viewer) -> Card:
    """A card that shows the whole text; needs `text_html`."""
    return made([(review, review.text_html)], viewer)[0]


def whole_cards(reviews: Iterable[Entry], viewer: Viewer) -> list[Card]:
    """The same of many; one query, or two, as `cards`."""
    return made([(review, review.text_html) for review in reviews], viewer)


def made(shown: list[tuple[Entry, str]], viewer: Viewer) -> list[Card]:
    seen = films_seen((html for _, html in shown), viewer)
    reviews = without_stars([review for review, _ in shown], viewer)
    hidden = hidden_films(viewer, [review.film_id for review in reviews])
    return [card_of(review, html, viewer, seen, is_blind=review.film_id in hidden) for review, html in shown]


def card_of(review: Entry, html: str, viewer: Viewer, seen: set[str], *, is_blind: bool) -> Card:
    is_own = review.author_id == viewer.pk
    is_blind = is_blind and not is_own and review.is_review
    has_watched: bool = review.film_watched  # type: ignore[attr-defined]
    return Card(
        review,
        "" if is_blind else opened(html, review.film.slug, seen, has_watched=has_watched, is_own=is_own),
        is_covered=review.is_covered_for(viewer),
        is_own=is_own,
        is_visitor=not viewer.is_authenticated,
        muted_words=muted_words_in(review, viewer),
        is_blind=is_blind,
        is_open=sees_all(viewer),
    )


def first_for_cards(
    entries: EntryQuerySet, viewer: Viewer, *, order: tuple[str, ...], at_most: int
) -> EntryQuerySet:
    """The first of these entries in this order, ready for cards: their keys by an index, then what belongs to the few.

    In one go PostgreSQL may join and sort all reviews of a film: it plans for a film like most.
    """
    keys = entries.order_by(*order).values("pk")[:at_most]
    return Entry.objects.filter(pk__is_any_of=ArraySubquery(keys)).for_cards(viewer).order_by(*order)
