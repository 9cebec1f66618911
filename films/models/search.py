"""The keys under which films are found: one row for each way to write a title."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F
from django.db.models.functions import Left

from films.models.films import Film

BUCKETS = (1, 2, 3, 4)


class TitleKey(models.Model):
    """A folded title. Bucket indexes by popularity answer the first letters, the others longer and misspelt ones.

    `popularity` is the film's number of marks on a coarse logarithmic scale; `reviews` keeps it.
    """

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
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
            models.Index(OpClass(F("key"), "text_pattern_ops"), name="title_keys_by_prefix"),
            GinIndex(SearchVector("key", config="simple"), name="title_keys_by_word", fastupdate=False),
            GinIndex(OpClass(F("key"), "gin_trgm_ops"), name="title_keys_by_likeness", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.key
