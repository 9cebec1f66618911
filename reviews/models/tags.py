"""Where each tag stands, so that a page of one costs the same however often it is used."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from films.models import Film
from reviews.models.entries import LONGEST_TAG, Entry
from web.models import Model


class Tagging(Model):
    """One tag on one entry that everyone may read. Written by the database from `Entry.tags`, which rules."""

    tag = models.CharField(max_length=LONGEST_TAG)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="taggings", db_index=False)
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="+", db_index=False)
    is_review = models.BooleanField()
    created_at = models.DateTimeField()  # of the entry

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "tag"], name="an_entry_has_a_tag_once")]
        indexes = [
            models.Index(
                fields=["tag", "-created_at", "-id"],
                name="tagged_reviews_newest",
                condition=Q(is_review=True),
            ),
            models.Index(fields=["tag", "-created_at"], name="tagged_films_newest", include=["film"]),
        ]

    def __str__(self) -> str:
        return f"{self.tag}: {self.entry}"
