"""Finding films and people at the curators' desk: by any title or name, by year, by identifier, by address."""

from __future__ import annotations

import re

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from films.models import Film, FormerSlug, Person, TitleKey
from films.titles import folded

YEAR_BEHIND = re.compile(r"(?P<title>.+?)\s*\(?(?P<year>(?:18|19|20)\d\d)\)?\Z")


def found_films(films: QuerySet[Film], text: str) -> QuerySet[Film]:
    """Films that one may mean by this: "her", "her 2013", "2013", "tt1798709", "her-2013"."""
    text = text.strip()
    identifiers = Q(imdb_id=text) | Q(tmdb_id=text) | Q(wikidata_id=text) | Q(letterboxd_id=text)
    former = FormerSlug.objects.filter(slug=text).values("film")
    found = identifiers | Q(slug=text) | Q(pk__in=former) | Q(pk__in=titled(text))
    if text.isascii() and text.isdecimal() and len(text) == 4:
        found |= Q(year=int(text))
    if match := YEAR_BEHIND.match(text):
        found |= Q(pk__in=titled(match["title"]), year=int(match["year"]))
    return films.filter(found)


def titled(text: str) -> QuerySet[TitleKey, int]:
    """The ids of the films with a title that has these words, the last of them perhaps unfinished."""
    key = folded(text)
    keys = TitleKey.objects.all() if key else TitleKey.objects.none()
    return keys.filter(Q(key__startswith=key) | Q(key__contains=f" {key}")).values_list("film", flat=True)


def closest_first(films: QuerySet[Film], text: str) -> QuerySet[Film]:
    """Exactly this title before titles that begin like it before all others; the well-known ones of each first."""
    match = YEAR_BEHIND.match(text.strip())
    keys = TitleKey.objects.filter(film=OuterRef("pk"))
    names = [folded(text), *([folded(match["title"])] if match else [])]
    closeness = Case(
        When(Exists(keys.filter(key__in=names)), then=0),
        When(Exists(keys.filter(key__startswith=names[-1])), then=1),
        default=Value(2),
        output_field=IntegerField(),
    )
    return films.order_by(closeness, "-stats__popularity", "pk")


def found_people(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People in whose name each of these words begins a word, or with this identifier or address."""
    text = text.strip()
    named = Q()
    for word in folded(text).split():
        named &= Q(name_key__startswith=word) | Q(name_key__contains=f" {word}")
    return people.filter((named or Q(pk=None)) | Q(imdb_id=text) | Q(tmdb_id=text) | Q(slug=text))
