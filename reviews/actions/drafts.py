"""Drafts: what stands in a form, kept as it is typed until it is saved or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Member
from films.models import Film
from reviews.models import Draft, Entry
from social.locks import keep_from_leaving

MOST_DRAFTS = 200


class DraftsDisagree(Exception):
    """Another window has saved the draft meanwhile, or thrown it away: then `theirs` is None."""

    def __init__(self, theirs: Draft | None) -> None:
        super().__init__()
        self.theirs = theirs


class AlreadyPublished(Exception):
    """What the draft was of is saved, or the entry has been changed since the form was opened."""


class TooManyDrafts(Exception):
    """A member has MOST_DRAFTS drafts at most."""


@transaction.atomic
def save_draft(
    film: Film, typed: Mapping[str, str], *, by: Member, entry: Entry | None = None, version: int = 0
) -> Draft:
    """Keeps what was typed in place of the `version` that stood (0: there was none), and says which version it now is.

    Raises DraftsDisagree, AlreadyPublished, TooManyDrafts.
    """
    keep_from_leaving(by)  # who publishes at this moment is done first, or deletes this
    refuse_published(film, typed, by=by, entry=entry)
    drafts = Draft.objects.filter(member=by, film=film, entry=entry)
    now = timezone.now()
    if drafts.filter(version=version).update(typed=typed, version=F("version") + 1, saved_at=now):
        return drafts.get()
    stands = drafts.first()
    if stands and stands.typed == typed:
        return stands  # the same once more: the answer to the first time was lost
    if stands or version:
        raise DraftsDisagree(stands)
    if Draft.objects.filter(member=by).count() >= MOST_DRAFTS:
        raise TooManyDrafts
    return Draft.objects.create(member=by, film=film, entry=entry, typed=typed, saved_at=now)


def refuse_published(film: Film, typed: Mapping[str, str], *, by: Member, entry: Entry | None) -> None:
    """An old save that arrives late brings nothing back."""
    if entry is not None:
        edited_at = Entry.objects.by(by).standing().values_list("edited_at", flat=True).get(pk=entry.pk)
        if typed.get("stands", "") != stands_since(edited_at):
            raise AlreadyPublished
        return
    try:
        key = save_key_of(UUID(typed.get("save_key", "")), film)
    except ValueError:
        return
    if Entry.objects.filter(author=by, save_key=key).exists():
        raise AlreadyPublished


def save_key_of(save_key: UUID, film: Film) -> UUID:
    """The same key on another film is another save."""
    return uuid5(save_key, str(film.pk))


def stands_since(edited_at: object) -> str:
    """Says which state of an entry a form was opened with."""
    return str(edited_at or "")


def discard_draft(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).delete()


def finish_draft(
    film: Film, *, by: Member, entry: Entry | None, save_key: UUID | None, version: int | None
) -> None:
    """Deletes the draft of what was saved: of the same save, or the version that was in the form. What another window
    holds stays."""
    if save_key is not None or version:
        same = Q(typed__save_key=str(save_key)) if save_key else Q(pk=None)
        Draft.objects.filter(same | Q(version=version or 0), member=by, film=film, entry=entry).delete()
