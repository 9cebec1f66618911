"""How films were watched: what a member said of it lately, to begin with, and where they go most."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, QuerySet

from accounts.models import Member
from films.models import Film
from films.vocabulary import NO_SPOKEN_LANGUAGE
from reviews.models import Entry, EntryQuerySet, Format, Place, ViewingFacts
from social.models import Viewer
from web.prepared import prepared

LOOKED_AT = 100  # of the latest entries
MOST_VENUES = 12


@prepared
def latest_facts_of(member: Member) -> QuerySet[ViewingFacts]:
    """What the member said with the latest LOOKED_AT entries, the latest first, each with the languages of its film."""
    latest = Entry.objects.standing().by(member).order_by("-created_at", "-pk").values("pk")[:LOOKED_AT]
    facts = ViewingFacts.objects.filter(entry__is_any_of=ArraySubquery(latest)).select_related("entry__film")
    said = ("place", "venue", "format", "language", "subtitles", "entry__film__languages")
    return facts.only(*said).order_by("-entry__created_at", "-pk")


class Lately:
    """How a member has watched films of late; the first question costs one query."""

    def __init__(self, member: Member) -> None:
        self.member = member

    @cached_property
    def facts(self) -> list[ViewingFacts]:
        return latest_facts_of(self.member)

    @property
    def venues(self) -> list[str]:
        """The names of the latest places, each once."""
        return list(dict.fromkeys(one.venue for one in self.facts if one.venue))[:MOST_VENUES]

    def as_last_time(self, film: Film) -> dict[str, Any]:
        """What the form for this film begins with; nothing where nothing was said yet."""
        if not self.facts:
            return {}
        last = self.facts[0]
        return {
            "place": last.place,
            "venue": last.venue,
            "format": last.format,
            "spoken": spoken_again(last, film),
            "subtitles": last.subtitles,
            "is_as_last_time": True,
        }


def spoken_again(last: ViewingFacts, film: Film) -> str:
    """Who heard the last film in a language of its own hears this one so; who heard another, that one again."""
    if last.language not in last.entry.film.languages:
        return last.language
    return next((code for code in film.languages if code != NO_SPOKEN_LANGUAGE), "")


def watched_so(entries: EntryQuerySet, *, place: str = "", format: str = "") -> EntryQuerySet:  # noqa: A002
    """Of these entries those at such a place, and in such a format; "" is any. What is no place or format of ours is
    nowhere."""
    if place:
        entries = entries.filter(facts__place=place) if place in Place else entries.none()
    if format:
        entries = entries.filter(facts__format=format) if format in Format else entries.none()
    return entries


def venues_of(member: Member, viewer: Viewer, *, at_most: int) -> QuerySet[Entry, Any]:
    """The places by name (`facts__venue`, `facts__place`) where the member has seen most (`viewings`), as far as this
    viewer may read it."""
    entries = Entry.objects.visible_to(viewer).by(member).in_diary().filter(facts__venue__gt="")
    named = entries.order_by().values("facts__venue", "facts__place").annotate(viewings=Count("pk"))
    return named.order_by("-viewings", "facts__venue")[:at_most]
