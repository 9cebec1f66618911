"""What may be said in a report, in an appeal, and in a decision."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from moderation.actions.decisions import Seen
from moderation.models import APPEALABLE, NEEDS_MESSAGE, REASONS, Act
from moderation.models.decisions import LONGEST_APPEAL, LONGEST_WHY
from moderation.models.reports import LONGEST_MESSAGE


class WordsField(forms.CharField):
    """Plain words of bounded length. The bound is no attribute of the field: browsers would cut pasted text silently."""

    widget = forms.Textarea

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                f"This has {len(value):,} characters; there is room for {self.longest:,}.", code="too_long"
            )


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label="What is wrong?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is wrong.", "invalid_choice": "Choose one of these."},
    )
    message = WordsField(
        label="What the moderators should know",
        longest=LONGEST_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = REASONS[kind]
        self.fields["reason"].choices = [(reason, reason.label) for reason in reasons]  # type: ignore[attr-defined]
        labels = [f"“{reason.label}”" for reason in reasons if reason in NEEDS_MESSAGE]
        self.fields["message"].help_text = f"Needed with {' and '.join(labels)}."

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        asked = NEEDS_MESSAGE.get(said.get("reason", ""))
        if asked and "message" not in self.errors and not said["message"].strip():
            self.add_error("message", ValidationError(asked, code="message_needed"))
        return said


class AppealForm(forms.Form):
    text = WordsField(
        label="Why you see it differently",
        longest=LONGEST_APPEAL,
        error_messages={"required": "There is nothing in it yet."},
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class DecisionForm(forms.Form):
    """`acts` are those offered for all of the cases."""

    act = forms.ChoiceField(
        label="What to do",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what to do.",
            "invalid_choice": "This cannot be done here, or no longer.",
        },
    )
    why = WordsField(
        label="Why",
        longest=LONGEST_WHY,
        required=False,
        help_text="Whom it is about reads this, so write it to them. For the curators, a note.",
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
    )
    until = forms.DateField(
        label="Suspended until",
        required=False,
        help_text="The first day on which they may write again.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "This is no date of the calendar. Write it as 2026-11-14."},
    )

    def __init__(self, *args: Any, acts: list[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [(act.value, act.label) for act in acts]  # type: ignore[attr-defined]
        if Act.SUSPEND not in acts:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        act = said.get("act")
        if act in APPEALABLE and "why" not in self.errors and not said["why"].strip():
            self.add_error("why", ValidationError("Say why: they are told.", code="why_needed"))
        if act == Act.SUSPEND and "until" not in self.errors:
            day = said.get("until")
            if day is None or day <= timezone.localdate():
                self.add_error("until", ValidationError("Give a day that is still to come.", code="past"))
        return said

    @property
    def end(self) -> datetime.datetime | None:
        """When a suspension ends: as the chosen day begins."""
        day: datetime.date | None = self.cleaned_data.get("until")
        return (
            timezone.make_aware(datetime.datetime.combine(day, datetime.time.min), datetime.UTC)
            if day
            else None
        )


def seen_in(said: str) -> Seen:
    """How far the case had been read that a form was made for, "12.40"; nothing for what is none of ours."""
    parts = said.split(".")
    if len(parts) == len(Seen._fields) and all(
        part.isascii() and part.isdigit() and len(part) < 19 for part in parts
    ):
        return Seen(*map(int, parts))
    return Seen()
