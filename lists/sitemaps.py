"""Lists for search engines: those that everybody may read."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from lists.models import List
from lists.queries.outside import lists_for_search_engines
from web.sitemaps import KeyedSitemap


class ListSitemap(KeyedSitemap):
    def items(self) -> QuerySet[List]:
        return lists_for_search_engines()

    def lastmod(self, item: List) -> datetime.datetime:
        return item.updated_at
