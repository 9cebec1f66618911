"""One entry, found by its address, and what stands around it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import OuterRef
from django.http import Http404

from accounts.models import Member, beyond_the_name
from films.models import Film
from films.models.films import beyond_the_poster
from reviews.models import Entry, EntryQuerySet
from reviews.queries.comments import with_thread
from reviews.queries.companions import with_company
from social.models import Viewer
from web.prepared import Holds, prepared

NO_TEXTS = ("text", "text_html")
NOT_SHOWN = ("text", *beyond_the_name("author"), *beyond_the_poster("film"))


def entry_or_404(found: Iterable[Entry], username: str) -> Entry:
    """The entry found at an address, the author's name spelled exactly; other spellings lead on from the 404."""
    for entry in found:
        if entry.author.username == username:
            return entry
    raise Http404


def entries_at(username: str, slug: str, viewer: Viewer) -> EntryQuerySet:
    """The author's entries on the film that this viewer may read, each with both."""
    # Names are indexed whatever their case.
    entries = Entry.objects.visible_to(viewer).filter(author__username__iexact=username, film__slug=slug)
    return entries.select_related("author", "film")


@prepared
def entries_in_full(username: str, slug: str, number: int, viewer: Viewer) -> EntryQuerySet:
    """The one entry of this number, with all that its own page shows."""
    shown = with_company(entries_at(username, slug, viewer).filter(number=number))
    return with_thread(
        shown.select_related("author", "film", "stats", "facts")
        .defer(*NOT_SHOWN)
        .with_author_liked_film()
        .with_liked_by(viewer)
        .with_film_watched_by(viewer)
        .annotate(
            is_answered=Holds(Entry.objects.visible_to(viewer).reviews().filter(answers=OuterRef("pk")))
        ),
        viewer,
    )


@prepared
def reviews_at(username: str, slug: str, number: int, viewer: Viewer) -> EntryQuerySet:
    """The one review of this number, without its text."""
    reviews = entries_at(username, slug, viewer).filter(number=number).reviews()
    return reviews.select_related("author", "film", "stats").defer(*NOT_SHOWN, "text_html")


@prepared
def entries_that_stand(username: str, slug: str, viewer: Viewer) -> EntryQuerySet:
    """The first of the author's entries on the film."""
    return entries_at(username, slug, viewer).defer(*NOT_SHOWN, "text_html").order_by("number")[:1]


@prepared
def readable_entries(pk: int, viewer: Viewer) -> EntryQuerySet:
    """The one entry with this key, without its text."""
    entries = Entry.objects.visible_to(viewer).filter(pk=pk).select_related("author", "film")
    return entries.defer(*NOT_SHOWN, "text_html")


@prepared
def whole_reviews(pk: int, viewer: Viewer) -> EntryQuerySet:
    """The one review with this key and its whole text."""
    reviews = Entry.objects.visible_to(viewer).filter(pk=pk).reviews().select_related("author", "film")
    return reviews.with_film_watched_by(viewer).defer(*NOT_SHOWN)


@prepared
def own_entries(pk: int, author: Member) -> EntryQuerySet:
    """The one entry with this key if this member wrote it, with all that can be changed."""
    entries = Entry.objects.standing().by(author).filter(pk=pk)
    return entries.select_related("author", "film", "stats", "facts")


@prepared
def entries_for_cards(pk: int, viewer: Viewer) -> EntryQuerySet:
    """The one entry with this key, ready for a card."""
    return Entry.objects.visible_to(viewer).filter(pk=pk).for_cards(viewer)


@prepared
def entries_on(film: Film, author: Member, viewer: Viewer) -> EntryQuerySet:
    """All of the author's entries on the film that this viewer may read, first viewing first, without their texts."""
    entries = Entry.objects.visible_to(viewer).by(author).about(film).select_related("author", "film")
    return entries.defer(*NOT_SHOWN, "text_html").order_by("number")
