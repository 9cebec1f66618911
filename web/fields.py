"""Fields of forms in which members write: text of bounded length, tags, and the key that makes a repeated save one."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from web import text as texts
from web.characters import refuse_invisible_characters

MOST_COVERS = 300


class SaveKeyField(forms.UUIDField):
    """Says which save this is, so that a repeated one has one effect. A broken key is a new one."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class TextField(forms.CharField):
    """Markdown of bounded length. The bound is no attribute of the field: browsers would cut pasted text silently."""

    widget = forms.Textarea
    name = "review"
    longest = texts.LONGEST

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                f"The {self.name} has {len(value):,} characters; there is room for {self.longest:,}.",
                code="too_long",
            )
        self.validate_as_shown(value)

    def validate_as_shown(self, value: str) -> None:
        rendered = texts.render(value).html if value else ""
        if value and not rendered:
            raise ValidationError("Nothing of this text would be seen.", code="nothing_seen")
        if (covers := texts.covers_in(rendered)) > MOST_COVERS:
            raise ValidationError(
                f"These are {covers:,} covered passages; a {self.name} has room for {MOST_COVERS}.",
                code="too_many_covers",
            )


class TagsField(forms.CharField):
    """Tags between commas, each without capitals and outer blanks, each once."""

    def __init__(self, *, most: int, longest: int, holder: str, **kwargs: Any) -> None:
        """`most` tags of so many letters have room on the `holder` ("an entry")."""
        super().__init__(**kwargs)
        self.most, self.longest, self.holder = most, longest, holder

    def clean(self, value: Any) -> list[str]:
        typed = " ".join(super().clean(value).casefold().split()).split(",")
        tags = [tag for tag in dict.fromkeys(tag.strip(" #") for tag in typed) if tag]
        if len(tags) > self.most:
            raise ValidationError(
                f"These are {len(tags)} tags; {self.holder} has room for {self.most}.", code="too_many"
            )
        for tag in tags:
            if len(tag) > self.longest:
                raise ValidationError(
                    f"A tag has at most {self.longest} characters; “{tag[:20]}…” has {len(tag)}.",
                    code="too_long",
                )
            refuse_invisible_characters(tag)
        return tags
