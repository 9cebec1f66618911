"""What a smart list finds."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lists.models import List


@transaction.atomic
def change_filters(list_: List, *, words: dict[str, str], order: str) -> None:
    """The list finds other films from now on."""
    list_.filters, list_.order, list_.updated_at = words, order, timezone.now()
    list_.save(update_fields=["filters", "order", "updated_at"])
