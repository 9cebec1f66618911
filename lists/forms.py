"""What people say of lists."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts import usernames
from lists.actions.items import state_of
from lists.actions.lists import Said
from lists.models import Item, List
from lists.models.items import LONGEST_NOTE
from lists.models.lists import LONGEST_TITLE
from reviews.models.entries import LONGEST_TAG, MOST_TAGS
from social.models import Audience, CommentsFrom
from web.characters import refuse_invisible_characters
from web.fields import SaveKeyField, TagsField, TextField

COMMENTERS = [("", "As my settings say"), *CommentsFrom.choices]


class DescriptionField(TextField):
    name = "description"


class NoteField(TextField):
    name = "note"
    longest = LONGEST_NOTE


def title_field(**more: Any) -> forms.CharField:
    return forms.CharField(
        label="Title",
        max_length=LONGEST_TITLE,
        validators=[refuse_invisible_characters],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Give the list a title."},
        **more,
    )


class ListForm(forms.Form):
    save_key = SaveKeyField(required=False)
    title = title_field()
    is_ranked = forms.BooleanField(
        label="It is ranked: the films have numbers, the first is number 1", required=False
    )
    description = DescriptionField(label="What it is about", required=False)
    tags = TagsField(
        label="Tags",
        required=False,
        most=MOST_TAGS,
        longest=LONGEST_TAG,
        holder="a list",
        help_text="Words of your own, with commas between them.",
    )
    audience = forms.ChoiceField(
        label="Who may see it",
        choices=Audience.choices,
        initial=Audience.EVERYONE,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the three.", "required": "Choose who may see it."},
    )
    comments_from = forms.ChoiceField(
        label="Who may comment",
        required=False,
        choices=COMMENTERS,
        error_messages={"invalid_choice": "Choose one of the four."},
    )

    def __init__(self, *args: Any, suspension: str = "", **kwargs: Any) -> None:
        """`suspension` says why nothing is saved for others."""
        super().__init__(*args, **kwargs)
        self.suspension = suspension
        self.fields["description"].widget.attrs["rows"] = 5

    def clean_audience(self) -> str:
        audience: str = self.cleaned_data["audience"]
        if self.suspension and audience != Audience.ME:
            words = f"{self.suspension} Choose “Only me”, and it is saved for you alone."
            raise ValidationError(words, code="suspended")
        return audience

    def said(self) -> Said:
        """What the list says of itself, once the form is valid."""
        return Said(**{name: value for name, value in self.cleaned_data.items() if name != "save_key"})


def as_said(list_: List) -> dict[str, Any]:
    """What the form for changing a list starts with."""
    return {
        "title": list_.title,
        "is_ranked": list_.is_ranked,
        "description": list_.description,
        "tags": ", ".join(list_.tags),
        "audience": list_.audience,
        "comments_from": list_.comments_from,
    }


def nothing_said(*, title: str, audience: str) -> dict[str, Any]:
    """What the form of a new list starts with."""
    return {"save_key": uuid.uuid4(), "title": title[:LONGEST_TITLE], "audience": audience}


class NoteForm(forms.Form):
    stands = forms.CharField(required=False, widget=forms.HiddenInput)
    note = NoteField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 5}))
    has_spoilers = forms.BooleanField(
        label="It gives things away: cover it for those who have not seen the film", required=False
    )


def as_noted(item: Item) -> dict[str, Any]:
    """What the form for the note of a film starts with."""
    return {"stands": state_of(item.note), "note": item.note, "has_spoilers": item.has_spoilers}


class PositionForm(forms.Form):
    """Where a film is put: at a position, so many further down, before or behind another film of the list."""

    position = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=10**9,
        error_messages={
            "invalid": "A position is a whole number.",
            "min_value": "Positions begin at 1.",
            "max_value": "No list is as long as that.",
        },
    )
    by = forms.IntegerField(required=False, min_value=-1_000, max_value=1_000)
    before = forms.SlugField(required=False)
    behind = forms.SlugField(required=False)


class NewListForm(forms.Form):
    """A list begun where a film is put into others."""

    save_key = SaveKeyField(required=False)
    title = title_field(required=False)


class InvitationForm(forms.Form):
    username = forms.CharField(
        label="Username",
        max_length=usernames.LONGEST + 1,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Whom?"},
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).removeprefix("@").strip()
