"""What a member does with a film in one press of a button."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Now

from accounts.models import Member
from films.models import Film
from reviews.actions.erasing import take_back
from reviews.models import Entry, Mark
from social.locks import keep_from_leaving, lock


class EntriesStand(Exception):
    """The film has entries in the diary, so it stays watched until they are removed."""


def change_mark(film: Film, member: Member, **changes: Any) -> None:
    """The one mark of this member and film, made when it is missing, gets these values.

    A mark that stands is changed by a single statement: the film's counts, everybody's, are locked no longer than that.
    """
    mark = Mark.objects.of(member).about(film)
    if not mark.update(**changes):
        with transaction.atomic():
            Mark.objects.bulk_create([Mark(member=member, film=film)], ignore_conflicts=True)
            mark.update(**changes)


def kept_or(at: datetime.datetime | None, field: str) -> Coalesce:
    """The time that stands already, else this one or this moment: pressing twice changes nothing."""
    return Coalesce(F(field), at or Now())


def watch(film: Film, *, by: Member, at: datetime.datetime | None = None) -> None:
    """Watched films leave the watchlist."""
    change_mark(film, by, watched_at=kept_or(at, "watched_at"), watchlisted_at=None)


def unwatch(film: Film, *, by: Member) -> None:
    """Takes back watched and the rating with it. Raises EntriesStand while entries of the film stand in the diary."""
    try:
        with transaction.atomic():
            Mark.objects.of(by).about(film).update(watched_at=None, rating=None, rated_at=None)
    except IntegrityError as problem:
        raise EntriesStand from problem


def like_film(film: Film, *, by: Member, at: datetime.datetime | None = None) -> None:
    change_mark(film, by, liked_at=kept_or(at, "liked_at"))


def unlike_film(film: Film, *, by: Member) -> None:
    Mark.objects.of(by).about(film).update(liked_at=None)


def add_to_watchlist(film: Film, *, by: Member, at: datetime.datetime | None = None) -> None:
    change_mark(film, by, watchlisted_at=kept_or(at, "watchlisted_at"))


def remove_from_watchlist(film: Film, *, by: Member) -> None:
    Mark.objects.of(by).about(film).update(watchlisted_at=None)


def rate(film: Film, *, rating: int, by: Member, at: datetime.datetime | None = None) -> None:
    """Rating implies watched. The ratings of older entries stay as they were."""
    change_mark(film, by, **rating_changes(rating, at))


def rating_changes(rating: int, at: datetime.datetime | None) -> dict[str, Any]:
    return {
        "rating": rating,
        "rated_at": at or Now(),
        "watched_at": kept_or(at, "watched_at"),
        "watchlisted_at": None,
    }


def unrate(film: Film, *, by: Member) -> None:
    Mark.objects.of(by).about(film).update(rating=None, rated_at=None)


@transaction.atomic
def forget(film: Film, *, by: Member) -> None:
    """Removes everything the member recorded for the film: rating, like, watchlist, and the entries, which can be
    restored for some days."""
    keep_from_leaving(by)
    if not lock(Mark.objects.of(by).about(film)):
        return
    take_back(Entry.objects.by(by).about(film))
    Mark.objects.of(by).about(film).update(
        watched_at=None,
        liked_at=None,
        rating=None,
        rated_at=None,
        watchlisted_at=Value(None),
        stopped_at=None,
    )
