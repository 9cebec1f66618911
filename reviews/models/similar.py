"""Which films are like which: worked out from marks and credits, kept for a week, and never the only place of anything."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from films.models import Film
from web.models import Model


class Likeness(Model):
    """When the films like this one were last looked for."""

    film = models.OneToOneField(Film, on_delete=models.CASCADE, primary_key=True, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.film_id}: {self.made_at}"


class SimilarFilm(Model):
    """A film that is like another. One-way: a little-known film is like a well-known one more often than the other way."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, db_index=False, related_name="+")
    other = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField()  # tenths
    asked_count = (
        models.PositiveSmallIntegerField()
    )  # people who love the film, whose other films were looked at
    shared_count = (
        models.PositiveSmallIntegerField()
    )  # of these, who love the other too; 0 where too few to say

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["film", "other"], name="one_likeness_per_pair"),
            models.CheckConstraint(condition=~Q(film=F("other")), name="no_film_is_like_itself"),
        ]
        indexes = [models.Index(fields=["film", "-points", "-other"], name="most_similar_first")]

    def __str__(self) -> str:
        return f"{self.film_id} and {self.other_id}: {self.points}"
