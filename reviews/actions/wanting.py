"""Many films on the watchlist at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Member
from reviews.models import Mark

AT_ONCE = 500  # films whose counts, everybody's, are locked together


class Wanted(NamedTuple):
    """How many films came to the watchlist, and how many did not because they were watched or stood there already."""

    added: int
    watched: int
    standing: int


def want_films(films: Sequence[int], *, by: Member) -> Wanted:
    """Puts films, by their keys, on the watchlist, the first of them topmost; what was watched stays off it. Done twice
    it changes nothing more; each statement stands alone, so that nobody waits for the counts of a thousand films."""
    last_first = list(dict.fromkeys(films))[::-1]
    batches = [last_first[start : start + AT_ONCE] for start in range(0, len(last_first), AT_ONCE)]
    counts = [want_some(batch, by) for batch in batches]
    return Wanted(*(sum(numbers) for numbers in zip(*counts, strict=True))) if counts else Wanted(0, 0, 0)


def want_some(films: Sequence[int], member: Member) -> Wanted:
    known: QuerySet[Mark] = Mark.objects.of(member).filter(film__in=films)
    marks = {mark.film_id: mark for mark in known.only("film", "watched_at", "watchlisted_at")}
    fresh = [Mark(member=member, film_id=film) for film in films if film not in marks]
    now = timezone.now()
    for mark in fresh:
        mark.watchlisted_at = now
    Mark.objects.bulk_create(fresh, ignore_conflicts=True)
    updated = known.filter(watched_at=None, watchlisted_at=None).update(watchlisted_at=now)
    watched = sum(mark.is_watched for mark in marks.values())
    added = len(fresh) + updated
    return Wanted(added, watched, len(films) - watched - added)
