"""Answering whether one was there when somebody watched a film."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import Member
from reviews.actions.entries import Viewing, log_film
from reviews.actions.viewings import FACTS, How
from reviews.models import Companion, Entry, Mark, ViewingFacts
from reviews.queries.companions import beside_readable
from social.locks import keep_all_from_leaving, keep_from_leaving
from social.models import Audience


class Withdrawn(Exception):
    """Nobody asks this any longer: the name or the entry is gone, or not for the member to read."""


@transaction.atomic
def confirm(request: Companion, *, by: Member) -> Entry | None:
    """The member is named from now on, and has an entry of that day in the diary: one that stands, else a new one with
    the same facts, which this returns. Confirming twice is confirming once; who has deleted the entry since gets one
    again. A retired film gets no new entry, which is None. Raises Withdrawn."""
    keep_all_from_leaving({by.pk, request.asked_by_id})
    keep_from_leaving(by)
    held = Companion.objects.select_for_update(of=("self",)).filter(pk=request.pk, member=by)
    if not held.exists():
        raise Withdrawn
    named = beside_readable(by).filter(pk=request.pk).first()
    if named is None:
        raise Withdrawn
    if named.is_confirmed and named.own_entry and not named.own_entry.is_deleted:
        return named.own_entry
    own = entry_of_that_day(named.entry, by) or logged_alike(named.entry, by)
    held.update(confirmed_at=Now(), declined_at=None, own_entry=own)
    return own


def decline(request: Companion, *, by: Member) -> None:
    """The member is not named, now or again by this entry; their own entry of it stays. Declining twice is once."""
    answered = Companion.objects.filter(pk=request.pk, member=by, declined_at=None)
    answered.update(declined_at=Now(), confirmed_at=None, own_entry=None)


def entry_of_that_day(theirs: Entry, member: Member) -> Entry | None:
    own = Entry.objects.standing().by(member).filter(film=theirs.film_id, watched_on=theirs.watched_on)
    return own.select_related("author", "film").order_by("number").first()


def logged_alike(theirs: Entry, member: Member) -> Entry | None:
    """A new entry of the same day and facts; rating and words are left to the member. What an author tells only some by
    name, the place, is not told to others."""
    if theirs.film.is_retired or theirs.watched_on is None:
        return None
    facts = ViewingFacts.objects.filter(entry=theirs).values(*FACTS).first() or {}
    if not theirs.is_public:
        facts.pop("venue", None)
    seen = Mark.objects.of(member).about(theirs.film).filter(watched_at__isnull=False)
    viewing = Viewing(
        watched_on=min(theirs.watched_on, member.today()),  # theirs may be a day that has not come here
        is_rewatch=seen.exists(),
        audience=Audience.ME if member.suspension else member.default_audience,
        how=How(**facts),
    )
    return log_film(theirs.film, viewing, by=member, at=timezone.now())
