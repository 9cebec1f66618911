"""The shape of a comment, whatever it stands under."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from web import text as texts
from web.models import Model


class DeletedBy(models.TextChoices):
    AUTHOR = "author", "Deleted by its author"
    OWNER = "owner", "Deleted by the author of the review"
    MODERATOR = "moderator", "Removed by the moderators"


class Words(Model):
    """What members say under something. A deleted comment keeps its row: a stub says by whom."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(max_length=texts.LONGEST)
    text_html = models.TextField(editable=False)
    renderer = models.PositiveSmallIntegerField(default=1, editable=False)  # older ones are rendered anew
    save_key = models.UUIDField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_by = models.CharField(max_length=9, choices=DeletedBy, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["author", "save_key"], name="one_%(class)s_per_save"),
            models.CheckConstraint(condition=~Q(text=""), name="a_%(class)s_has_text"),
            models.CheckConstraint(
                condition=Q(deleted_at=None, deleted_by="")
                | Q(deleted_at__isnull=False, deleted_by__in=DeletedBy.values),
                name="a_deleted_%(class)s_says_by_whom",
            ),
        ]

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None
