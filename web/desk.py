"""What every desk in the admin has in common."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.forms import Field
from django.http import HttpRequest

from web.characters import refuse_invisible_characters


class PlainNames(BaseModelAdmin):
    """Titles and names have no character that cannot be seen."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, models.CharField):
            field.validators = [*field.validators, refuse_invisible_characters]
        return field


class Desk(PlainNames, admin.ModelAdmin):
    """A list is filtered by what it offers alone.

    Django lets whoever sees a list try its columns with any look-up: a password, character by character.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        offered: set[str] = set()
        for choice in self.get_list_filter(request) if request else ():
            if isinstance(choice, str):
                offered |= {f"{choice}__exact", f"{choice}__id__exact", f"{choice}__isnull"}
            elif isinstance(choice, type) and issubclass(choice, admin.SimpleListFilter):
                offered.add(str(choice.parameter_name))
        return lookup in offered
