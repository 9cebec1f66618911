"""What a member may say of how a film was watched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Member
from films.vocabulary import NO_SPOKEN_LANGUAGE, languages
from reviews.actions.viewings import FACTS, How
from reviews.models import Entry, Format, Place
from reviews.models.viewings import LONGEST_VENUE
from reviews.queries.companions import MOST_COMPANIONS, called, names_beside, those_one_may_ask
from web.characters import refuse_invisible_characters

ON_FILM = ("place", "venue", "format", "spoken", "subtitles")
HOW = (*ON_FILM, "companions")
NOT_SAID = ("", "Not said")
Choices = list[tuple[str, Any]]


def languages_to_choose(first: Sequence[str]) -> Choices:
    """The languages in these codes first, then all others that are not rare."""
    named = languages()
    own = [(code, named[code]) for code in first if code in named]
    others = [(code, name) for code, name in named.items() if len(code) == 2 and code not in first]
    return [NOT_SAID, ("The film’s", own), ("Others", others)] if own else [NOT_SAID, *others]


class VenueField(forms.CharField):
    """The name of a place, in one line."""

    def clean(self, value: Any) -> str:
        venue: str = super().clean(" ".join(str(value or "").split()))
        if len(venue) > LONGEST_VENUE:
            raise ValidationError(
                f"There is room for {LONGEST_VENUE} characters; these are {len(venue)}.", code="too_long"
            )
        refuse_invisible_characters(venue)
        return venue


class NamesField(forms.CharField):
    """Names of members between commas, each once, with or without the @."""

    def clean(self, value: Any) -> list[str]:
        typed = (name.strip(" @") for name in super().clean(value).split(","))
        names = list({name.casefold(): name for name in typed if name}.values())
        if len(names) > MOST_COMPANIONS:
            raise ValidationError(
                f"These are {len(names)} people; an entry has room for {MOST_COMPANIONS}.", code="too_many"
            )
        return names


class HowForm(forms.Form):
    """Where a film was watched, from what, in which language and with whom; all of it may be left out."""

    place = forms.ChoiceField(
        label="Where",
        required=False,
        choices=[NOT_SAID, *Place.choices],
        error_messages={"invalid_choice": "Choose one of the places."},
    )
    venue = VenueField(label="Name of the place", required=False)
    format = forms.ChoiceField(
        label="From what",
        required=False,
        choices=[NOT_SAID, *Format.choices],
        error_messages={"invalid_choice": "Choose one of the formats."},
    )
    spoken = forms.ChoiceField(
        label="Language heard",
        required=False,
        error_messages={"invalid_choice": "Choose one of the languages."},
    )
    subtitles = forms.ChoiceField(
        label="Subtitles",
        required=False,
        error_messages={"invalid_choice": "Choose one of the languages."},
    )
    companions = NamesField(
        label="With whom",
        required=False,
        help_text="Names of people you follow or who follow you, with commas between them. Whoever can read the entry is"
        " asked, may put it into a diary of their own, and is named once they said yes.",
    )

    def __init__(
        self,
        *args: Any,
        author: Member | None = None,
        entry: Entry | None = None,
        film_languages: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        """`author` writes it, and `entry` is the one being changed; the film's languages are offered first."""
        super().__init__(*args, **kwargs)
        self.author, self.entry, self.film_languages = author, entry, film_languages
        for name in ("spoken", "subtitles"):
            stands = self.initial.get(name)
            spoken = [*film_languages, *([stands] if stands else [])]
            self.fields[name].choices = languages_to_choose(list(dict.fromkeys(spoken)))  # type: ignore[attr-defined]
        subtitles: Any = self.fields["subtitles"]
        subtitles.choices = without_silence(subtitles.choices)
        self.fields["venue"].widget.attrs |= {"list": "venues", "maxlength": None}

    @property
    def has_how(self) -> bool:
        """Whether anything of it stands, or is wrong."""
        return any(self[name].value() or self[name].errors for name in HOW)

    @property
    def is_as_last_time(self) -> bool:
        """Whether it begins with what was said last time."""
        return not self.is_bound and bool(self.initial.get("is_as_last_time"))

    def clean_companions(self) -> tuple[Member, ...]:
        """The members, if all of them may be asked."""
        names: list[str] = self.cleaned_data["companions"]
        if not names or self.author is None:
            return ()
        if self.author.username.casefold() in (name.casefold() for name in names):
            raise ValidationError("You were there yourself: leave out your own name.", code="oneself")
        found = called(names, those_one_may_ask(self.author, self.entry))
        if missing := [name for name in names if name not in found]:
            raise ValidationError(
                f"Among the people you follow or who follow you there is nobody called {' or '.join(missing)}.",
                code="not_to_be_asked",
            )
        return tuple(found.values())

    def refuse_companions(self) -> None:
        """Somebody left, or stopped following, between the check and the saving."""
        refusal = "Somebody of these cannot be asked any more. Look at the names, and save again."
        self.add_error("companions", ValidationError(refusal, code="not_to_be_asked"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("companions") and not said.get("watched_on") and "watched_on" not in self.errors:
            refusal = "Give the day you watched it: whoever was there is asked about that day."
            self.add_error("companions", ValidationError(refusal, code="no_day"))
        return said

    def how(self) -> How:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        return How(
            **{name: said["spoken" if name == "language" else name] for name in FACTS},
            companions=said["companions"],
        )


def without_silence(choices: Choices) -> Choices:
    """Nothing is read in no language."""
    kept: Choices = []
    for code, name in choices:
        of_group = [one for one in name if one[0] != NO_SPOKEN_LANGUAGE] if isinstance(name, list) else name
        kept.append((code, of_group))
    return kept


def as_watched(entry: Entry) -> dict[str, Any]:
    """What the form for changing an entry starts with; needs its `facts`."""
    facts = getattr(entry, "facts", None)
    said = {name: getattr(facts, name) for name in FACTS} if facts else {}
    said["spoken"] = said.pop("language", "")
    return {**said, "companions": ", ".join(names_beside(entry))}
