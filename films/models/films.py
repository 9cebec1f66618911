"""The film: a catalogue entry, with its former addresses and its other titles."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from films import vocabulary
from films.posters import drawn_poster_digest, tone_of
from web import pictures
from web.models import Model, all_but

FIRST_YEAR, LAST_YEAR = 1870, 2100


class FilmState(models.TextChoices):
    PROVISIONAL = "provisional", "Provisional: somebody added it, a curator has not looked yet"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired: no longer offered, what was written stays"


class FilmQuerySet(models.QuerySet["Film"]):
    def offered(self) -> FilmQuerySet:
        """Films that may be found, browsed and logged."""
        return self.exclude(state=FilmState.RETIRED).filter(is_adult=False)

    def of_genre(self, genre: str) -> FilmQuerySet:
        return self.filter(genres__contains=[genre])

    def of_decade(self, decade: int) -> FilmQuerySet:
        return self.filter(year__gte=decade, year__lt=decade + 10)

    def from_country(self, country: str) -> FilmQuerySet:
        return self.filter(countries__contains=[country])

    def in_language(self, language: str) -> FilmQuerySet:
        return self.filter(languages__contains=[language])


def identifier(name: str, pattern: str, example: str) -> models.CharField[str, str]:
    """A film's identifier elsewhere: unique where present."""
    message = f"This does not look like one; an example: {example}"
    return models.CharField(
        name,
        max_length=40,
        blank=True,
        validators=[RegexValidator(rf"\A{pattern}\Z", message)],
        help_text=f"e.g. {example}",
    )


def unique_where_present(field: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[field],
        condition=~Q(**{field: ""}),
        name=f"{field}s_are_unique_where_present",
        violation_error_message="Another film has this identifier already.",
    )


class Film(Model):
    slug = models.SlugField(max_length=120, unique=True, help_text="The address. Old ones lead on.")
    state = models.CharField(max_length=12, choices=FilmState, default=FilmState.PUBLISHED)
    title = models.CharField(max_length=300, help_text="As the film is known in English.")
    original_title = models.CharField(
        max_length=300, blank=True, help_text="Only where it differs from the title."
    )
    sort_title = models.CharField(max_length=200, editable=False, default="")
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    released_on = models.DateField(
        "release date", null=True, blank=True, help_text="The first release anywhere."
    )
    runtime = models.PositiveSmallIntegerField(null=True, blank=True, help_text="In minutes.")
    tagline = models.CharField(max_length=300, blank=True)
    synopsis = models.TextField(max_length=5_000, blank=True)
    genres = ArrayField(models.CharField(max_length=20, choices=vocabulary.GENRES), default=list, blank=True)
    countries = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    imdb_id = identifier("IMDb", r"tt\d{7,9}", "tt1798709")
    tmdb_id = identifier("TMDB", r"[1-9]\d{0,8}", "152601")
    wikidata_id = identifier("Wikidata", r"Q[1-9]\d{0,11}", "Q788822")
    letterboxd_id = identifier("Letterboxd", r"[a-z0-9-]{1,40}", "her")
    poster = models.CharField(max_length=pictures.NAME_LENGTH, blank=True, editable=False)
    backdrop = models.CharField(max_length=pictures.NAME_LENGTH, blank=True, editable=False)
    backdrop_focus = models.PositiveSmallIntegerField(
        default=50,
        validators=[MaxValueValidator(100)],
        help_text="How far down the backdrop its subject is, from 0 (top) to 100 (bottom).",
    )
    is_adult = models.BooleanField("adult film", default=False, help_text="Kept out of browsing and search.")
    directed_by = models.CharField(max_length=300, blank=True, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FilmQuerySet.as_manager()

    class Meta:
        constraints = [
            unique_where_present("imdb_id"),
            unique_where_present("tmdb_id"),
            unique_where_present("wikidata_id"),
            unique_where_present("letterboxd_id"),
            models.CheckConstraint(condition=Q(state__in=FilmState.values), name="film_state_is_one_of_ours"),
            models.CheckConstraint(
                condition=Q(year=None) | Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="film_year_is_one_of_cinema",
            ),
            models.CheckConstraint(
                condition=Q(backdrop_focus__lte=100), name="backdrop_focus_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(genres__contained_by=list(vocabulary.GENRES)), name="film_genres_are_ours"
            ),
        ]
        indexes = [
            GinIndex(fields=["genres"], name="films_by_genre"),
            GinIndex(fields=["countries"], name="films_by_country"),
            GinIndex(fields=["languages"], name="films_by_language"),
            models.Index(fields=["sort_title", "id"], name="films_by_title"),
            models.Index(fields=["-year", "sort_title", "id"], name="films_by_year"),
            models.Index(fields=["runtime", "id"], name="films_by_runtime"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        return f"/film/{self.slug}/"

    @property
    def is_retired(self) -> bool:
        return self.state == FilmState.RETIRED

    @property
    def is_provisional(self) -> bool:
        return self.state == FilmState.PROVISIONAL

    @property
    def poster_src(self) -> str:
        """The address of the poster: the uploaded one in JPEG, else a drawn one, which changes with what it shows."""
        if self.poster:
            return pictures.POSTER.url(self.poster, 300, "jpg")
        return f"/film/{self.slug}/poster-{drawn_poster_digest(self.title, self.directed_by, self.year)}.svg"

    @property
    def poster_srcset(self) -> str:
        """The widths of an uploaded poster in WebP; empty for a drawn one, which fits every width."""
        return pictures.POSTER.srcset(self.poster) if self.poster else ""

    @property
    def backdrop_src(self) -> str:
        return pictures.BACKDROP.url(self.backdrop, 1600, "jpg") if self.backdrop else ""

    @property
    def backdrop_srcset(self) -> str:
        return pictures.BACKDROP.srcset(self.backdrop) if self.backdrop else ""

    @property
    def tone(self) -> int:
        """Which of the duotones the drawn poster and the page's glow have."""
        return tone_of(self.title, self.year)

    @property
    def decade(self) -> int | None:
        return self.year // 10 * 10 if self.year else None


def beyond_the_poster(path: str) -> list[str]:
    """What is deferred of a film of which a page shows the poster and the title."""
    return all_but(Film, ("slug", "state", "title", "year", "directed_by", "poster"), path)


class FormerSlug(Model):
    """An address a film had before; it leads to the present one."""

    slug = models.SlugField(max_length=120, unique=True)
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


class AlternativeTitle(Model):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="alternative_titles")
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["film", "title"], name="alternative_titles_stand_once_per_film")
        ]

    def __str__(self) -> str:
        return self.title
