"""The case: all that was ever reported and decided about one thing: writing, a member or a film."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from films.models import Film
from lists.models import List, ListComment
from reviews.models import Comment, Entry
from web.models import Model


class Kind(models.TextChoices):
    """Of what can be reported."""

    ENTRY = "entry", "Entry"
    COMMENT = "comment", "Comment"
    LIST = "list", "List"
    LIST_COMMENT = "list_comment", "Comment on a list"
    MEMBER = "member", "Member"
    FILM = "film", "Film"


# The columns of writing have the names of its kinds.
WRITING = (Kind.ENTRY, Kind.COMMENT, Kind.LIST, Kind.LIST_COMMENT)
SUBJECTS = (*WRITING, Kind.FILM)


def is_about(kind: str, about: Q) -> Q:
    """A case of this kind names nothing of another."""
    return Q(kind=kind, **{str(other.value): None for other in SUBJECTS if other != kind}) & about


OF_ITS_KIND = is_about(Kind.FILM, Q(about=None, film__isnull=False))
for written in (*WRITING, Kind.MEMBER):
    OF_ITS_KIND |= is_about(written, Q(about__isnull=False))


TEXTS = ("text", "text_html")
PATHS = (
    "entry__author",
    "entry__film",
    "comment__author",
    "comment__entry__author",
    "comment__entry__film",
    "list__author",
    "list_comment__author",
    "list_comment__list__author",
)


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> CaseQuerySet:
        """Those that wait for a decision."""
        return self.filter(open_since__isnull=False)

    def with_subjects(self) -> CaseQuerySet:
        """Loads what each is about, as far as its title goes."""
        loaded = self.select_related("about", "film", *PATHS)
        written = ("entry", "comment", "comment__entry", "list_comment")
        return loaded.defer(
            *(f"{path}__{text}" for path in written for text in TEXTS), "list_comment__list__description"
        )

    def judged_by(self, moderator: models.Model) -> CaseQuerySet:
        """Leaves out what is about the moderator: nobody decides about themselves, nor reads who reported them."""
        return self.exclude(about=moderator)


class Case(Model):
    """`about` wrote it, or is it. Where an entry or comment was erased since, the case stays, with the words as reported."""

    kind = models.CharField(max_length=12, choices=Kind)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    entry = models.OneToOneField(Entry, on_delete=models.SET_NULL, null=True, related_name="+")
    comment = models.OneToOneField(Comment, on_delete=models.SET_NULL, null=True, related_name="+")
    list = models.OneToOneField(List, on_delete=models.SET_NULL, null=True, related_name="+")
    list_comment = models.OneToOneField(ListComment, on_delete=models.SET_NULL, null=True, related_name="+")
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
        keys = (getattr(self, f"{subject.value}_id") for subject in SUBJECTS)
        return f"{self.get_kind_display()} {next(filter(None, keys), self.about_id or '')}"

    @property
    def is_open(self) -> bool:
        return self.open_since is not None
