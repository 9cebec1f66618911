"""The mark: the standing relation of one member to one film."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from films.models import Film
from reviews import triggers
from social.models import Viewer
from social.queries import shown_to
from social.triggers import statement_triggers
from web.models import Model

LOWEST_RATING, HIGHEST_RATING = 1, 10


class MarkQuerySet(models.QuerySet["Mark"]):
    def of(self, member: Viewer) -> MarkQuerySet:
        return self.filter(member=member.pk)

    def visible_to(self, viewer: Viewer) -> MarkQuerySet:
        """What this viewer may know of by name: nothing of private members they do not follow, nor across a block."""
        return shown_to(self, viewer, member="member")  # type: ignore[return-value]

    def about(self, film: Film) -> MarkQuerySet:
        return self.filter(film=film)

    def watched(self) -> MarkQuerySet:
        return self.filter(watched_at__isnull=False)

    def liked(self) -> MarkQuerySet:
        return self.filter(liked_at__isnull=False)

    def on_watchlist(self) -> MarkQuerySet:
        return self.filter(watchlisted_at__isnull=False)

    def rated(self, rating: int) -> MarkQuerySet:
        return self.filter(rating=rating)

    def with_film(self) -> MarkQuerySet:
        return self.select_related("film")

    def with_member(self) -> MarkQuerySet:
        return self.select_related("member")


class Mark(Model):
    """Watched, liked, rating, watchlist: one row per member and film, each flag with its own time."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="+")
    watched_at = models.DateTimeField(null=True, blank=True)
    liked_at = models.DateTimeField(null=True, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    watchlisted_at = models.DateTimeField(null=True, blank=True)
    # Since when the film had stood on the watchlist when it was watched; kept by the database.
    wanted_since = models.DateTimeField(null=True, blank=True, editable=False)
    stopped_at = models.DateTimeField(null=True, blank=True)
    last_entry_number = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "film"], name="one_mark_per_member_and_film"),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__range=(LOWEST_RATING, HIGHEST_RATING)),
                name="mark_rating_is_half_stars_1_to_10",
            ),
            models.CheckConstraint(
                condition=Q(rating=None, rated_at=None) | Q(rating__isnull=False, rated_at__isnull=False),
                name="a_rating_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(watched_at__isnull=False), name="a_rated_film_is_watched"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None) | Q(watched_at=None), name="a_watched_film_is_not_stopped"
            ),
        ]
        indexes = [
            models.Index(
                fields=["member", "-watched_at", "-id"],
                name="marks_watched",
                condition=Q(watched_at__isnull=False),
            ),
            models.Index(
                fields=["-watched_at", "film"],
                name="marks_watched_lately",
                condition=Q(watched_at__isnull=False),
            ),
            models.Index(
                fields=["member", "-liked_at", "-id"], name="marks_liked", condition=Q(liked_at__isnull=False)
            ),
            models.Index(
                fields=["member", "-watchlisted_at", "-id"],
                name="marks_watchlist",
                condition=Q(watchlisted_at__isnull=False),
            ),
            models.Index(
                fields=["member", "-watched_at", "-id"],
                name="marks_watched_from_watchlist",
                condition=Q(wanted_since__isnull=False),
            ),
            models.Index(
                fields=["member", "rating", "-id"], name="marks_rated", condition=Q(rating__isnull=False)
            ),
            models.Index(
                fields=["film", "-watched_at", "-id"],
                name="marks_film_watched",
                condition=Q(watched_at__isnull=False),
            ),
            models.Index(
                fields=["film", "-liked_at", "-id"],
                name="marks_film_liked",
                condition=Q(liked_at__isnull=False),
            ),
            models.Index(
                fields=["film", "rating", "-rated_at", "-id"],
                name="marks_film_rated",
                condition=Q(rating__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_mark_waits_for_a_leaving_member",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.WAIT_FOR_LEAVING_MEMBER,
            ),
            pgtrigger.Trigger(
                name="watched_films_leave_the_watchlist",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=triggers.WATCHED_LEAVES_WATCHLIST,
            ),
            pgtrigger.Trigger(
                name="a_film_with_entries_stays_watched",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("(OLD.watched_at IS NOT NULL AND NEW.watched_at IS NULL)"),
                func=triggers.REFUSE_UNWATCHING_WITH_ENTRIES,
            ),
            *statement_triggers("mark_counts", triggers.COUNT_MARKS),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.film}"

    @property
    def is_watched(self) -> bool:
        return self.watched_at is not None

    @property
    def is_stopped(self) -> bool:
        return self.stopped_at is not None

    @property
    def is_liked(self) -> bool:
        return self.liked_at is not None

    @property
    def is_on_watchlist(self) -> bool:
        return self.watchlisted_at is not None
