"""People at the curators' desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from films.actions.films import settle_person
from films.admin.forms import PersonForm
from films.admin.search import found_people
from films.models import Person
from web.desk import Desk


@admin.register(Person)
class PersonAdmin(Desk):
    form = PersonForm
    list_display = ("name", "note", "films", "imdb_id")
    ordering = ("name_key", "pk")
    list_per_page = 100
    show_full_result_count = False
    search_fields = ("name",)
    search_help_text = "A name, its beginning, or an identifier"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        return super().get_queryset(request).annotate(films_count=Count("credits__film", distinct=True))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Person], search_term: str
    ) -> tuple[QuerySet[Person], bool]:
        return (found_people(queryset, search_term) if search_term else queryset), False

    @admin.display(description="Films", ordering="films_count")
    def films(self, person: Person) -> int:
        return person.films_count  # type: ignore[attr-defined]

    def view_on_site(self, person: Person) -> str:
        return person.url

    def save_related(self, request: HttpRequest, form: PersonForm, formsets: Any, change: bool) -> None:  # noqa: FBT001  Django calls it so
        super().save_related(request, form, formsets, change)
        settle_person(form.instance)
