"""What an entry says about its film as such: watched or stopped, rating and like move with it."""

from __future__ import annotations

import datetime

from reviews.actions import marks
from reviews.models import Entry, Mark


def settle_mark(
    entry: Entry,
    liked: bool | None,  # noqa: FBT001  as it was said
    *,
    at: datetime.datetime,
    moves_rating: bool,
    was_stopped: bool | None = None,
) -> None:
    """Moves the mark in the one statement that moves its counts. `was_stopped` of an entry that is changed."""
    changes = marks.rating_changes(entry.rating, at) if moves_rating and entry.rating else {}
    if was_stopped and not entry.is_stopped:
        changes["watched_at"] = marks.kept_or(at, "watched_at")
        changes["watchlisted_at"] = None
    if was_stopped is False and entry.is_stopped and made_watched(entry):
        changes |= {"watched_at": None, "rating": None, "rated_at": None, "stopped_at": at}
    if liked is not None:
        changes["liked_at"] = marks.kept_or(at, "liked_at") if liked else None
    if changes:
        marks.change_mark(entry.film, entry.author, **changes)


def marked_again(entry: Entry, *, at: datetime.datetime) -> None:
    """The film of an entry that is back is watched; or stopped, unless it was watched otherwise."""
    if not entry.is_stopped:
        marks.watch(entry.film, by=entry.author, at=at)
        return
    mark = Mark.objects.of(entry.author).about(entry.film)
    mark.filter(watched_at=None).update(stopped_at=marks.kept_or(at, "stopped_at"), watchlisted_at=None)


def made_watched(entry: Entry) -> bool:
    """Whether the film counts as watched because of this entry alone: the time of its mark is the entry's own."""
    watched = Entry.objects.standing().by(entry.author).about(entry.film).filter(is_stopped=False)
    mark = Mark.objects.of(entry.author).about(entry.film).filter(watched_at=entry.created_at)
    return not watched.exists() and mark.exists()
