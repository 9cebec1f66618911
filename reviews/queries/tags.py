"""Tags: which ones a member uses, and what stands under one."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connections, models, router
from django.db.models import Count, F, Func

from accounts.models import Member
from films.models import Film
from reviews.models import Entry, EntryQuerySet, Tagging
from reviews.queries.diary import POSTER_FIELDS
from social.models import Viewer
from web.prepared import prepared

TAGS_WITH_PREFIX = """
    SELECT tag FROM reviews_entry, unnest(tags) AS tag
    WHERE author_id = %s AND tags <> '{}' AND starts_with(tag, %s)
    GROUP BY tag ORDER BY count(*) DESC, tag LIMIT %s
"""
MOST_TAGS_SHOWN = 1_000
TAGGED_LATELY = ("-tagged_at", "-tagging_id")
MOST_RANKED = 1_000  # the latest reviews with a tag, among which the popular ones are looked for
MOST_FILMS_LOOKED_AT = 500
SORTS = {"use": ("-uses", "tag"), "name": ("tag",)}


class Used(NamedTuple):
    """A tag, and on how many entries it stands."""

    tag: str
    uses: int


class Unnest(Func):
    function = "unnest"
    set_returning = True
    output_field = models.CharField()


def own_tags(member: Member, prefix: str, *, at_most: int = 10) -> list[str]:
    """The member's own tags that start with these letters, most used first."""
    with connections[router.db_for_read(Entry)].cursor() as cursor:
        cursor.execute(TAGS_WITH_PREFIX, [member.pk, prefix, at_most])
        return [tag for (tag,) in cursor.fetchall()]


def tags_of(member: Member, viewer: Viewer, *, sort: str) -> list[Used]:
    """The tags on what this viewer may read of the member, MOST_TAGS_SHOWN at most."""
    entries = Entry.objects.visible_to(viewer).by(member).exclude(tags=[])
    tags: Any = entries.annotate(tag=Unnest(F("tags"))).values("tag").annotate(uses=Count("pk"))
    return [Used(**row) for row in tags.order_by(*SORTS[sort])[:MOST_TAGS_SHOWN]]


def tagged_by(member: Member, tag: str, viewer: Viewer) -> EntryQuerySet:
    """What this viewer may read of the member's entries with this tag."""
    return Entry.objects.visible_to(viewer).by(member).filter(tags__contains=[tag])


def uses_of(tag: str, member: Member) -> int:
    """On how many of their own entries the member has this tag, whoever may read them."""
    return Entry.objects.standing().by(member).filter(tags__contains=[tag]).count()


def reviews_tagged(tag: str, viewer: Viewer) -> EntryQuerySet:
    """The reviews for everyone with this tag, whoever gave it; order by TAGGED_LATELY."""
    reviews = (
        Entry.objects.visible_to(viewer).met_by(viewer).filter(taggings__tag=tag, taggings__is_review=True)
    )
    tagged = reviews.annotate(tagged_at=F("taggings__created_at"), tagging_id=F("taggings__pk"))
    return tagged.for_cards(viewer)


@prepared
def first_reviews_tagged(tag: str, viewer: Viewer, *, at_most: int) -> EntryQuerySet:
    return reviews_tagged(tag, viewer).order_by(*TAGGED_LATELY)[:at_most]


def popular_tagged(tag: str, viewer: Viewer) -> EntryQuerySet:
    """The latest MOST_RANKED reviews for everyone with this tag, to be ordered by their likes."""
    latest = Tagging.objects.filter(tag=tag, is_review=True).order_by("-created_at", "-pk")
    keys = ArraySubquery(latest.values("entry")[:MOST_RANKED])
    reviews = Entry.objects.filter(pk__is_any_of=keys).visible_to(viewer).met_by(viewer)
    return reviews.for_cards(viewer)


def films_tagged(tag: str, *, at_most: int) -> list[Film]:
    """The films that have this tag most often of late."""
    latest = Tagging.objects.filter(tag=tag).order_by("-created_at").values_list("film", flat=True)
    counted = Counter(latest[:MOST_FILMS_LOOKED_AT])
    films = Film.objects.offered().only(*POSTER_FIELDS)
    found = {
        film.pk: film for film in films.filter(pk__in=[film for film, _ in counted.most_common(2 * at_most)])
    }
    return [found[film] for film, _ in counted.most_common() if film in found][:at_most]
