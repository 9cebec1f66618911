"""What people think of a film and how much a member did: counts beside their subject, kept by triggers, never by code."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import cast

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.expressions import Expression
from django.db.models.functions import Cast, Least
from django.db.models.lookups import GreaterThanOrEqual

from accounts.models import Member
from films.models import Film
from reviews import triggers
from reviews.models.entries import Entry
from reviews.models.marks import HIGHEST_RATING, LOWEST_RATING
from social.triggers import narrow_posts_of_private
from web.models import Model

RATINGS = range(LOWEST_RATING, HIGHEST_RATING + 1)

# The weighted average: as if PRIOR_COUNT more members had given PRIOR_MEAN, so that a handful of ratings does not rank
# above hundreds. 7 of 10 is the mean of the public MovieLens ratings (3.50 stars; Harper and Konstan 2015).
PRIOR_COUNT, PRIOR_MEAN = 5, 7
LEAST_RATINGS = 3


RATINGS_COUNT = cast("Expression", reduce(add, (F(f"rated_{rating}") for rating in RATINGS)))
RATINGS_SUM = cast("Expression", reduce(add, (F(f"rated_{rating}") * rating for rating in RATINGS)))


class Histogram(Model):
    """How many ratings of each of the ten values."""

    rated_1 = models.PositiveIntegerField(db_default=0)
    rated_2 = models.PositiveIntegerField(db_default=0)
    rated_3 = models.PositiveIntegerField(db_default=0)
    rated_4 = models.PositiveIntegerField(db_default=0)
    rated_5 = models.PositiveIntegerField(db_default=0)
    rated_6 = models.PositiveIntegerField(db_default=0)
    rated_7 = models.PositiveIntegerField(db_default=0)
    rated_8 = models.PositiveIntegerField(db_default=0)
    rated_9 = models.PositiveIntegerField(db_default=0)
    rated_10 = models.PositiveIntegerField(db_default=0)
    ratings_count = models.GeneratedField(
        expression=RATINGS_COUNT, output_field=models.PositiveIntegerField(), db_persist=True
    )

    class Meta:
        abstract = True

    @property
    def histogram(self) -> list[int]:
        """The ten counts, lowest rating first."""
        return [getattr(self, f"rated_{rating}") for rating in RATINGS]

    @property
    def total(self) -> int:
        """All ratings added up, in half-stars."""
        return sum(rating * count for rating, count in zip(RATINGS, self.histogram, strict=True))

    @property
    def mean(self) -> float | None:
        """The plain mean in half-stars, None without ratings."""
        return self.total / self.ratings_count if self.ratings_count else None


class FilmStats(Histogram):
    film = models.OneToOneField(Film, on_delete=models.CASCADE, primary_key=True, related_name="stats")
    watched_count = models.PositiveIntegerField(db_default=0)
    liked_count = models.PositiveIntegerField(db_default=0)
    watchlist_count = models.PositiveIntegerField(db_default=0)
    stopped_count = models.PositiveIntegerField(db_default=0)
    reviews_count = models.PositiveIntegerField(db_default=0)
    popularity = models.GeneratedField(
        expression=F("watched_count") + F("liked_count") + F("reviews_count"),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )
    average = models.GeneratedField(
        expression=Case(
            When(
                GreaterThanOrEqual(RATINGS_COUNT, LEAST_RATINGS),
                then=Cast(RATINGS_SUM + PRIOR_COUNT * PRIOR_MEAN, models.FloatField())
                / (RATINGS_COUNT + PRIOR_COUNT),
            )
        ),
        output_field=models.FloatField(null=True),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["-popularity", "-film"], name="films_most_popular_first"),
            models.Index(fields=["-average", "-film"], name="films_best_rated_first"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="well_known_films_are_found_first",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Condition(triggers.STEP_CHANGES),
                func=triggers.RAISE_TITLE_KEYS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.film_id}: {self.ratings_count} ratings"


class MemberStats(Histogram):
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="stats"
    )
    films_count = models.PositiveIntegerField(db_default=0)
    liked_count = models.PositiveIntegerField(db_default=0)
    watchlist_count = models.PositiveIntegerField(db_default=0)
    stopped_count = models.PositiveIntegerField(db_default=0)
    entries_count = models.PositiveIntegerField(db_default=0)
    reviews_count = models.PositiveIntegerField(db_default=0)

    def __str__(self) -> str:
        return f"{self.member_id}: {self.films_count} films"


# A quip weighs five likes at most, so that jokes never crowd out the rest in the order that readers find first.
MOST_WEIGHT_OF_A_QUIP = 5


class ReviewStats(Model):
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="stats")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    likes_count = models.PositiveIntegerField(db_default=0)
    across_count = models.PositiveIntegerField(db_default=0)
    comments_count = models.PositiveIntegerField(db_default=0)
    is_quip = models.BooleanField(db_default=False)
    weight = models.GeneratedField(
        expression=Case(
            When(is_quip=True, then=Least(F("likes_count"), MOST_WEIGHT_OF_A_QUIP)),
            default=F("likes_count"),
        ),
        output_field=models.PositiveIntegerField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["film", "-weight", "-entry"], name="weightiest_of_film"),
            models.Index(
                fields=["film", "-across_count", "-entry"],
                name="most_liked_across_opinions",
                condition=Q(across_count__gt=0),
            ),
            models.Index(fields=["author", "-likes_count", "-entry"], name="most_liked_of_author"),
            models.Index(fields=["-weight", "-entry"], name="weightiest_of_all", condition=Q(weight__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.likes_count} likes"


class PrivateMember(Member):
    """Whoever becomes private, or open again, takes all they wrote for everyone along."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="the_reach_of_entries_follows_their_author",
                operation=pgtrigger.UpdateOf("is_private"),
                when=pgtrigger.After,
                condition=pgtrigger.Condition("(OLD.is_private <> NEW.is_private)"),
                func=narrow_posts_of_private("reviews_entry"),
            )
        ]


class CountedFilm(Film):
    """Every film has its row of counts from the moment it is added."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="a_film_has_its_counts",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.add_counts_row("reviews_filmstats", "film_id"),
            )
        ]


class CountedMember(Member):
    """Every member has their row of counts from the moment they sign up."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="a_member_has_their_counts",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.add_counts_row("reviews_memberstats", "member_id"),
            )
        ]
