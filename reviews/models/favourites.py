"""The four films a member shows first."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from films.models import Film
from web.models import Model

FAVOURITES = 4


class Favourite(Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "position"], name="one_favourite_per_position"),
            models.UniqueConstraint(fields=["member", "film"], name="a_film_is_a_favourite_once"),
            models.CheckConstraint(
                condition=Q(position__range=(1, FAVOURITES)), name="there_are_four_favourites"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.position}. {self.film}"
