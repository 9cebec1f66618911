"""The moderators' desk: what members wrote for others, to be removed or restored, never rewritten."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.models import TitleKey
from films.titles import folded
from moderation.actions.decisions import JUDGE, case_about
from moderation.models import Report
from reviews.models import Entry
from social.models import Audience, Reach
from web.desk import Desk

OPENING = 80


class Removed(admin.SimpleListFilter):
    title = "removed"
    parameter_name = "removed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Removed"), ("no", "Standing")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(removed_at__isnull=self.value() == "no")


@admin.register(Entry)
class EntryAdmin(Desk):
    list_display = ("created_at", "author", "film", "beginning", "audience", "removed_at")
    list_filter = (Removed, "audience", "has_spoilers")
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-created_at", "-pk")
    search_fields = ("text",)
    search_help_text = "A member (@name), a film, or words of the text"
    fields = (
        "author", "film_page", "number", "audience", "removed_at", "created_at", "edited_at", "watched_on", "is_rewatch", "rating", "has_spoilers", "tags", "text",
    )  # fmt: skip
    readonly_fields = ("film_page",)
    actions = ("decide",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Entry]:
        """What its author wrote for nobody else is nobody else's business; what is for followers is the moderators' once
        one of those has reported it."""
        is_for_all = Q(audience=Audience.EVERYONE, author__is_private=False)
        is_reported = Exists(Report.objects.filter(case__entry=OuterRef("pk")))
        entries = super().get_queryset(request).exclude(audience=Audience.ME).exclude(reach=Reach.NOBODY)
        entries = entries.filter(is_for_all | is_reported).select_related("author", "film")
        return entries.defer("text", "text_html", "lead_html").annotate(opening=Left("text", OPENING))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entry], search_term: str
    ) -> tuple[QuerySet[Entry], bool]:
        words = search_term.strip()
        if not words:
            return queryset, False
        films = TitleKey.objects.filter(key=folded(words)).values("film")
        author = Q(author__username__iexact=words.removeprefix("@"))
        said = Entry.objects.saying(words).values("pk")
        return queryset.filter(author | Q(film__in=films) | Q(pk__in=said)), False

    @admin.display(description="Text")
    def beginning(self, entry: Entry) -> str:
        opening: str = entry.opening  # type: ignore[attr-defined]
        return opening + ("…" if len(opening) == OPENING else "")

    @admin.display(description="Film")
    def film_page(self, entry: Entry) -> SafeString:
        return format_html('<a href="{}">{}</a>', entry.film.url, entry.film)

    def view_on_site(self, entry: Entry) -> str:
        return entry.url

    @admin.action(
        description="Decide on these: remove, put back, mark as a spoiler", permissions=["moderate"]
    )
    def decide(self, request: HttpRequest, queryset: QuerySet[Entry]) -> HttpResponse:
        """Decided where every decision is: with a reason, and kept."""
        moderator: Any = request.user
        entries = list(queryset.exclude(author=moderator)[: self.list_per_page])
        if not entries:
            self.message_user(request, "You do not decide about what you wrote.", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        cases = [("case", case_about(entry, by=moderator).pk) for entry in entries]
        return HttpResponseRedirect(f"{reverse('admin:moderation_case_decide')}?{urlencode(cases)}")

    def has_moderate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(JUDGE)

    # The words belong to their author: moderators read them.

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Entry | None = None) -> bool:
        return False
