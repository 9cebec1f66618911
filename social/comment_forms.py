"""What a member may say in a comment."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from web.fields import SaveKeyField, TextField


class CommentText(TextField):
    name = "comment"


class CommentForm(forms.Form):
    save_key = SaveKeyField(required=False)
    text = CommentText(
        label="Your comment",
        error_messages={"required": "There is nothing in it yet."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def a_new_form(**initial: Any) -> CommentForm:
    """An empty form, or with `text` one to change what stands; its key makes a double click one comment."""
    return CommentForm(initial={"save_key": uuid.uuid4(), **initial}, auto_id="comment_%s")


def answered(typed: Any) -> CommentForm:
    """The form with what was typed into it."""
    return CommentForm(typed, auto_id="comment_%s")
