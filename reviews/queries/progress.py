"""How far a member is with the films of somebody who made them."""

from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet

from films.models import Credit, Film, Person
from reviews.models import Mark
from social.models import Viewer
from web.prepared import Holds, prepared


def seen_by_role(person: Person, viewer: Viewer) -> dict[str, int]:
    """How many of the films on offer this viewer has watched, by what the person did on them. No query for a visitor."""
    return dict(films_seen_by_role(person, viewer)) if viewer.is_authenticated else {}


@prepared
def films_seen_by_role(person: Person, viewer: Viewer) -> QuerySet[Credit, tuple[str, int]]:
    watched = Mark.objects.of(viewer).watched().filter(film=OuterRef("film"))
    seen = Credit.objects.filter(Holds(watched), person=person, film__in=Film.objects.offered())
    return seen.order_by().values_list("role").annotate(films=Count("film", distinct=True))
