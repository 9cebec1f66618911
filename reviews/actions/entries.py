"""What a member writes: log a film, review it, change it, take it back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.models import Member
from films.models import Film
from reviews.actions import marks
from reviews.actions.erasing import erase
from reviews.models import Entry, Mark
from social.locks import keep_from_leaving, lock
from social.models import Audience
from web import text as texts


class NothingToSave(Exception):
    """An entry needs a date of viewing or text."""


@dataclass(frozen=True, kw_only=True)
class Viewing:
    """All that a member says in one entry. `rating` counts half-stars; `liked` None leaves the film's like alone."""

    watched_on: datetime.date | None = None
    is_rewatch: bool = False
    rating: int | None = None
    liked: bool | None = None
    text: str = ""
    has_spoilers: bool = False
    tags: list[str] = field(default_factory=list)
    audience: str = Audience.EVERYONE

    @property
    def facts(self) -> dict[str, object]:
        """The columns of the entry that follow from this."""
        rendered = texts.render(self.text)
        return {
            "watched_on": self.watched_on,
            "is_rewatch": self.is_rewatch,
            "rating": self.rating,
            "text": self.text.strip(),
            "text_html": rendered.html,
            "lead_html": rendered.lead_html,
            "is_long": rendered.lead_html != rendered.html,
            "renderer": texts.VERSION,
            "has_spoilers": self.has_spoilers,
            "tags": self.tags,
            "audience": self.audience,
        }


@transaction.atomic
def log_film(
    film: Film,
    viewing: Viewing,
    *,
    by: Member,
    save_key: UUID | None = None,
    at: datetime.datetime | None = None,
) -> Entry:
    """Adds an entry; the film is watched, off the watchlist, and has the entry's rating from now on.

    Saving again with the same key returns the entry that stands, changed to what is said now. `at` is the time of
    writing, this moment if left out. Raises NothingToSave.
    """
    refuse_nothing(viewing)
    at = at or timezone.now()
    facts = {"film": film, "created_at": at, **viewing.facts}
    if save_key is None:
        entry, is_new = Entry.objects.create(author=by, **facts), True
    else:
        key = uuid5(save_key, str(film.pk))  # the same on another film is another save
        entry, is_new = Entry.objects.get_or_create(author=by, save_key=key, defaults=facts)
    if is_new:
        settle_mark(film, viewing, by=by, at=at, moves_rating=viewing.rating is not None)
    elif any(getattr(entry, name) != value for name, value in viewing.facts.items()):
        edit_entry(entry, viewing)  # somebody went back to the form, wrote on and saved once more
    return entry


@transaction.atomic
def edit_entry(entry: Entry, viewing: Viewing) -> None:
    """Changes an entry; the film's rating moves only when the entry's does. Raises NothingToSave."""
    refuse_nothing(viewing)
    keep_from_leaving(entry.author)
    lock(Mark.objects.of(entry.author).about(entry.film))
    stood = Entry.objects.select_for_update().only("rating").get(pk=entry.pk)
    facts = {**viewing.facts, "edited_at": timezone.now()}
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(facts))
    settle_mark(
        entry.film,
        viewing,
        by=entry.author,
        at=timezone.now(),
        moves_rating=viewing.rating is not None and viewing.rating != stood.rating,
    )


@transaction.atomic
def delete_entry(entry: Entry) -> None:
    """Takes the entry back, with its likes. The film stays watched and rated."""
    erase(Entry.objects.filter(pk=entry.pk))


def settle_mark(
    film: Film, viewing: Viewing, *, by: Member, at: datetime.datetime, moves_rating: bool
) -> None:
    """All that the viewing says about the film as such, in the one statement that moves its counts."""
    changes = marks.rating_changes(viewing.rating, at) if moves_rating and viewing.rating else {}
    if viewing.liked is not None:
        changes["liked_at"] = marks.kept_or(at, "liked_at") if viewing.liked else None
    if changes:
        marks.change_mark(film, by, **changes)


def refuse_nothing(viewing: Viewing) -> None:
    if viewing.watched_on is None and not viewing.text.strip():
        raise NothingToSave
