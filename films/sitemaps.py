"""Films for search engines."""

from __future__ import annotations

from django.db.models import QuerySet

from films.models import Film
from web.sitemaps import KeyedSitemap


class FilmSitemap(KeyedSitemap):
    def items(self) -> QuerySet[Film]:
        return Film.objects.offered().only("slug")
