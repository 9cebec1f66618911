"""The tags a member has used."""

from __future__ import annotations

from django.db import connections, router

from accounts.models import Member
from reviews.models import Entry

TAGS_WITH_PREFIX = """
    SELECT tag FROM reviews_entry, unnest(tags) AS tag
    WHERE author_id = %s AND tags <> '{}' AND starts_with(tag, %s)
    GROUP BY tag ORDER BY count(*) DESC, tag LIMIT %s
"""


def own_tags(member: Member, prefix: str, *, at_most: int = 10) -> list[str]:
    """The member's own tags that start with these letters, most used first."""
    with connections[router.db_for_read(Entry)].cursor() as cursor:
        cursor.execute(TAGS_WITH_PREFIX, [member.pk, prefix, at_most])
        return [tag for (tag,) in cursor.fetchall()]
