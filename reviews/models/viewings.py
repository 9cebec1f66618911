"""How an entry's film was watched: where, from what, in which language and with whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from films.vocabulary import NO_SPOKEN_LANGUAGE, languages
from reviews.models.entries import Entry
from web.models import Model

LONGEST_VENUE = 100


class Place(models.TextChoices):
    CINEMA = "cinema", "In a cinema"
    FESTIVAL = "festival", "At a festival"
    HOME = "home", "At home"
    ELSEWHERE = "elsewhere", "Elsewhere"


class Format(models.TextChoices):
    DIGITAL_PROJECTION = "dcp", "Digital projection"
    FILM_35 = "35mm", "35 mm film"
    FILM_70 = "70mm", "70 mm film"
    FILM_16 = "16mm", "16 mm film"
    IMAX = "imax", "IMAX"
    STREAM = "stream", "Stream"
    UHD = "uhd", "Ultra HD disc"
    BLU_RAY = "bluray", "Blu-ray"
    DVD = "dvd", "DVD"
    TAPE = "tape", "Tape"
    FILE = "file", "File"
    BROADCAST = "broadcast", "Broadcast"


class ViewingFacts(Model):
    """Stands beside an entry that says any of it, and is as visible as the entry."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="facts")
    place = models.CharField(max_length=9, choices=Place, blank=True, default="")
    venue = models.CharField(max_length=LONGEST_VENUE, blank=True, default="")
    format = models.CharField(max_length=9, choices=Format, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")  # spoken; ISO 639 as films have
    subtitles = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        verbose_name_plural = "viewing facts"
        constraints = [
            models.CheckConstraint(
                condition=Q(place="") | Q(place__in=Place.values), name="viewing_place_is_one_of_ours"
            ),
            models.CheckConstraint(
                condition=Q(format="") | Q(format__in=Format.values), name="viewing_format_is_one_of_ours"
            ),
            models.CheckConstraint(
                condition=~Q(place="", venue="", format="", language="", subtitles=""),
                name="viewing_facts_say_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.in_words}"

    @property
    def where(self) -> str:
        """ "Cinema Nova, Brussels", "At a festival: Midnight Sun", "In a cinema"."""
        place = Place(self.place).label if self.place else ""
        if not self.venue:
            return place
        return self.venue if self.place in {"", Place.CINEMA, Place.ELSEWHERE} else f"{place}: {self.venue}"

    @property
    def heard(self) -> str:
        """ "in French, English subtitles"."""
        said = []
        if self.language:
            is_silent = self.language == NO_SPOKEN_LANGUAGE
            said.append("no spoken language" if is_silent else f"in {name_of(self.language)}")
        if self.subtitles:
            said.append(f"{name_of(self.subtitles)} subtitles")
        return ", ".join(said)

    @property
    def words(self) -> list[str]:
        """What is said of it, piece by piece."""
        shape = Format(self.format).label if self.format else ""
        return [piece for piece in (self.where, shape, self.heard) if piece]

    @property
    def in_words(self) -> str:
        """ "Cinema Nova, Brussels · 35 mm film · in French, English subtitles"."""
        return " · ".join(self.words)


def name_of(language: str) -> str:
    """A language by its code; one that has no name any more by the code itself."""
    return languages().get(language, language)


class Companion(Model):
    """Somebody with whom an entry's film was watched. They are asked; only who has confirmed is named to others."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="companions")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    # Who asks, put here so that requests are one look into an index.
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    own_entry = models.ForeignKey(
        Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )  # what they logged of it
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "member"], name="one_companion_per_entry_and_member"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(declined_at=None), name="a_companion_confirms_or_declines"
            ),
            models.CheckConstraint(
                condition=~Q(member=models.F("asked_by")), name="nobody_is_their_own_companion"
            ),
        ]
        indexes = [models.Index(fields=["member", "-created_at", "-id"], name="companions_asked")]

    def __str__(self) -> str:
        return f"{self.member} with {self.asked_by}: {self.entry}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_open(self) -> bool:
        """Whether they have not answered yet."""
        return self.confirmed_at is None and self.declined_at is None
