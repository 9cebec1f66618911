"""The people who made films, and what each of them did on one."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from films.models.films import Film
from web.models import Model


class Person(Model):
    slug = models.SlugField(max_length=120, unique=True, help_text="The address.")
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, editable=False, default="")
    note = models.CharField(
        max_length=100, blank=True, help_text="Tells two people of one name apart, for instance: born 1969."
    )
    biography = models.TextField(max_length=5_000, blank=True)
    imdb_id = models.CharField("IMDb", max_length=12, blank=True)
    tmdb_id = models.CharField("TMDB", max_length=12, blank=True)

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(fields=["name", "note"], name="people_of_one_name_are_told_apart"),
            models.UniqueConstraint(
                fields=["imdb_id"], condition=~Q(imdb_id=""), name="person_imdb_ids_are_unique"
            ),
            models.UniqueConstraint(
                fields=["tmdb_id"], condition=~Q(tmdb_id=""), name="person_tmdb_ids_are_unique"
            ),
        ]
        indexes = [
            models.Index(OpClass(F("name_key"), "text_pattern_ops"), name="people_by_prefix"),
            GinIndex(OpClass(F("name_key"), "gin_trgm_ops"), name="people_by_likeness", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.note})" if self.note else self.name

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def url(self) -> str:
        return f"/person/{self.slug}/"


class Role(models.TextChoices):
    """What somebody did on a film; the order here is the order on pages."""

    DIRECTOR = "director", "Director"
    WRITER = "writer", "Writer"
    PRODUCER = "producer", "Producer"
    PHOTOGRAPHY = "photography", "Photography"
    EDITING = "editing", "Editing"
    MUSIC = "music", "Music"
    PRODUCTION_DESIGN = "production_design", "Production design"
    COSTUME = "costume", "Costume"
    SOUND = "sound", "Sound"
    ANIMATION = "animation", "Animation"
    ACTOR = "actor", "Actor"


class CreditQuerySet(models.QuerySet["Credit"]):
    def with_person(self) -> CreditQuerySet:
        return self.select_related("person")

    def billed_first(self) -> CreditQuerySet:
        return self.order_by("billing", "id")


class Credit(Model):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="credits")
    role = models.CharField(max_length=20, choices=Role)
    character = models.CharField(max_length=200, blank=True)
    billing = models.PositiveSmallIntegerField(default=0, help_text="1 stands first.")

    objects = CreditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["film", "person", "role", "character"],
                name="credits_stand_once",
                violation_error_message="This credit stands here twice.",
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="credit_role_is_one_of_ours"),
        ]
        indexes = [
            models.Index(fields=["film", "role", "billing"], name="credits_in_billing_order"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}, {self.get_role_display()}"
