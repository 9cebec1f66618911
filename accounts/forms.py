"""What members say about themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.http import HttpRequest
from PIL import Image

from accounts import usernames
from accounts.actions import set_time_zone
from accounts.models import Audience, CommentsFrom, Member, Theme
from accounts.time_zones import is_time_zone, zones_with
from web.characters import refuse_invisible_characters
from web.pictures import RULE, NotAPicture, read_picture


class SignUpExtras(forms.Form):
    """What sign-up asks beyond allauth's own fields: the browser says its time zone, where scripts may run."""

    time_zone = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_time_zone(self) -> str:
        wanted = self.cleaned_data["time_zone"]
        return wanted if is_time_zone(wanted) else settings.DEFAULT_MEMBER_TIME_ZONE

    def signup(self, request: HttpRequest, member: Member) -> None:
        set_time_zone(member, self.cleaned_data["time_zone"])


def line(*, label: str, most: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=hint, validators=[refuse_invisible_characters]
    )


class ProfileForm(forms.Form):
    display_name = line(label="Name", most=50, hint="Shown instead of your username.")
    bio = forms.CharField(
        label="About you",
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="You can use Markdown: *emphasis*, **strong**, [a link](https://example.org), > a quotation.",
    )
    pronouns = line(label="Pronouns", most=30)
    location = line(label="Place", most=80)
    website = forms.URLField(
        label="Website",
        max_length=200,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
    )
    avatar = forms.FileField(
        label="Picture",
        required=False,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
        help_text="JPEG, PNG, WebP or AVIF, at most 8 MB. Its middle is shown, cut square.",
    )
    remove_avatar = forms.BooleanField(label="Remove the picture I have now", required=False)
    time_zone = forms.ChoiceField(label="Time zone", help_text="Decides which day “today” is in your diary.")
    theme = forms.ChoiceField(label="Theme", choices=Theme.choices, widget=forms.RadioSelect)

    def __init__(self, *arguments: Any, member: Member, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in self.fields:
            if name != "avatar":
                self.fields[name].initial = getattr(member, name, None)
        self["time_zone"].field.choices = zones_with(member.time_zone)  # type: ignore[attr-defined]
        self.suspension = member.suspension
        if not member.avatar:
            del self.fields["remove_avatar"]

    def clean(self) -> dict[str, Any]:
        """Who is suspended shows nothing new to others."""
        shown = {"display_name", "bio", "pronouns", "location", "website", "avatar"} & set(self.changed_data)
        for name in shown if self.suspension else ():
            words = f"{self.suspension} This stays as it is until then."
            self.add_error(name, ValidationError(words, code="suspended"))
        return self.cleaned_data

    def clean_avatar(self) -> Image.Image | None:
        """The picture, checked and decoded; None when there is none."""
        upload: UploadedFile | None = self.cleaned_data["avatar"]
        if upload is None:
            return None
        try:
            return read_picture(upload.file, upload.size or 0)  # type: ignore[arg-type]
        except NotAPicture as problem:
            raise ValidationError(RULE, code="picture") from problem


class PrivacyForm(forms.Form):
    is_private = forms.BooleanField(
        label="I am private",
        required=False,
        help_text="Who does not follow you sees your name, picture and bio, and nothing you did or wrote. Who wants to"
        " follow you asks first; those who follow you already stay. Your ratings still count in the averages of"
        " films, without your name; the author of a review you like is told, and your comments stand where you wrote them."
        " Once you are not private any more, everyone who had asked follows you.",
    )
    default_audience = forms.ChoiceField(
        label="New entries are for",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        help_text="Each entry may say something else.",
    )
    apply_to_all = forms.BooleanField(label="Change all my older entries to this, too", required=False)
    watchlist_audience = forms.ChoiceField(
        label="My watchlist is for",
        choices=Audience.choices,
        widget=forms.RadioSelect,
        help_text="The number of watchlists that a film stands on counts it all the same, without your name.",
    )
    comments_from = forms.ChoiceField(
        label="Who may comment on what I write", choices=CommentsFrom.choices, widget=forms.RadioSelect
    )
    blind = forms.BooleanField(
        label="Blind mode",
        required=False,
        help_text="You see no averages, stars or words about a film until you have rated it.",
    )
    single_keys = forms.BooleanField(
        label="Single keys work",
        required=False,
        help_text="L likes, N logs, / searches: the question mark shows them all. Never while you are typing.",
    )

    def __init__(self, *arguments: Any, member: Member, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in self.fields:
            self.fields[name].initial = getattr(member, name, False)
        self.suspension = member.suspension

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.suspension and said.get("apply_to_all") and said.get("default_audience") != Audience.ME:
            words = f"{self.suspension} Until then your older entries can only become yours alone."
            self.add_error("apply_to_all", ValidationError(words, code="suspended"))
        return said


class UsernameForm(forms.Form):
    username = forms.CharField(
        label="New username",
        min_length=usernames.SHORTEST,
        max_length=usernames.LONGEST,
        validators=usernames.validators,
        help_text=f"{usernames.SHORTEST} to {usernames.LONGEST} letters (a–z), digits or underscores.",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class DeleteAccountForm(forms.Form):
    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
