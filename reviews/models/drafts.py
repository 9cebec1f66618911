"""Writing that is not out yet, that was before, and that is nobody else's: drafts, earlier versions, private notes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from films.models import Film
from reviews.models.entries import Entry
from reviews.models.marks import HIGHEST_RATING, LOWEST_RATING
from social.models import Reach
from web import text as texts
from web.models import Model


class Draft(Model):
    """What stands in the form of a new entry, or of one being changed, as typed. Counts nowhere, shown to nobody else."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, null=True, related_name="+")
    typed = models.JSONField(default=dict)  # the form's fields by name, as the browser sends them
    version = models.PositiveIntegerField(
        default=1
    )  # grows with each save, so that two windows notice each other
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "film", "entry"],
                name="one_draft_per_member_and_entry",
                nulls_distinct=False,
            )
        ]
        indexes = [models.Index(fields=["member", "-saved_at", "-id"], name="drafts_of_member")]

    def __str__(self) -> str:
        return f"{self.member} on {self.film}, unfinished"


class Revision(Model):
    """A review as it stood before a change. Written by the database, never changed."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="revisions")
    reach = models.CharField(max_length=9, choices=Reach)
    text = models.TextField(max_length=texts.LONGEST)
    text_html = models.TextField(editable=False)
    rating = models.PositiveSmallIntegerField(null=True)
    watched_on = models.DateField(null=True)
    has_spoilers = models.BooleanField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["entry", "-saved_at", "-id"], name="revisions_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rating=None) | models.Q(rating__range=(LOWEST_RATING, HIGHEST_RATING)),
                name="revision_rating_is_half_stars_1_to_10",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry}, {self.saved_at:%Y-%m-%d %H:%M}"


class EntryNote(Model):
    """What an author notes beside an entry for themselves alone: in a table of its own, which no other page reads."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="+")
    text = models.TextField(max_length=texts.LONGEST)

    def __str__(self) -> str:
        return f"a note to {self.entry_id}"
