"""Reviews of a film by their length and language."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections, router
from django.db.models import BooleanField, F, Func
from django.db.models.lookups import Exact

from films.models import Film
from reviews.models import Entry, EntryQuerySet
from web.prepared import execute

FEW = 1_000
MOST_LANGUAGES = 60

# From one language to the next in the index, not through all reviews.
USED = f"""
WITH RECURSIVE used AS (
    (SELECT language FROM reviews_entry
        WHERE film_id = %s AND language > '' AND reach = 'everyone' AND text <> '' ORDER BY language LIMIT 1)
    UNION ALL
    SELECT (SELECT language FROM reviews_entry
        WHERE film_id = %s AND language > used.language AND reach = 'everyone' AND text <> ''
        ORDER BY language LIMIT 1)
    FROM used WHERE used.language IS NOT NULL
)
SELECT language FROM used WHERE language IS NOT NULL LIMIT {MOST_LANGUAGES}
"""


class MetOnTheWay(Func):
    """The same condition where no index is looked at for it, and PostgreSQL expects as many rows: of the frequent it
    would gather all there are on all films."""

    template = "(%(expressions)s) IS NOT FALSE"
    output_field = BooleanField()


def of_kind(reviews: EntryQuerySet, film: Film, **kind: str) -> EntryQuerySet:
    """Those of these reviews of the film that have this `length` and `language`.

    The rare are picked, the frequent are met soon in any order. PostgreSQL cannot tell which of the two they are on one
    film, and took a second where it guessed wrong.
    """
    alike = Entry.objects.about(film).reviews().filter(**kind)
    if alike.values("pk")[:FEW].count() < FEW:
        return reviews.filter(pk__is_any_of=ArraySubquery(alike.values("pk")))
    return reviews.filter(*(MetOnTheWay(Exact(F(name), word)) for name, word in kind.items()))


def languages_of_reviews(film: Film) -> list[str]:
    """The BCP 47 codes of the languages that reviews of the film for everyone are in."""
    rows = execute(connections[router.db_for_read(Entry)], USED, [film.pk, film.pk])
    return [code for (code,) in rows]
