"""Reviews for search engines: those that everybody may read."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from reviews.models import Entry
from web.sitemaps import KeyedSitemap
from web.viewer import NOBODY


class ReviewSitemap(KeyedSitemap):
    def items(self) -> QuerySet[Entry]:
        reviews = Entry.objects.visible_to(NOBODY).reviews().select_related("author", "film")
        return reviews.only("number", "created_at", "edited_at", "author__username", "film__slug")

    def lastmod(self, item: Entry) -> datetime.datetime:
        return item.edited_at or item.created_at
