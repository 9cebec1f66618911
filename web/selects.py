"""Drop-down lists of many words: Django checks and renders each option at every request, twenty times as slowly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from web.markup import filled, joined

CHOSEN = filled(" selected")


class Words(forms.Widget):
    """A list to choose one word from, each with its label."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        super().__init__()
        self.labels = labels

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        options = [
            filled('<option value="{}"{}>{}</option>', word, CHOSEN if word == (value or "") else "", label)
            for word, label in self.labels.items()
        ]
        attributes = flatatt({"name": name, **(attrs or {})})
        return filled("<select{}>\n{}\n</select>", attributes, joined(options, "\n"))


class OneOf(forms.CharField):
    """One of the words that are known, or none; not all of them need be offered."""

    def __init__(self, known: Mapping[str, str], offered: Mapping[str, str]) -> None:
        super().__init__(required=False, widget=Words(offered))
        self.known = known

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and value not in self.known:
            raise forms.ValidationError("There is no such choice.")
