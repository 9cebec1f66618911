"""The keys under which films are found: one row for each way to write a title."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left

from films.models.films import Film

BUCKETS = (1, 2, 3, 4)
# Steps of popularity: from 15, 63 and 255 marks on. Of a million films about 130,000, 30,000 and 8,000 have as many.
KNOWN, WELL_KNOWN, FAMOUS = 4, 6, 8


def by_word(name: str, condition: Q | None = None) -> GinIndex:
    return GinIndex(SearchVector("key", config="simple"), name=name, condition=condition, fastupdate=False)


def by_likeness(name: str, condition: Q | None = None) -> GinIndex:
    return GinIndex(OpClass(F("key"), "gin_trgm_ops"), name=name, condition=condition, fastupdate=False)


class TitleKey(models.Model):
    """A folded title. Bucket indexes by popularity answer the first letters, the others longer and misspelt ones.

    `popularity` is the film's number of marks on a coarse logarithmic scale; `reviews` keeps it.
    """

    # The constraint's index serves look-ups by film.
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=300)
    is_main = models.BooleanField(default=False)
    popularity = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["film", "key"], name="title_keys_stand_once_per_film")]
        indexes = [
            *(
                models.Index(Left("key", length), F("popularity").desc(), name=f"title_keys_{length}")
                for length in BUCKETS
            ),
            models.Index(
                OpClass(F("key"), "text_pattern_ops"), F("popularity").desc(), name="title_keys_by_prefix"
            ),
            by_word("title_keys_by_word"),
            by_word("known_title_keys_by_word", condition=Q(popularity__gte=KNOWN)),
            by_word("famous_title_keys_by_word", condition=Q(popularity__gte=FAMOUS)),
            by_likeness("title_keys_by_likeness"),
            by_likeness("known_title_keys_by_likeness", condition=Q(popularity__gte=WELL_KNOWN)),
            by_likeness("famous_title_keys_by_likeness", condition=Q(popularity__gte=FAMOUS)),
        ]

    def __str__(self) -> str:
        return self.key
