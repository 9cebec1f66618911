"""The key to one's own whole diary: making it, making another, and taking it back."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Member
from reviews.models import DiaryKey
from reviews.models.diary_keys import new_token


def make_diary_key(*, by: Member) -> DiaryKey:
    """From now on this key opens the member's diary, and the one before opens nothing."""
    key, _ = DiaryKey.objects.update_or_create(
        member=by, defaults={"token": new_token(), "created_at": timezone.now()}
    )
    return key


def revoke_diary_key(*, by: Member) -> None:
    """No key opens the member's diary any more."""
    DiaryKey.objects.filter(member=by).delete()
