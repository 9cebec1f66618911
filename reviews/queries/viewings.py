"""How films were watched: what a member said of it lately, to begin with."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet

from accounts.models import Member
from films.models import Film
from films.vocabulary import NO_SPOKEN_LANGUAGE
from reviews.models import Entry, ViewingFacts
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
