"""Which films a curator wants to see."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from films.models import Credit, Film, Role

FIRST_DECADE = 1880


def without(role: Role) -> Q:
    return Q(~Exists(Credit.objects.filter(film=OuterRef("pk"), role=role)))


MISSING = {
    "poster": ("Poster", Q(poster="")),
    "backdrop": ("Backdrop", Q(backdrop="")),
    "synopsis": ("Synopsis", Q(synopsis="")),
    "director": ("Director", without(Role.DIRECTOR)),
    "cast": ("Cast", without(Role.ACTOR)),
    "year": ("Year", Q(year=None)),
    "runtime": ("Runtime", Q(runtime=None)),
    "genres": ("Genres", Q(genres=[])),
    "countries": ("Countries", Q(countries=[])),
    "imdb": ("IMDb id", Q(imdb_id="")),
}


class Missing(admin.SimpleListFilter):
    title = "what is missing"
    parameter_name = "missing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _) in MISSING.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Film]) -> QuerySet[Film]:
        chosen = self.value()
        return queryset.filter(MISSING[chosen][1]) if chosen in MISSING else queryset


class Decade(admin.SimpleListFilter):
    title = "decade"
    parameter_name = "decade"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        last = datetime.datetime.now(tz=datetime.UTC).year // 10 * 10
        return [(str(decade), f"{decade}s") for decade in range(last, FIRST_DECADE - 1, -10)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Film]) -> QuerySet[Film]:
        chosen = self.value()
        if chosen not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(year__gte=int(chosen), year__lt=int(chosen) + 10)
