"""What a tag may be called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from reviews.forms import TagsField


class TagField(TagsField):
    """One tag, as it would stand among others."""

    def clean(self, value: Any) -> str:  # type: ignore[override]
        tags = super().clean(value)
        if len(tags) != 1:
            raise ValidationError("Give one name, without commas.", code="not_one")
        return tags[0]


class RenameTagForm(forms.Form):
    name = TagField(label="Its new name", error_messages={"required": "Give it a name."})
