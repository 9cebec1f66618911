"""The case: all that was ever reported and decided about one entry, comment, member or film."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from films.models import Film
from reviews.models import Comment, Entry
from web.models import Model


class Kind(models.TextChoices):
    """Of what can be reported."""

    ENTRY = "entry", "Entry"
    COMMENT = "comment", "Comment"
    MEMBER = "member", "Member"
    FILM = "film", "Film"


NOTHING_ELSE = {
    Kind.ENTRY: Q(comment=None, film=None, about__isnull=False),
    Kind.COMMENT: Q(entry=None, film=None, about__isnull=False),
    Kind.MEMBER: Q(entry=None, comment=None, film=None, about__isnull=False),
    Kind.FILM: Q(entry=None, comment=None, about=None, film__isnull=False),
}
OF_ITS_KIND = Q()
for kind, nothing_else in NOTHING_ELSE.items():
    OF_ITS_KIND |= Q(kind=kind) & nothing_else


TEXTS = ("text", "text_html")


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        """Those that wait for a decision."""
        return self.filter(open_since__isnull=False)

    def with_subjects(self) -> CaseQuerySet:
        """Loads what each is about, as far as its title goes."""
        paths = ("about", "film", "entry__author", "entry__film", "comment__author")
        loaded = self.select_related(*paths, "comment__entry__author", "comment__entry__film")
        return loaded.defer(
            *(f"{path}__{text}" for path in ("entry", "comment", "comment__entry") for text in TEXTS)
        )

    def judged_by(self, moderator: models.Model) -> CaseQuerySet:
        """Leaves out what is about the moderator: nobody decides about themselves, nor reads who reported them."""
        return self.exclude(about=moderator)


class Case(Model):
    """`about` wrote it, or is it. Where an entry or comment was erased since, the case stays, with the words as reported."""

    kind = models.CharField(max_length=7, choices=Kind)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.SET_NULL, null=True, related_name="+")
    comment = models.OneToOneField(Comment, on_delete=models.SET_NULL, null=True, related_name="+")
    film = models.OneToOneField(Film, on_delete=models.CASCADE, null=True, related_name="+")
    open_since = models.DateTimeField(null=True)
    is_handed_over = models.BooleanField(default=False)  # to the curators

    objects = CaseQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        permissions = [
            ("judge", "Can decide on what members wrote and did"),
            ("mend", "Can see to films that were handed over"),
        ]
        constraints = [
            models.CheckConstraint(condition=OF_ITS_KIND, name="a_case_is_about_one_thing"),
            models.UniqueConstraint(
                fields=["about"], name="one_case_per_member", condition=Q(kind=Kind.MEMBER)
            ),
        ]
        indexes = [
            models.Index(
                fields=["open_since", "id"], name="open_cases", condition=Q(open_since__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.entry_id or self.comment_id or self.film_id or self.about_id or ''}"

    @property
    def is_open(self) -> bool:
        return self.open_since is not None
