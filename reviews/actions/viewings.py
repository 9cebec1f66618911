"""How an entry's film was watched: the facts beside it, and who is asked whether they were there."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import Member
from reviews.models import Companion, Entry, ViewingFacts
from reviews.queries.companions import MOST_COMPANIONS, those_one_may_ask
from social.locks import lock

FACTS = ("place", "venue", "format", "language", "subtitles")


class NotToBeAsked(Exception):
    """Only people one follows, or who follow one, are asked, and MOST_COMPANIONS for one entry."""


@dataclass(frozen=True, kw_only=True)
class How:
    """`place` and `format` are of reviews.models.viewings, `language` was spoken, both codes of films.vocabulary; "" is
    not said. `companions` are all with whom the film was watched."""

    place: str = ""
    venue: str = ""
    format: str = ""
    language: str = ""
    subtitles: str = ""
    companions: tuple[Member, ...] = ()

    @property
    def facts(self) -> dict[str, str]:
        """The columns of the facts, none where nothing is said."""
        said = {name: getattr(self, name).strip() for name in FACTS}
        return said if any(said.values()) else {}


def tell_how(entry: Entry, how: How | None, *, at: datetime.datetime) -> None:
    """Puts beside a new entry how its film was watched, and asks the companions. Nothing said is no query.

    Raises NotToBeAsked.
    """
    if how is None:
        return
    if how.facts:
        ViewingFacts.objects.create(entry=entry, **how.facts)
    ask(entry, how.companions, at=at)


def tell_otherwise(entry: Entry, how: How | None, *, at: datetime.datetime) -> None:
    """What is said of it now stands in place of what was; None leaves it alone. Who is named no longer is asked no
    longer; who declined is not asked again. Raises NotToBeAsked.

    Needs a transaction that holds the members and the entry, before anything is counted.
    """
    if how is None:
        return
    if how.facts:
        ViewingFacts.objects.update_or_create(entry=entry, defaults=how.facts)
    else:
        ViewingFacts.objects.filter(entry=entry).delete()
    named = Companion.objects.filter(entry=entry)
    lock(named)
    named.filter(declined_at=None).exclude(member__in=how.companions).delete()
    ask(entry, how.companions, at=at)


def ask(entry: Entry, companions: Collection[Member], *, at: datetime.datetime) -> None:
    """Whoever is asked already, or has answered, is not asked again."""
    if not companions:
        return
    keys = {member.pk for member in companions}
    if len(keys) > MOST_COMPANIONS or those_one_may_ask(entry.author, entry).filter(
        pk__in=keys
    ).count() < len(keys):
        raise NotToBeAsked
    asked = [
        Companion(entry=entry, member=member, asked_by_id=entry.author_id, created_at=at)
        for member in companions
    ]
    Companion.objects.bulk_create(asked, ignore_conflicts=True)


def is_told_otherwise(entry: Entry, how: How | None) -> bool:
    """Whether what is said now differs from what stands."""
    if how is None:
        return False
    stands = ViewingFacts.objects.filter(entry=entry).values(*FACTS).first() or {}
    named = Companion.objects.filter(entry=entry, declined_at=None).values_list("member", flat=True)
    return stands != how.facts or not {member.pk for member in how.companions} <= set(named)
