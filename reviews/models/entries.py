"""The entry: one dated viewing, or one review, or both. A line of the diary."""

from __future__ import annotations

import datetime

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, OuterRef, Q

from accounts.models import beyond_the_name
from films.models import Film
from films.models.films import beyond_the_poster
from reviews import triggers
from reviews.models.marks import HIGHEST_RATING, LOWEST_RATING, Mark
from reviews.models.words import WORDS, asked_for
from social.models import CommentsFrom, Post, PostQuerySet, Reach, Viewer, films_muted_by
from social.triggers import statement_triggers
from web import text as texts
from web.prepared import Holds

MOST_TAGS = 30
LONGEST_TAG = 50
LONGEST_FILM = 1_200  # minutes that somebody may have watched before stopping


class Length(models.TextChoices):
    """Of a review, by its words: fewer than 20, 80, 400, or more."""

    QUIP = "quip", "Quip"
    NOTE = "note", "Note"
    REVIEW = "review", "Review"
    ESSAY = "essay", "Essay"


class EntryQuerySet(PostQuerySet["Entry"]):
    def about(self, film: Film) -> EntryQuerySet:
        return self.filter(film=film)

    def reviews(self) -> EntryQuerySet:
        """Entries that have text."""
        return self.exclude(text="")

    def saying(self, words: str) -> EntryQuerySet:
        """Reviews with all of these words: "in quotes" one after the other, and none with a -word."""
        return self.reviews().annotate(words=WORDS).filter(words=asked_for(words))

    def in_diary(self) -> EntryQuerySet:
        """Entries that have a date of viewing."""
        return self.filter(watched_on__isnull=False)

    def met_by(self, viewer: Viewer) -> EntryQuerySet:
        """Leaves out whom and which films the viewer muted."""
        entries = super().met_by(viewer)
        return entries.exclude(film__is_any_of=films_muted_by(viewer)) if viewer.is_authenticated else entries

    def for_cards(self, viewer: Viewer) -> EntryQuerySet:
        """Loads all that cards show, without the whole texts, and what the viewer did with each review and film."""
        return (
            self.select_related("author", "film", "stats")
            .defer("text", "text_html", *beyond_the_name("author"), *beyond_the_poster("film"))
            .with_author_liked_film()
            .with_liked_by(viewer)
            .with_film_watched_by(viewer)
        )

    def with_author_liked_film(self) -> EntryQuerySet:
        """Adds `author_liked_film`."""
        liked = Mark.objects.filter(member=OuterRef("author"), film=OuterRef("film"), liked_at__isnull=False)
        return self.annotate(author_liked_film=Holds(liked))

    def with_liked_by(self, viewer: Viewer) -> EntryQuerySet:
        """Adds `liked`: has this viewer liked the review?"""
        from reviews.models.likes import ReviewLike  # noqa: PLC0415  likes stand on entries, so they come after them

        return self.annotate(liked=Holds(ReviewLike.objects.filter(entry=OuterRef("pk"), member=viewer.pk)))

    def with_film_watched_by(self, viewer: Viewer) -> EntryQuerySet:
        """Adds `film_watched`: may this viewer read spoilers of the film without asking?"""
        watched = Mark.objects.filter(member=viewer.pk, film=OuterRef("film"), watched_at__isnull=False)
        return self.annotate(film_watched=Holds(watched))


class Entry(Post):
    film = models.ForeignKey(Film, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(db_default=0, editable=False)  # given by the database for good
    watched_on = models.DateField(null=True, blank=True)
    is_rewatch = models.BooleanField(default=False)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(max_length=texts.LONGEST, blank=True)
    text_html = models.TextField(blank=True, editable=False)
    lead_html = models.TextField(blank=True, editable=False)
    is_long = models.BooleanField(default=False, editable=False)
    renderer = models.PositiveSmallIntegerField(default=1, editable=False)  # older ones are rendered anew
    has_spoilers = models.BooleanField(default=False)
    spoilers_locked = models.BooleanField(default=False, db_default=False, editable=False)
    length = models.CharField(
        max_length=6, choices=Length, blank=True, default="", db_default="", editable=False
    )
    language = models.CharField(max_length=8, blank=True, default="", db_default="")  # BCP 47
    language_is_chosen = models.BooleanField(default=False, db_default=False, editable=False)
    is_stopped = models.BooleanField(default=False, db_default=False)
    stopped_minute = models.PositiveSmallIntegerField(null=True, blank=True)
    answers = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    comments_from = models.CharField(  # empty: as its author does in general
        max_length=8, choices=CommentsFrom, blank=True, default="", db_default=""
    )
    shows_history = models.BooleanField(default=False, db_default=False)
    pinned_at = models.DateTimeField(null=True, blank=True, editable=False)
    tags = ArrayField(models.CharField(max_length=LONGEST_TAG), default=list, blank=True, size=MOST_TAGS)
    save_key = models.UUIDField(null=True, blank=True, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta(Post.Meta):
        verbose_name_plural = "entries"
        constraints = [
            *Post.Meta.constraints,
            models.UniqueConstraint(fields=["author", "film", "number"], name="entry_numbers_are_unique"),
            models.UniqueConstraint(fields=["author", "save_key"], name="one_entry_per_save"),
            models.CheckConstraint(condition=Q(number__gte=1), name="entry_numbers_start_at_1"),
            models.CheckConstraint(
                condition=Q(watched_on__isnull=False) | ~Q(text=""), name="an_entry_has_a_date_or_text"
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__range=(LOWEST_RATING, HIGHEST_RATING)),
                name="entry_rating_is_half_stars_1_to_10",
            ),
            models.CheckConstraint(
                condition=Q(is_stopped=False, stopped_minute=None) | Q(is_stopped=True, rating=None),
                name="a_stopped_viewing_has_no_rating",
            ),
            models.CheckConstraint(
                condition=Q(stopped_minute=None) | Q(stopped_minute__range=(1, LONGEST_FILM)),
                name="a_stopped_minute_is_of_a_film",
            ),
            models.CheckConstraint(
                condition=Q(comments_from="") | Q(comments_from__in=CommentsFrom.values),
                name="comments_on_an_entry_come_from_one_of_ours",
            ),
            models.CheckConstraint(condition=~Q(answers=F("pk")), name="no_review_answers_itself"),
        ]
        indexes = [
            models.Index(
                fields=["author", "-watched_on", "-id"],
                name="diary",
                # So that its days are counted, and what figures are made of is read, from the index alone.
                include=["reach", "film", "rating", "is_rewatch", "is_stopped"],
                condition=Q(watched_on__isnull=False),
            ),
            models.Index(
                fields=["author", "-created_at", "-id"],
                name="entries_of_author",
                include=["reach"],  # so that the feed is picked from the index alone
            ),
            models.Index(
                fields=["author", "-created_at", "-id"], name="reviews_of_author", condition=~Q(text="")
            ),
            models.Index(
                fields=["film", "-created_at", "-id"], name="reviews_of_film", condition=~Q(text="")
            ),
            models.Index(
                fields=["film", "rating", "id"], name="reviews_of_film_by_rating", condition=~Q(text="")
            ),
            models.Index(
                fields=["film", "language", "length"], name="reviews_of_film_by_kind", condition=~Q(text="")
            ),
            models.Index(fields=["-created_at", "-id"], name="reviews_newest", condition=~Q(text="")),
            models.Index(
                fields=["film", "is_rewatch", "rating"],
                name="rated_viewings_of_film",
                condition=Q(rating__isnull=False) & (Q(reach=Reach.EVERYONE) | Q(reach=Reach.FOLLOWERS)),
            ),
            models.Index(
                fields=["author", "-pinned_at"], name="pinned", condition=Q(pinned_at__isnull=False)
            ),
            models.Index(
                fields=["author", "-deleted_at"],
                name="deleted_entries",
                condition=Q(deleted_at__isnull=False),
            ),
            GinIndex(WORDS, name="reviews_by_word", condition=~Q(text="")),
        ]
        triggers = [
            *Post.Meta.triggers,
            pgtrigger.Trigger(
                name="an_entry_is_numbered_and_marks_the_film",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=triggers.NUMBER_ENTRY_AND_MARK_FILM,
            ),
            pgtrigger.Trigger(
                name="an_entry_keeps_its_place",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition(
                    "((OLD.author_id, OLD.film_id, OLD.number) IS DISTINCT FROM (NEW.author_id, NEW.film_id, NEW.number))"
                ),
                func=triggers.REFUSE_MOVING_AN_ENTRY,
            ),
            pgtrigger.Trigger(
                name="an_entry_has_its_stats",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=triggers.ADD_REVIEW_STATS,
            ),
            pgtrigger.Trigger(
                name="a_review_without_text_loses_its_likes",
                operation=pgtrigger.UpdateOf("text"),
                when=pgtrigger.After,
                condition=pgtrigger.Condition("(OLD.text <> '' AND NEW.text = '')"),
                func=triggers.DROP_LIKES,
            ),
            pgtrigger.Trigger(
                name="earlier_versions_of_a_review_are_kept",
                operation=pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Condition(triggers.SAYS_SOMETHING_ELSE),
                func=triggers.KEEP_REVISION,
            ),
            pgtrigger.Trigger(
                name="stats_know_a_quip",
                operation=pgtrigger.UpdateOf("length"),
                when=pgtrigger.After,
                condition=pgtrigger.Condition("((OLD.length = 'quip') <> (NEW.length = 'quip'))"),
                func=triggers.WEIGH_QUIP,
            ),
            *triggers.TAGS_STAND_BY_THEMSELVES,
            *statement_triggers("entry_counts", triggers.COUNT_ENTRIES),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.film}"

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        address = f"/@{self.author.username}/film/{self.film.slug}/"
        return address if self.number == 1 else f"{address}{self.number}/"

    @property
    def likes_url(self) -> str:
        return f"{self.url}likes/"

    @property
    def text_url(self) -> str:
        return f"/entries/{self.pk}/text/"

    @property
    def like_url(self) -> str:
        return f"/entries/{self.pk}/like/"

    @property
    def unlike_url(self) -> str:
        return f"/entries/{self.pk}/unlike/"

    @property
    def is_review(self) -> bool:
        return bool(self.lead_html)

    @property
    def is_public(self) -> bool:
        return self.reach == Reach.EVERYONE

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def shown_on(self) -> datetime.date:
        """The date beside the author's name: of the viewing, else of the writing."""
        return self.watched_on or self.created_at.date()

    @property
    def viewing(self) -> str:
        """The word before the date."""
        if self.is_stopped:
            return "stopped"
        if not self.watched_on:
            return "added"
        return "rewatched" if self.is_rewatch else "watched"

    @property
    def stopped_words(self) -> str:
        return f"stopped at {self.stopped_minute} min" if self.stopped_minute else "stopped watching"

    def is_covered_for(self, viewer: Viewer) -> bool:
        """Spoilers are covered until the viewer has watched the film; needs `with_film_watched_by(viewer)`."""
        return self.has_spoilers and not self.film_watched and self.author_id != viewer.pk  # type: ignore[attr-defined]
