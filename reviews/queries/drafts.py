"""A member's own drafts and notes: nobody else's query reads these tables."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import Member, beyond_the_name
from films.models import Film
from films.models.films import beyond_the_poster
from reviews.models import Draft, Entry, EntryNote
from web import text as texts

FIRST_WORDS = 140


def draft_on(film: Film, member: Member, entry: Entry | None = None) -> Draft | None:
    """What this member has typed and not saved yet: of a new entry, or of this one."""
    return Draft.objects.filter(member=member, film=film, entry=entry).first()


def drafts_of(member: Member) -> QuerySet[Draft]:
    """All of the member's drafts, the latest first, each with its film and what it changes."""
    of_deleted = Q(entry__deleted_at__isnull=False)  # comes back with its entry
    drafts = Draft.objects.filter(~of_deleted, member=member)
    drafts = drafts.select_related("film", "entry", "entry__author")
    unread = ("entry__text", "entry__text_html", "entry__lead_html")
    shown = drafts.defer(*unread, *beyond_the_poster("film"), *beyond_the_name("entry__author"))
    return shown.order_by("-saved_at", "-pk")


def first_words_of(draft: Draft) -> str:
    text = str(draft.typed.get("text", ""))[: texts.LONGEST]
    return texts.excerpt(texts.render(text[: 10 * FIRST_WORDS]).html, FIRST_WORDS)


def note_of(entry: Entry, member: Member) -> str:
    """What the author noted beside the entry for themselves; nothing for anybody else."""
    notes = EntryNote.objects.filter(entry=entry, entry__author=member)
    return notes.values_list("text", flat=True).first() or ""
