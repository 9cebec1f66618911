"""What every page knows: the name of the site, whether it sends mail, who is signed in, and the theme they chose."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from web.viewer import is_as_stranger

CHOSEN_THEMES = {"dark", "light"}


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "site_name": settings.SITE_NAME,
        "has_mail": settings.HAS_MAIL,
        "messages": messages_for(request),
        "signed_in_member": SimpleLazyObject(lambda: signed_in_member(request)),
        "is_as_stranger": is_as_stranger(request),
        "theme": SimpleLazyObject(lambda: chosen_theme(request)),
    }


def signed_in_member(request: HttpRequest) -> Any:
    """The member looking, or None. Without a session cookie the session is not even asked."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else None


def messages_for(request: HttpRequest) -> Any:
    """The messages; none for a visitor without a session, who could have been left none."""
    messages = get_messages(request)
    if settings.SESSION_COOKIE_NAME in request.COOKIES or getattr(messages, "added_new", False):
        return messages
    return ()


def chosen_theme(request: HttpRequest) -> str:
    """The theme the member chose, "" where the device decides."""
    theme = getattr(signed_in_member(request), "theme", "")
    return theme if theme in CHOSEN_THEMES else ""
