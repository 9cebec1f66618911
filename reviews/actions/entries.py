"""What a member writes: log a film, review it, change it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions import refuse_suspended
from accounts.models import Member
from films.models import Film
from reviews.actions.answers import answered_by, tell_answered, tell_named
from reviews.actions.deleting import delete_entry, restore_deleted
from reviews.actions.drafts import finish_draft, save_key_of
from reviews.actions.settling import settle_mark
from reviews.actions.viewings import How, is_told_otherwise, tell_how, tell_otherwise
from reviews.models import Entry, EntryNote, Mark
from social.actions.mentions import members_named
from social.locks import keep_all_from_leaving, keep_from_leaving, lock
from social.models import Audience
from web import text as texts

__all__ = ["NothingToSave", "Viewing", "delete_entry", "edit_entry", "log_film", "restore_deleted"]


class NothingToSave(Exception):
    """An entry needs a date of viewing or text."""


@dataclass(frozen=True, kw_only=True)
class Viewing:
    """All that a member says in one entry. `rating` counts half-stars; `liked` and `note` None leave the film's like and
    the private note alone, and so does `how`; without a `language` it is guessed; without `comments_from` the author's own choice holds."""

    watched_on: datetime.date | None = None
    is_rewatch: bool = False
    is_stopped: bool = False
    stopped_minute: int | None = None
    rating: int | None = None
    liked: bool | None = None
    text: str = ""
    language: str = ""
    has_spoilers: bool = False
    tags: list[str] = field(default_factory=list)
    audience: str = Audience.EVERYONE
    comments_from: str = ""
    shows_history: bool = False
    note: str | None = None
    how: How | None = None

    @property
    def beside(self) -> set[int]:
        """The keys of all members whom rows about it name."""
        companions = self.how.companions if self.how else ()
        return {member.pk for member in (*self.named, *companions)}

    @property
    def named(self) -> list[Member]:
        """The members whom the text names."""
        return members_named(self.text)

    @property
    def facts(self) -> dict[str, object]:
        """The columns of the entry that follow from this."""
        rendered = texts.render(self.text, [member.username for member in self.named])
        return {
            "watched_on": self.watched_on,
            "is_rewatch": self.is_rewatch,
            "is_stopped": self.is_stopped,
            "stopped_minute": self.stopped_minute if self.is_stopped else None,
            "rating": self.rating,
            "text": self.text.strip(),
            "text_html": rendered.html,
            "lead_html": rendered.lead_html,
            "is_long": rendered.lead_html != rendered.html,
            "renderer": texts.VERSION,
            "length": texts.length_of(self.text),
            "language": self.language or texts.language_of(self.text),
            "language_is_chosen": bool(self.language),
            "has_spoilers": self.has_spoilers,
            "tags": self.tags,
            "audience": self.audience,
            "comments_from": self.comments_from,
            "shows_history": self.shows_history,
        }


@transaction.atomic
def log_film(
    film: Film,
    viewing: Viewing,
    *,
    by: Member,
    save_key: UUID | None = None,
    answers: int | None = None,
    draft_version: int | None = None,
    at: datetime.datetime | None = None,
) -> Entry:
    """Adds an entry; the film is watched (or stopped), off the watchlist, and has the entry's rating from now on.

    Saving again with the same key returns the entry that stands, changed to what is said now. `answers` is the key of
    the review of the same film that this one answers, left out where its author may not read it. The draft of this
    save, or of this version, is done with. `at` is the time of writing, this moment if left out. Raises NothingToSave,
    NotToBeAsked, and Suspended where others could read it.
    """
    refuse_nothing(viewing)
    refuse_for_others(viewing, by=by)
    at = at or timezone.now()
    if beside := viewing.beside:
        keep_all_from_leaving({by.pk, *beside})
    answered = answered_by(answers, film, by=by) if answers and viewing.text.strip() else None
    facts = {"film": film, "created_at": at, "answers": answered, **viewing.facts}
    if save_key is None:
        entry, is_new = Entry.objects.create(author=by, **facts), True
    else:
        key = save_key_of(save_key, film)
        entry, is_new = Entry.objects.get_or_create(author=by, save_key=key, defaults=facts)
    if is_new:
        settle_mark(entry, viewing.liked, at=at, moves_rating=viewing.rating is not None)
        settle_note(entry, viewing.note)
        tell_how(entry, viewing.how, at=at)
        tell_answered(entry, answered)
        if viewing.named:
            tell_named(entry, viewing.named, at=at)
    elif any(getattr(entry, name) != value for name, value in viewing.facts.items()) or is_told_otherwise(
        entry, viewing.how
    ):
        edit_entry(entry, viewing)  # somebody went back to the form, wrote on and saved once more
    else:
        settle_note(entry, viewing.note)
    finish_draft(film, by=by, entry=None, save_key=save_key, version=draft_version)
    return entry


@transaction.atomic
def edit_entry(
    entry: Entry, viewing: Viewing, *, save_key: UUID | None = None, draft_version: int | None = None
) -> None:
    """Changes an entry; the film's rating moves only when the entry's does. What moderators marked as a spoiler stays
    one. Raises NothingToSave, NotToBeAsked, and Suspended where others could read it."""
    refuse_nothing(viewing)
    refuse_for_others(viewing, by=entry.author)
    keep_all_from_leaving({entry.author_id, *viewing.beside})
    keep_from_leaving(entry.author)
    lock(Mark.objects.of(entry.author).about(entry.film))
    stood = Entry.objects.select_for_update().only("rating", "is_stopped", "spoilers_locked").get(pk=entry.pk)
    now = timezone.now()
    tell_otherwise(entry, viewing.how, at=now)
    facts = {**viewing.facts, "edited_at": now}
    if stood.spoilers_locked:
        facts["has_spoilers"] = True
    if not facts["text"]:
        facts["pinned_at"] = None
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(facts))
    settle_mark(
        entry,
        viewing.liked,
        at=now,
        moves_rating=viewing.rating is not None and viewing.rating != stood.rating,
        was_stopped=stood.is_stopped,
    )
    settle_note(entry, viewing.note)
    tell_named(entry, viewing.named, at=now)
    finish_draft(entry.film, by=entry.author, entry=entry, save_key=save_key, version=draft_version)


def settle_note(entry: Entry, note: str | None) -> None:
    """What the author notes beside the entry for themselves."""
    if note is None:
        return
    if note.strip():
        EntryNote.objects.update_or_create(entry=entry, defaults={"text": note.strip()})
    else:
        EntryNote.objects.filter(entry=entry).delete()


def refuse_for_others(viewing: Viewing, *, by: Member) -> None:
    """Who is suspended goes on with a diary for themselves alone."""
    if viewing.audience != Audience.ME:
        refuse_suspended(by)


def refuse_nothing(viewing: Viewing) -> None:
    if viewing.watched_on is None and not viewing.text.strip():
        raise NothingToSave
