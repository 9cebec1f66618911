"""What a smart list finds."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from lists.models import List
from lists.queries.covers import POSTERS
from lists.queries.smart import found_by
from web.viewer import NOBODY


@transaction.atomic
def change_filters(list_: List, *, words: dict[str, str], order: str) -> None:
    """The list finds other films from now on."""
    list_.filters, list_.order, list_.updated_at = words, order, timezone.now()
    list_.save(update_fields=["filters", "order", "updated_at"])
    look_for_cover(list_)


def look_for_cover(list_: List) -> None:
    """Keeps the first films that a visitor would find, so that cards of smart lists need no query each."""
    films = found_by(list_, NOBODY)
    keys = films.rows.order_by(*films.order).values_list("pk", flat=True)[:POSTERS]
    List.objects.filter(pk=list_.pk).update(found=list(keys))
