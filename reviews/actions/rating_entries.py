"""The rating of an entry, changed in its line of the diary without the rest of the entry."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.actions import refuse_suspended
from reviews.actions.settling import settle_mark
from reviews.models import Entry, Mark
from social.locks import keep_from_leaving, lock
from social.models import Audience


class CannotBeRated(Exception):
    """A viewing that was stopped has no rating, and neither has an entry that was deleted meanwhile."""


def rate_entry(entry: Entry, *, rating: int) -> None:
    """This viewing has so many half-stars, and the film with it, as when the entry is edited. The same once more changes
    nothing. Raises CannotBeRated, and Suspended where others could read it."""
    change_rating(entry, rating)


def unrate_entry(entry: Entry) -> None:
    """This viewing has no rating; that of the film stays. Raises as `rate_entry`."""
    change_rating(entry, None)


@transaction.atomic
def change_rating(entry: Entry, rating: int | None) -> None:
    """Settled on what stands in the database, not on what the page showed: another window may have changed it."""
    if entry.audience != Audience.ME:
        refuse_suspended(entry.author)
    keep_from_leaving(entry.author)
    lock(Mark.objects.of(entry.author).about(entry.film))
    stood = Entry.objects.standing().select_for_update().only("rating").filter(pk=entry.pk, is_stopped=False)
    if not stood:
        raise CannotBeRated
    changed = stood[0].rating != rating
    entry.rating = rating
    if changed:
        entry.edited_at = timezone.now()
        entry.save(update_fields=["rating", "edited_at"])
        settle_mark(entry, None, at=entry.edited_at, moves_rating=rating is not None)
