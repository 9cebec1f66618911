"""Films by their addresses."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from films.models import AlternativeTitle, Film, FilmQuerySet, FormerSlug
from web.prepared import prepared


@prepared
def films_at(slug: str) -> FilmQuerySet:
    """The film at this address, if there is one."""
    return Film.objects.filter(slug=slug)


@prepared
def films_with_counts_at(slug: str) -> FilmQuerySet:
    """The film at this address, if there is one, with its counts (`stats`) and all its titles; adds `other_titles`."""
    return with_counts_at(slug)


def with_counts_at(slug: str) -> FilmQuerySet:
    """The same for a larger query."""
    titles = AlternativeTitle.objects.filter(film=OuterRef("pk")).order_by("pk").values("title")
    return Film.objects.filter(slug=slug).select_related("stats").annotate(other_titles=ArraySubquery(titles))


@prepared
def present_slugs(slug: str) -> QuerySet[FormerSlug, str]:
    """Where the film is now that had this address once."""
    return FormerSlug.objects.filter(slug=slug).values_list("film__slug", flat=True)
