"""What a member may say in an entry."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from films.models.films import FIRST_YEAR
from films.vocabulary import languages
from reviews.actions.drafts import stands_since
from reviews.actions.entries import Viewing
from reviews.models import Entry, Mark
from reviews.models.entries import LONGEST_FILM, LONGEST_TAG, MOST_TAGS
from reviews.models.stats import RATINGS
from reviews.viewing_forms import HOW, HowForm, as_watched
from social.models import Audience, CommentsFrom
from web import fields
from web.fields import SaveKeyField, TextField

FIRST_DAY = datetime.date(FIRST_YEAR, 1, 1)
COMMENTERS = [("", "As my settings say"), *CommentsFrom.choices]

SELDOM = ("note", "language", "comments_from", "shows_history")
NOT_SAID = {"save_key", "stands", "answers", *HOW}  # of the form, and not of the viewing itself


def writing_languages() -> list[tuple[str, str]]:
    """The languages a review may be said to be in."""
    return [(code, name) for code, name in languages().items() if len(code) == 2]


class NoteField(TextField):
    """Words for their author alone, shown as they were typed."""

    name = "note"

    def validate_as_shown(self, value: str) -> None:
        pass


class AnsweredField(forms.IntegerField):
    """The key of the review that this one answers. A broken key is none."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int | None:
        try:
            return super().clean(value)
        except ValidationError:
            return None


class TagsField(fields.TagsField):
    """The tags of an entry."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=MOST_TAGS, longest=LONGEST_TAG, holder="an entry", **kwargs)


class EntryForm(HowForm):
    save_key = SaveKeyField(required=False)
    stands = forms.CharField(required=False, widget=forms.HiddenInput)
    answers = AnsweredField(required=False, min_value=1, max_value=2**63 - 1)
    watched_on = forms.DateField(
        label="Watched on",
        required=False,
        input_formats=["%Y-%m-%d"],
        help_text="Leave it empty to write a review without a date.",
        error_messages={"invalid": "This is no date of the calendar. Write it as 2026-11-14."},
    )
    is_rewatch = forms.BooleanField(label="I had seen it before", required=False)
    is_stopped = forms.BooleanField(
        label="I stopped watching",
        required=False,
        help_text="The film then counts as stopped, not as watched, and has no rating.",
    )
    stopped_minute = forms.IntegerField(
        label="After so many minutes",
        required=False,
        min_value=1,
        error_messages={"invalid": "Minutes are a whole number.", "min_value": "Minutes begin at 1."},
    )
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
    language = forms.ChoiceField(
        label="It is written in",
        required=False,
        choices=lambda: [("", "Guess it"), *writing_languages()],
        error_messages={"invalid_choice": "Choose one of the languages."},
    )
    has_spoilers = forms.BooleanField(
        label="It gives things away: cover it for those who have not seen the film", required=False
    )
    tags = TagsField(label="Tags", required=False, help_text="Words of your own, with commas between them.")
    audience = forms.ChoiceField(
        label="Who may read it",
        choices=Audience.choices,
        initial=Audience.EVERYONE,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the three.", "required": "Choose who may read it."},
    )

    comments_from = forms.ChoiceField(
        label="Who may comment",
        required=False,
        choices=COMMENTERS,
        error_messages={"invalid_choice": "Choose one of the four."},
    )
    shows_history = forms.BooleanField(label="Let readers see earlier versions", required=False)
    note = NoteField(
        label="Note for yourself",
        required=False,
        help_text="Stands beside the entry and is shown to nobody but you.",
    )

    def __init__(
        self,
        *args: Any,
        today: datetime.date,
        runtime: int | None = None,
        suspension: str = "",
        spoilers_locked: bool = False,
        **kwargs: Any,
    ) -> None:
        """`today` is the last day that may be given: the date it is where the member lives. `runtime` is the film's.
        `suspension` says why nothing is saved for others; `spoilers_locked`: moderators set the tick for good."""
        super().__init__(*args, **kwargs)
        self.suspension = suspension
        if spoilers_locked:
            self.initial["has_spoilers"] = self.fields["has_spoilers"].disabled = True
            self.fields["has_spoilers"].help_text = "The moderators have set this for good."
        self.today, self.runtime = today, runtime
        self.last_minute = min(runtime or LONGEST_FILM, LONGEST_FILM)
        self.fields["stopped_minute"].widget.attrs["max"] = self.last_minute
        self.fields["note"].widget.attrs["rows"] = 3
        self.fields["watched_on"].widget = forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "min": FIRST_DAY.isoformat(), "max": today.isoformat()}
        )
        self.fields["text"].widget.attrs["rows"] = 9

    def begun_with(self, typed: dict[str, Any]) -> EntryForm:
        """The same form, beginning with what was typed and saying nothing about it yet."""
        return EntryForm(
            initial=typed,
            today=self.today,
            runtime=self.runtime,
            author=self.author,
            entry=self.entry,
            film_languages=self.film_languages,
        )

    @property
    def has_more(self) -> bool:
        """Whether something stands, or is wrong, in what is seldom filled in."""
        return any(self[name].value() or self[name].errors for name in SELDOM)

    def clean_watched_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["watched_on"]
        if day and day > self.today:
            raise ValidationError("This day has not come yet.", code="future")
        if day and day < FIRST_DAY:
            raise ValidationError(f"There were no films before {FIRST_YEAR}.", code="before_films")
        return day

    def clean_audience(self) -> str:
        audience: str = self.cleaned_data["audience"]
        if self.suspension and audience != Audience.ME:
            words = f"{self.suspension} Choose “Only me”, and it is saved for you alone."
            raise ValidationError(words, code="suspended")
        return audience

    def clean_stopped_minute(self) -> int | None:
        minute: int | None = self.cleaned_data["stopped_minute"]
        if minute and minute > self.last_minute:
            raise ValidationError(f"The film has {self.last_minute} minutes.", code="after_the_end")
        return minute

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("is_stopped") and said.get("rating"):
            refusal = "A film you stopped watching has no rating. Clear the rating, or take off “I stopped watching”."
            self.add_error("rating", ValidationError(refusal, code="stopped_and_rated"))
        if said.get("stopped_minute") and not said.get("is_stopped"):
            refusal = "This is for a film you stopped watching: say so, or leave it empty."
            self.add_error("stopped_minute", ValidationError(refusal, code="not_stopped"))
        has_day_or_text = said.get("watched_on") or said.get("text")
        if not (has_day_or_text or "watched_on" in self.errors or "text" in self.errors):
            raise ValidationError("Give the day you watched it, or write about it, or both.", code="nothing")
        return said

    def viewing(self) -> Viewing:
        """What was said, once the form is valid."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in NOT_SAID}
        return Viewing(**said, how=self.how())


def first_thoughts(mark: Mark | None, today: datetime.date) -> dict[str, Any]:
    """What a new entry starts with: today, and what the member's mark of the film already says."""
    return {
        "save_key": uuid.uuid4(),
        "watched_on": today,
        "is_rewatch": bool(mark and mark.is_watched),
        "rating": mark.rating if mark else None,
        "liked": bool(mark and mark.is_liked),
    }


def as_written(entry: Entry, mark: Mark | None, note: str) -> dict[str, Any]:
    """What the form for changing an entry starts with."""
    return {
        "save_key": uuid.uuid4(),
        "stands": stands_since(entry.edited_at),
        "is_stopped": entry.is_stopped,
        "stopped_minute": entry.stopped_minute,
        "language": entry.language if entry.language_is_chosen else "",
        "shows_history": entry.shows_history,
        "note": note,
        "watched_on": entry.watched_on,
        "is_rewatch": entry.is_rewatch,
        "rating": entry.rating,
        "liked": bool(mark and mark.is_liked),
        "text": entry.text,
        "has_spoilers": entry.has_spoilers,
        "tags": ", ".join(entry.tags),
        "audience": entry.audience,
        "comments_from": entry.comments_from,
        **as_watched(entry),
    }
