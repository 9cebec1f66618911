"""What a member may say in an entry."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from films.models.films import FIRST_YEAR
from reviews.actions.entries import Viewing
from reviews.models import Entry, Mark
from reviews.models.entries import LONGEST_TAG, MOST_TAGS
from reviews.models.stats import RATINGS
from social.models import Audience
from web import text as texts
from web.characters import refuse_invisible_characters

FIRST_DAY = datetime.date(FIRST_YEAR, 1, 1)
AUDIENCES = [
    (Audience.EVERYONE, "Everyone: it stands on the film’s page and in your diary, and others may like it."),
    (
        Audience.FOLLOWERS,
        "People who follow me: nobody else sees the entry or its date, and it counts nowhere.",
    ),
    (Audience.ME, "Only me: nobody else sees the entry, its date or its words."),
]


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

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > texts.LONGEST:
            raise ValidationError(
                f"The review has {len(value):,} characters; there is room for {texts.LONGEST:,}.",
                code="too_long",
            )
        if value and not texts.render(value).html:
            raise ValidationError("Nothing of this text would be seen.", code="nothing_seen")


class TagsField(forms.CharField):
    """Tags between commas, each without capitals and outer blanks, each once."""

    def clean(self, value: Any) -> list[str]:
        typed = " ".join(super().clean(value).casefold().split()).split(",")
        tags = [tag for tag in dict.fromkeys(tag.strip(" #") for tag in typed) if tag]
        if len(tags) > MOST_TAGS:
            raise ValidationError(
                f"These are {len(tags)} tags; an entry has room for {MOST_TAGS}.", code="too_many"
            )
        for tag in tags:
            if len(tag) > LONGEST_TAG:
                raise ValidationError(
                    f"A tag has at most {LONGEST_TAG} characters; “{tag[:20]}…” has {len(tag)}.",
                    code="too_long",
                )
            refuse_invisible_characters(tag)
        return tags


class EntryForm(forms.Form):
    save_key = SaveKeyField(required=False)
    watched_on = forms.DateField(
        label="Watched on",
        required=False,
        input_formats=["%Y-%m-%d"],
        help_text="Leave it empty to write a review without a date.",
        error_messages={"invalid": "This is no date of the calendar. Write it as 2026-11-14."},
    )
    is_rewatch = forms.BooleanField(label="I had seen it before", required=False)
    rating = forms.TypedChoiceField(
        label="Rating",
        required=False,
        choices=[("", "None"), *((str(rating), f"{rating / 2:g}") for rating in RATINGS)],
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "A rating is half a star to five stars, in halves."},
    )
    liked = forms.BooleanField(label="I like this film", required=False)
    text = TextField(label="Review", required=False)
    has_spoilers = forms.BooleanField(
        label="It gives things away: cover it for those who have not seen the film", required=False
    )
    tags = TagsField(label="Tags", required=False, help_text="Words of your own, with commas between them.")
    audience = forms.ChoiceField(
        label="Who may read it",
        choices=AUDIENCES,
        initial=Audience.EVERYONE,
        widget=forms.RadioSelect,
        help_text="Whatever you choose, everyone can see that you have watched the film and how you rate it.",
        error_messages={"invalid_choice": "Choose one of the three.", "required": "Choose who may read it."},
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """`today` is the last day that may be given: the date it is where the member lives."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["watched_on"].widget = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "min": FIRST_DAY.isoformat(), "max": today.isoformat()}
        )
        self.fields["text"].widget.attrs["rows"] = 9

    def clean_watched_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["watched_on"]
        if day and day > self.today:
            raise ValidationError("This day has not come yet.", code="future")
        if day and day < FIRST_DAY:
            raise ValidationError(f"There were no films before {FIRST_YEAR}.", code="before_films")
        return day

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        has_day_or_text = said.get("watched_on") or said.get("text")
        if not (has_day_or_text or "watched_on" in self.errors or "text" in self.errors):
            raise ValidationError("Give the day you watched it, or write about it, or both.", code="nothing")
        return said

    def viewing(self) -> Viewing:
        """What was said, once the form is valid."""
        return Viewing(**{name: value for name, value in self.cleaned_data.items() if name != "save_key"})


def first_thoughts(mark: Mark | None, today: datetime.date) -> dict[str, Any]:
    """What a new entry starts with: today, and what the member's mark of the film already says."""
    return {
        "save_key": uuid.uuid4(),
        "watched_on": today,
        "is_rewatch": bool(mark and mark.is_watched),
        "rating": mark.rating if mark else None,
        "liked": bool(mark and mark.is_liked),
    }


def as_written(entry: Entry, mark: Mark | None) -> dict[str, Any]:
    """What the form for changing an entry starts with."""
    return {
        "watched_on": entry.watched_on,
        "is_rewatch": entry.is_rewatch,
        "rating": entry.rating,
        "liked": bool(mark and mark.is_liked),
        "text": entry.text,
        "has_spoilers": entry.has_spoilers,
        "tags": ", ".join(entry.tags),
        "audience": entry.audience,
    }
