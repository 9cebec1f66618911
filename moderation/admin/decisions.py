"""The record of all that was decided."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from moderation.admin.reading import ReadingDesk
from moderation.models import Decision


@admin.register(Decision)
class DecisionAdmin(ReadingDesk):
    list_display = ("created_at", "act", "subject", "about", "moderator", "why", "undone")
    list_filter = ("act", "kind")
    search_fields = ("about__username__iexact", "moderator__username__iexact")
    search_help_text = "A member or a moderator, by name"
    ordering = ("-created_at", "-pk")
    fields = (
        "created_at", "act", "kind", "subject", "about", "moderator", "why", "until", "copy", "undoes", "undone", "case",
    )  # fmt: skip
    readonly_fields = ("undone",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        """Without what was decided about the reader, who is told as everybody is."""
        others = super().get_queryset(request).filter(~Q(about=request.user) | Q(about=None))
        return others.select_related("about", "moderator", "undone_by")

    @admin.display(description="Taken back")
    def undone(self, decision: Decision) -> str:
        undone_by = getattr(decision, "undone_by", None)
        return f"{undone_by.created_at:%Y-%m-%d}" if undone_by else ""
