"""allauth's forms in the words of the house, without grey words inside the fields that say the label again."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.conf import settings

LABELS = {
    "email": "Mail address",
    "login": "Username or mail address",
    "oldpassword": "Present password",
    "password": "Password",
    "password1": "New password",
    "password2": "New password once more",
    "username": "Username",
}
WHICH_PASSWORD = "At least 8 characters, and not one that everybody uses."  # noqa: S105  words for people


class Plain(forms.Form):
    """Mixed into each of allauth's forms."""

    labels: dict[str, str] = {}
    hints: dict[str, str] = {"password1": WHICH_PASSWORD}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        labels, hints = {**LABELS, **self.labels}, self.hints
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = labels.get(name, field.label)
            field.help_text = hints.get(name, "")


class SignInForm(Plain, allauth.LoginForm):
    labels = {} if settings.HAS_MAIL else {"login": "Username"}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["login"].widget.attrs.update(
            autocomplete="username", autocapitalize="none", spellcheck="false"
        )


class SignUpForm(Plain, allauth.SignupForm):  # type: ignore[misc]  # allauth's clean returns the data
    labels = {"password1": "Password"}
    hints = {
        "username": "2 to 20 letters (a–z), digits or underscores. Your pages stand under it.",
        "email": "Only for a new password when you have forgotten yours. Nobody sees it.",
        "password1": WHICH_PASSWORD,
    }

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["username"].widget.attrs.update(autocapitalize="none", spellcheck="false")


class ChangePasswordForm(Plain, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(Plain, allauth.SetPasswordForm):
    pass


class ResetPasswordForm(Plain, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Plain, allauth.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(Plain, allauth.ReauthenticateForm):
    pass


class AddEmailForm(Plain, allauth.AddEmailForm):
    pass
