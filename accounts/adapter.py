"""How allauth's flows behave in this house."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse

from accounts.actions import UsernameTaken, is_taken
from accounts.models import Member
from web.redirects import is_address_of_ours

TAKEN = "Somebody has this name, or had it and keeps its address. Please choose another."


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is suspended.",
        "duplicate_email": "This address is yours already.",
        "email_password_mismatch": "This mail address and this password do not belong together.",
        "email_taken": "There is an account with this mail address already.",
        "enter_current_password": "This is not your present password.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes and try again.",
        "username_password_mismatch": "This name and this password do not belong together.",
        "username_taken": TAKEN,
    }

    def clean_username(self, username: str, shallow: bool = False) -> str:  # noqa: FBT001, FBT002  allauth's signature
        cleaned = str(super().clean_username(username, shallow=True))
        if not shallow and is_taken(cleaned):
            raise ValidationError(TAKEN, code="taken")
        return cleaned

    def save_user(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        form: BaseForm,
        commit: bool = True,  # noqa: FBT001, FBT002  allauth's signature
    ) -> Any:
        """Raises UsernameTaken when somebody else took the name since the form was checked."""
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError as problem:
            raise UsernameTaken from problem

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """What attempts at one member are counted under: without the Host header, whose port anybody could count up."""
        return str(credentials.get("email") or credentials.get("username") or "").lower()

    def is_safe_url(self, url: str) -> bool:
        return bool(url) and is_address_of_ours(url, self.request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile_settings")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("account_email") if self.request.user.is_authenticated else reverse("account_login")


def display_name_of(member: Member) -> str:
    """How mails and messages of allauth call a member."""
    return member.name
