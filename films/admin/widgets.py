"""Inputs of the curators' desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.forms.widgets import Media, Script

MINIFIED = "" if settings.DEBUG else ".min"


class SearchableSelect(forms.SelectMultiple):
    """Several of many, found by typing. The chosen ones stand first and keep the order in which they were chosen."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(
            {"data-searchable": "", "data-theme": "admin-autocomplete", **(attrs or {})}, choices
        )

    @property
    def media(self) -> Media:
        """The parts that the admin's own autocompletion has, so that a page loads them once, and a few lines of ours."""
        return Media(
            css={"screen": (f"admin/css/vendor/select2/select2{MINIFIED}.css", "admin/css/autocomplete.css")},
            js=(  # type: ignore[arg-type]  # the stubs do not know scripts with attributes yet
                f"admin/js/vendor/jquery/jquery{MINIFIED}.js",
                f"admin/js/vendor/select2/select2.full{MINIFIED}.js",
                "admin/js/jquery.init.js",
                Script("js/admin/searchable-select.js", type="module"),
            ),
        )

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        order = {code: position for position, code in enumerate(value)}
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: order.get(group[1][0]["value"], len(order)))
