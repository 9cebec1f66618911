"""A film in a list, with its place and note."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Deferrable
from django.utils import timezone

from films.models import Film
from films.models.films import beyond_the_poster
from lists import triggers
from lists.models.lists import List
from social.triggers import statement_triggers
from web.models import Model

LONGEST_NOTE = 10_000
STEP = 2**32  # between two places, so that a film is put between others thirty times without moving them


class ItemQuerySet(models.QuerySet["Item"]):
    def of(self, list_: List) -> ItemQuerySet:
        return self.filter(list=list_)

    def in_order(self) -> ItemQuerySet:
        return self.order_by("place")

    def with_film(self) -> ItemQuerySet:
        return self.select_related("film").defer(*beyond_the_poster("film"))


class Item(Model):
    """`place` says what comes first and is shown to nobody: ranks are counted."""

    # Both stand first in an index below: one more each would be written for every film that an order moves.
    list = models.ForeignKey(List, on_delete=models.CASCADE, related_name="+", db_index=False)
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.BigIntegerField()
    # Where it stood before the list was last ordered anew, so that this can be taken back.
    former_place = models.BigIntegerField(null=True, blank=True, editable=False)
    note = models.TextField(max_length=LONGEST_NOTE, blank=True)
    note_html = models.TextField(blank=True, editable=False)
    renderer = models.PositiveSmallIntegerField(default=1, editable=False)  # older ones are rendered anew
    has_spoilers = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    objects = ItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "film"], name="a_film_stands_in_a_list_once"),
            models.UniqueConstraint(
                fields=["list", "place"], name="one_film_per_place_of_a_list", deferrable=Deferrable.DEFERRED
            ),
        ]
        indexes = [
            models.Index(fields=["film", "-added_at", "-id"], name="lists_with_film", include=["list"])
        ]
        triggers = [*statement_triggers("item_counts", triggers.COUNT_ITEMS)]

    def __str__(self) -> str:
        return f"{self.film} in {self.list}"
