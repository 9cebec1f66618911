"""Cases in the admin: what waits first, each with all that was reported, said and decided, one or several at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from moderation.actions.decisions import JUDGE, MEND
from moderation.admin.deciding import decide_on
from moderation.admin.reading import ReadingDesk
from moderation.models import Case
from moderation.queries.desk import cases_for, with_waiting
from moderation.subjects import subject_of, title_of

MOST_AT_ONCE = 50


class State(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("curators", "With the curators"), ("decided", "Decided"), ("all", "All")]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": "Waiting"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        has_something = Q(reports_waiting__gt=0) | Q(has_appeal=True)  # who reported it may have left
        waiting = queryset.filter(has_something, open_since__isnull=False)
        if self.value() == "all":
            return queryset
        if self.value() == "decided":
            return queryset.filter(open_since=None)
        is_moderator = request.user.has_perm(JUDGE)
        return waiting.filter(is_handed_over=self.value() == "curators" or not is_moderator)


@admin.register(Case)
class CaseAdmin(ReadingDesk):
    list_display = ("what", "whose", "waiting", "appealed", "since")
    list_filter = (State, "kind")
    actions = ("decide",)
    ordering = (F("open_since").asc(nulls_last=True), "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Case]:
        cases = cases_for(request.user)  # type: ignore[arg-type]
        return with_waiting(cases.with_subjects()).order_by(*self.ordering)

    @admin.display(description="What")
    def what(self, case: Case) -> str:
        subject = subject_of(case)
        return capfirst(title_of(subject)) if subject else f"{case.get_kind_display()}, erased since"

    @admin.display(description="By")
    def whose(self, case: Case) -> str:
        return str(case.about or "")

    @admin.display(description="Reports waiting", ordering="reports_waiting")
    def waiting(self, case: Case) -> int:
        return case.reports_waiting  # type: ignore[attr-defined]

    @admin.display(description="Appeal", boolean=True)
    def appealed(self, case: Case) -> bool:
        return case.has_appeal  # type: ignore[attr-defined]

    @admin.display(description="Since", ordering="open_since")
    def since(self, case: Case) -> str:
        return f"{case.open_since:%Y-%m-%d}" if case.open_since else ""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": "Reports"})

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(JUDGE) or request.user.has_perm(MEND)

    @admin.action(description="Decide on these together", permissions=["decide"])
    def decide(self, request: HttpRequest, queryset: QuerySet[Case]) -> HttpResponse:
        return HttpResponseRedirect(address_of_all(queryset[:MOST_AT_ONCE]))

    def get_urls(self) -> list[URLPattern]:
        together = path("decide/", self.admin_site.admin_view(self.together), name="moderation_case_decide")
        return [together, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return self.page(request, [object_id])

    def together(self, request: HttpRequest) -> HttpResponse:
        said = request.POST if request.method == "POST" else request.GET
        return self.page(request, said.getlist("case")[:MOST_AT_ONCE])

    def page(self, request: HttpRequest, keys: list[str]) -> HttpResponse:
        if not self.has_view_permission(request) or (
            request.method == "POST" and not self.has_decide_permission(request)
        ):
            raise PermissionDenied
        numbers = [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
        cases = list(cases_for(request.user).with_subjects().filter(pk__in=numbers))  # type: ignore[arg-type]
        if not cases:
            raise Http404
        return decide_on(request, cases, self.admin_site)


def address_of_all(cases: Any) -> str:
    """Where several cases are decided on together."""
    return f"{reverse('admin:moderation_case_decide')}?{urlencode([('case', case.pk) for case in cases])}"
