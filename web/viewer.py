"""Who is looking."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

NOBODY = AnonymousUser()
AS_STRANGER = "stranger"  # what `as` says in an address


def viewer_of(request: HttpRequest) -> Any:
    """Through whose eyes the page is seen: the member looking, or nobody. Without a session cookie the session is not
    even asked, so that pages stay the same for all visitors."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    user = request.user
    is_known = user.is_authenticated  # now the session has been asked
    return getattr(user, "_wrapped", user) if is_known and not is_as_stranger(request) else NOBODY


def is_as_stranger(request: HttpRequest) -> bool:
    """Whether members look at their own pages, all at /@name/, as visitors see them. On other pages the word means nothing."""
    if request.GET.get("as") != AS_STRANGER or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and request.path.startswith(request.user.get_absolute_url())
