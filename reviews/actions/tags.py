"""What a member does with a tag on all their entries at once. None of it can be undone."""

from __future__ import annotations

from django.db import transaction
from django.db.models import CharField, F, Func, Value

from accounts.models import Member
from reviews.models import Entry
from social.locks import lock

# Where an entry has both, the one that stands first stays.
RENAMED = """ARRAY(
    SELECT named FROM (SELECT CASE WHEN tag = %s THEN %s ELSE tag END AS named, place
        FROM unnest(reviews_entry.tags) WITH ORDINALITY AS said (tag, place)) AS tags
    GROUP BY named ORDER BY min(place))"""


def rename_tag(tag: str, to: str, *, by: Member) -> None:
    """Gives another name to a tag, on deleted entries too, which may be restored. If there is such a tag, both are one."""
    change(tag, RawTags(tag, to), by)


def delete_tag(tag: str, *, by: Member) -> None:
    """Takes a tag off all entries that have it; nothing else about them changes."""
    change(tag, Func(F("tags"), Value(tag, CharField()), function="array_remove"), by)


@transaction.atomic
def change(tag: str, tags: Func, by: Member) -> None:
    """Locked first: what another window saves meanwhile is waited for, and changed as it is then."""
    keys = lock(Entry.objects.by(by).filter(tags__contains=[tag]))
    Entry.objects.filter(pk__in=keys, tags__contains=[tag]).update(tags=tags)


class RawTags(Func):
    """The tags of an entry with one of them renamed."""

    def __init__(self, tag: str, to: str) -> None:
        super().__init__(output_field=Entry._meta.get_field("tags"))
        self.names = (tag, to)

    def as_sql(self, *_: object, **__: object) -> tuple[str, tuple[str, str]]:
        return RENAMED, self.names
