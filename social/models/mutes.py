"""What a member does not want to meet in feeds and lists. Whoever is muted never learns of it."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils import timezone

from films.models import Film
from social import triggers
from web.models import Model

LONGEST_WORD = 50


class MemberMute(Model):
    """What this person writes and does is not met; their own pages can still be opened."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    muted = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "muted"], name="one_mute_per_pair"),
            models.CheckConstraint(condition=~Q(member=F("muted")), name="nobody_mutes_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.member} muted {self.muted}"


class FilmMute(Model):
    """Nothing about this film is met; its own page can still be opened."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "film"], name="one_mute_per_member_and_film")
        ]

    def __str__(self) -> str:
        return f"{self.member} muted {self.film}"


class WordMute(Model):
    """Writing with this word or these words one after the other is covered until asked for.

    The database puts all of a member's into `Member.muted_words`, which comes with every session: cards then cost nothing.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=LONGEST_WORD)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("member", Upper("words"), name="one_mute_per_member_and_words"),
            models.CheckConstraint(condition=~Q(words=""), name="muted_words_are_words"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="members_carry_the_words_they_muted",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                func=triggers.CARRY_MUTED_WORDS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} muted “{self.words}”"
