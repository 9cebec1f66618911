"""The secret word under which a member's own whole diary can be had from outside."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from web.models import Model

TOKEN_BYTES = 24
TOKEN_LENGTH = 32  # of so many bytes in base 64


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class DiaryKey(Model):
    """Whoever knows the token reads the diary of its member in a calendar or a feed reader, as the member would."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return f"the key to the diary of member {self.member_id}"
