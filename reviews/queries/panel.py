"""The viewer and one film: what the panel on its page shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from films.models import Film
from reviews.models import Entry, Mark, MarkQuerySet
from social.models import Viewer
from web.prepared import prepared


@dataclass(frozen=True)
class Panel:
    """`is_visitor` when nobody is signed in; `has_entries` when the viewer's diary or reviews have the film."""

    film: Film
    is_visitor: bool = True
    is_watched: bool = False
    is_liked: bool = False
    is_on_watchlist: bool = False
    is_stopped: bool = False
    rating: int | None = None
    has_entries: bool = False

    @property
    def has_anything(self) -> bool:
        return self.is_watched or self.is_liked or self.is_on_watchlist or self.is_stopped


def panel_of(film: Film, viewer: Viewer) -> Panel:
    """One query for a member, none for a visitor."""
    if not viewer.is_authenticated:
        return Panel(film)
    mark = mark_on(film, viewer)
    if mark is None:
        return Panel(film, is_visitor=False)
    return Panel(
        film,
        is_visitor=False,
        is_watched=mark.is_watched,
        is_liked=mark.is_liked,
        is_on_watchlist=mark.is_on_watchlist,
        is_stopped=mark.is_stopped,
        rating=mark.rating,
        has_entries=mark.has_entries,  # type: ignore[attr-defined]
    )


def mark_on(film: Film, member: Viewer) -> Mark | None:
    """What this member recorded of the film; with `has_entries`."""
    return next(iter(marks_with_entries(film, member)), None)


@prepared
def marks_with_entries(film: Film, viewer: Viewer) -> MarkQuerySet:
    """The one mark of this viewer and film; adds `has_entries`."""
    entries = Entry.objects.standing().filter(author=OuterRef("member"), film=OuterRef("film"))
    return Mark.objects.of(viewer).about(film).annotate(has_entries=Exists(entries))
