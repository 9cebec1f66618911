"""The earlier versions of a review, each with what changed in it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet

from reviews.models import Entry, EntryQuerySet, Revision
from reviews.queries.entries import NOT_SHOWN, entries_at
from reviews.queries.seen import films_seen, opened
from social.models import Follow, Reach, Viewer
from web import text as texts
from web.differences import marked
from web.prepared import prepared

NEWEST_FIRST = ("-saved_at", "-pk")


@dataclass(frozen=True)
class Version:
    """A review as it stood; `html` has the words that came and went since the version before marked."""

    saved_at: datetime.datetime
    watched_on: datetime.date | None
    rating: int | None
    html: str
    is_covered: bool
    is_present: bool
    is_first: bool


@prepared
def entries_with_text_at(username: str, slug: str, number: int, viewer: Viewer) -> EntryQuerySet:
    """The one entry of this number with its whole text; adds `film_watched`."""
    entries = entries_at(username, slug, viewer).filter(number=number).with_film_watched_by(viewer)
    return entries.defer(*NOT_SHOWN, "lead_html")


def shows_its_history(entry: Entry, viewer: Viewer) -> bool:
    """To its author always, to other readers if the author lets them, and while there is a review to read."""
    return entry.author_id == viewer.pk or (entry.shows_history and bool(entry.text_html))


def earlier_versions(entry: Entry, viewer: Viewer) -> QuerySet[Revision]:
    """Those that this viewer might have read when they stood; their author reads all."""
    revisions = Revision.objects.filter(entry=entry).defer("text")
    if entry.author_id == viewer.pk:
        return revisions
    reaches = [Reach.EVERYONE]
    if Follow.objects.filter(follower=viewer.pk, followed=entry.author_id).exists():
        reaches.append(Reach.FOLLOWERS)
    return revisions.filter(reach__in=reaches)


def one_before(revisions: QuerySet[Revision], oldest: Revision) -> Revision | None:
    """What the oldest version on a page is compared with."""
    before = revisions.filter(saved_at__lte=oldest.saved_at).order_by(*NEWEST_FIRST)
    return next((one for one in before[:10] if (one.saved_at, one.pk) < (oldest.saved_at, oldest.pk)), None)


def versions(
    entry: Entry, earlier: Iterable[Revision], before: Revision | None, viewer: Viewer, *, with_present: bool
) -> list[Version]:
    """The newest first, each compared with the one that this viewer may read before it."""
    shown: list[Entry | Revision] = [*([entry] if with_present else []), *earlier]
    if not shown:
        return []
    older: list[Revision | None] = [*(one for one in shown[1:] if isinstance(one, Revision)), before]
    stood = [one for one in (*shown, before) if one]
    of_viewer = partial(version, entry, opener_for(entry, stood, viewer), viewer)
    return [of_viewer(one, previous) for one, previous in zip(shown, older, strict=True)]


def opener_for(entry: Entry, stood: Iterable[Entry | Revision], viewer: Viewer) -> Callable[[str], str]:
    """What uncovers in these versions the spoilers that are open to this viewer."""
    return partial(
        opened,
        about=entry.film.slug,
        seen=films_seen((one.text_html for one in stood), viewer),
        has_watched=entry.film_watched,  # type: ignore[attr-defined]
        is_own=entry.author_id == viewer.pk,
    )


def version(
    entry: Entry,
    opener: Callable[[str], str],
    viewer: Viewer,
    one: Entry | Revision,
    previous: Revision | None,
) -> Version:
    html = opener(one.text_html)
    if previous:
        # What went is shown without its covers, so without what they covered.
        html = marked(texts.without_spoilers(opener(previous.text_html)), html)
    has_seen = entry.film_watched or entry.author_id == viewer.pk  # type: ignore[attr-defined]
    gives_away = entry.has_spoilers or one.has_spoilers or bool(previous and previous.has_spoilers)
    return Version(
        saved_at=one.saved_at if isinstance(one, Revision) else one.edited_at or one.created_at,
        watched_on=one.watched_on,
        rating=one.rating,
        html=html,
        is_covered=gives_away and not has_seen and bool(html),
        is_present=isinstance(one, Entry),
        is_first=previous is None,
    )
