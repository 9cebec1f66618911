"""Reviews that answer reviews."""

from __future__ import annotations

from collections.abc import Iterable

from films.models import Film
from reviews.models import Entry, EntryQuerySet
from reviews.queries.cards import first_for_cards
from reviews.queries.entries import NOT_SHOWN
from reviews.quoting import is_withheld
from social.models import Viewer
from web import text as texts
from web.prepared import prepared

OLDEST_ANSWER_FIRST = ("created_at", "pk")
LONGEST_QUOTATION = 240


def readable_answered(key: object, film: Film, viewer: Viewer) -> Entry | None:
    """The review of this film with this key, however it is written, if the viewer may read and answer it."""
    said = str(key or "")
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        return None
    return next((one for one in answerable(int(said), film, viewer) if one.author_id != viewer.pk), None)


@prepared
def answerable(pk: int, film: Film, viewer: Viewer) -> EntryQuerySet:
    reviews = Entry.objects.visible_to(viewer).reviews().about(film).filter(pk=pk)
    return reviews.select_related("author", "film").defer(*NOT_SHOWN, "text_html")


def quotation_of(review: Entry) -> str:
    """How an answer begins: the first words, and the way back to them. Nothing that gives the film away is quoted."""
    if is_withheld(review):
        return ""
    words = texts.quote(texts.excerpt(review.lead_html, LONGEST_QUOTATION))
    name = review.author.username.replace("_", r"\_")
    return f"{words}\n>\n> [{name}]({review.url})\n\n"


@prepared
def answered_reviews(pk: int, viewer: Viewer) -> EntryQuerySet:
    """The one review with this key, for a line that leads to it."""
    reviews = Entry.objects.visible_to(viewer).reviews().filter(pk=pk).select_related("author", "film")
    return reviews.defer(*NOT_SHOWN, "text_html", "lead_html")


def answered_by(entry: Entry, viewer: Viewer) -> Entry | None:
    """What this review answers, if the viewer may read it. No query where it answers nothing."""
    if not entry.answers_id:
        return None
    found: Iterable[Entry] = answered_reviews(entry.answers_id, viewer)
    return next(iter(found), None)


def answers_to(entry: Entry, viewer: Viewer) -> EntryQuerySet:
    """All reviews that answer this one and that the viewer may read."""
    return Entry.objects.visible_to(viewer).reviews().filter(answers=entry)


@prepared
def first_answers_to(entry: Entry, viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    return first_for_cards(answers_to(entry, viewer), viewer, order=OLDEST_ANSWER_FIRST, at_most=at_most)
