"""Who is near to whom in taste: worked out from ratings and likes, kept for a day, and never the only place of anything."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from web.models import Model


class Neighbourhood(Model):
    """When the neighbours of a member were last looked for, and how many films the member had rated then."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    made_at = models.DateTimeField()
    ratings_count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.member_id}: {self.made_at}"


class Neighbour(Model):
    """Somebody whose ratings and reviews are close to the member's taste. One-way: likes are given, not shared."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agreement = models.PositiveSmallIntegerField()  # thousandths
    shared_count = models.PositiveSmallIntegerField()  # films both have rated
    agreed_count = models.PositiveSmallIntegerField()  # of these, as good as alike
    likes_count = models.PositiveSmallIntegerField()  # which the member gave to the other's reviews

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "other"], name="one_neighbour_per_pair"),
            models.CheckConstraint(condition=~Q(member=F("other")), name="nobody_is_their_own_neighbour"),
            models.CheckConstraint(
                condition=Q(agreement__range=(0, 1_000)), name="agreement_is_in_thousandths"
            ),
        ]
        indexes = [models.Index(fields=["member", "-agreement", "-other"], name="nearest_first")]

    def __str__(self) -> str:
        return f"{self.member_id} and {self.other_id}: {self.agreement}"
