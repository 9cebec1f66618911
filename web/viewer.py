"""Who is looking."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

NOBODY = AnonymousUser()


def viewer_of(request: HttpRequest) -> Any:
    """The member looking, or nobody. Without a session cookie the session is not even asked, so that pages stay the
    same for all visitors."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return NOBODY
    user = request.user
    is_known = user.is_authenticated  # now the session has been asked
    return getattr(user, "_wrapped", user) if is_known else NOBODY
