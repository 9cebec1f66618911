"""What figures count: the dated entries of one member that a viewer may read, or, without any, films marked as watched."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple

from django.db import connections, router
from django.db.models import Case, DateField, DateTimeField, F, Func, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from accounts.models import Member
from films.models.films import FIRST_YEAR
from reviews.models import Entry, Mark
from reviews.queries.blindness import films_rated_by, is_blind
from social.models import Viewer
from web.prepared import execute, prepared, value_of
from web.viewer import NOBODY

BEGINNING, END = datetime.date(FIRST_YEAR, 1, 1), datetime.date(9999, 12, 31)


class Period(NamedTuple):
    """A calendar year, or all time (None)."""

    year: int | None = None

    @property
    def since(self) -> datetime.date:
        return datetime.date(self.year, 1, 1) if self.year else BEGINNING

    @property
    def until(self) -> datetime.date:
        """Its last day."""
        return datetime.date(self.year, 12, 31) if self.year else END


class Source(NamedTuple):
    """Whose viewings are counted, in which period, and who looks. `of_marks`: the films marked as watched that never had
    an entry, each once, on the day it was marked where the member lives."""

    member: Member
    viewer: Viewer
    period: Period
    of_marks: bool = False

    def sql(self) -> tuple[str, list[Any]]:
        """The viewings as SQL with its values: entry, film, day, rating, is_rewatch."""
        since, until = self.period.since, self.period.until
        is_hiding = is_blind(self.viewer) and self.member.pk != self.viewer.pk
        if self.of_marks:
            sql, values = marked.part(
                (self.member, self.viewer, self.member.zone.key, since, until),
                {"is_hiding": is_hiding},
                keys_alone=False,
            )
        else:
            sql, values = logged.part(
                (self.member, self.viewer, since, until), {"is_hiding": is_hiding}, keys_alone=False
            )
        return sql, list(values)


@prepared
def logged(
    member: Member, viewer: Viewer, since: datetime.date, until: datetime.date, *, is_hiding: bool
) -> QuerySet[Entry, Any]:
    entries = Entry.objects.visible_to(viewer).by(member).in_diary().filter(is_stopped=False)
    return entries.filter(watched_on__range=(since, until)).values_list(
        "pk", "film", "watched_on", shown_rating(viewer) if is_hiding else "rating", "is_rewatch"
    )


@prepared
def marked(
    member: Member, viewer: Viewer, zone: str, since: datetime.date, until: datetime.date, *, is_hiding: bool
) -> QuerySet[Mark, Any]:
    there = Func(
        Cast(Value(zone), TextField()), F("watched_at"), function="timezone", output_field=DateTimeField()
    )
    marks = Mark.objects.visible_to(viewer).of(member).watched().filter(last_entry_number=0)
    return (
        marks.annotate(day=Cast(there, DateField()))
        .filter(day__range=(since, until))
        .values_list("pk", "film", "day", shown_rating(viewer) if is_hiding else "rating", Value(value=False))
    )


def is_shown_to_everybody(member: Member, period: Period) -> bool:
    """Whether anybody may read of a viewing of the period."""
    return bool(public_viewings(member, period.since, period.until, at_most=1))


@prepared
def public_viewings(
    member: Member, since: datetime.date, until: datetime.date, *, at_most: int
) -> QuerySet[Entry, int]:
    viewings = Entry.objects.visible_to(NOBODY).by(member).filter(is_stopped=False)
    return viewings.filter(watched_on__range=(since, until)).values_list("pk", flat=True)[:at_most]


def shown_rating(viewer: Viewer) -> Case:
    """In blind mode what a member gave a film counts in no figure before the viewer has rated it too."""
    # Not as an array, which would be gone through for each viewing: 400 ms for 20,000 of them and 10,000 films rated.
    return Case(When(film__in=films_rated_by(viewer), then=F("rating")))


def ask(source: Source, statement: str, values: list[Any]) -> list[Any]:
    """The rows of a statement that begins with the viewings as `seen`, and goes on after it."""
    sql, its_values = source.sql()
    whole = f"WITH seen (entry, film, day, rating, is_rewatch) AS MATERIALIZED ({sql}) {statement}"
    wide = [value_of(value) for value in [*its_values, *values]]
    return execute(connections[router.db_for_read(Entry)], whole, wide)
