"""Members for search engines: those who are not private."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Member
from web.sitemaps import KeyedSitemap


class MemberSitemap(KeyedSitemap):
    def items(self) -> QuerySet[Member]:
        return Member.objects.filter(is_active=True, is_private=False).only("username")
