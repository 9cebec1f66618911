"""A list of one's own that begins as a copy of another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Member
from lists.actions.lists import Said, create_list
from lists.models import List
from lists.models.items import STEP
from social.locks import keep_from_leaving
from social.models import Audience

# The words on the films stay with who wrote them, unless that is the one who copies.
COPY = """
INSERT INTO lists_item (list_id, film_id, place, note, note_html, renderer, has_spoilers, added_by_id, added_at)
SELECT %(copy)s, film_id, row_number() OVER (ORDER BY place) * %(step)s,
    CASE WHEN %(is_own)s THEN note ELSE '' END, CASE WHEN %(is_own)s THEN note_html ELSE '' END, renderer,
    has_spoilers AND %(is_own)s, %(member)s, %(now)s
FROM lists_item WHERE list_id = %(original)s ORDER BY place
"""


@transaction.atomic
def clone_list(original: List, *, by: Member, save_key: UUID | None = None) -> List:
    """The films in their order, or the filter of a smart list, under the same title, for the copier alone until they
    say otherwise. Sent again with the same key it returns the copy that stands."""
    keep_from_leaving(by)  # so that of two clicks at once the second finds what the first made
    stands = List.objects.filter(author=by, save_key=save_key).first() if save_key else None
    if stands:
        return stands
    said = Said(title=original.title, is_ranked=original.is_ranked, audience=Audience.ME)
    copy = create_list(
        said,
        by=by,
        filters=original.filters,
        order=original.order,
        cloned_from=original,
        save_key=save_key,
    )
    if not original.is_smart:
        copy_films(original, copy)
    return copy


def copy_films(original: List, copy: List) -> None:
    """In one statement, however many they are."""
    values: dict[str, Any] = {
        "copy": copy.pk,
        "original": original.pk,
        "member": copy.author_id,
        "is_own": original.author_id == copy.author_id,
        "step": STEP,
        "now": timezone.now(),
    }
    with connection.cursor() as cursor:
        cursor.execute(COPY, values)
