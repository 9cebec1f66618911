"""What members bring to every request: themselves, their time zone, and names that lead on."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware, auser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts import usernames
from accounts.queries import present_username
from config.replicas.route import on_primary
from web.middleware import with_an_end
from web.redirects import leading_on

Handler = Callable[[HttpRequest], HttpResponse]
# A page of posters would ask for the viewer 72 times; health is asked for when the database is gone.
WITHOUT_TIMES = (".svg", ".webp", ".jpg", ".png", ".txt", "/healthz")
PLACE_OF_MEMBER = re.compile(
    rf"/@(?P<username>[A-Za-z0-9_]{{{usernames.SHORTEST},{usernames.LONGEST}}})(?P<rest>/.*)\Z"
)


class MemberOfTheSession(AuthenticationMiddleware):
    """`request.user` is the member whose row came with the session, or whom Django finds where that row may not do."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: member_of(request))  # type: ignore[assignment]
        request.auser = partial(auser, request)


def member_of(request: HttpRequest) -> Any:
    """The member in session, or nobody. Whatever is not plainly right (another backend, a hash made with an earlier
    secret or password, a suspended member) is left to Django, which asks again."""
    session = request.session
    claimed = session.get(SESSION_KEY)
    member = session.member  # type: ignore[attr-defined]
    is_plainly_right = (
        member is not None
        and str(member.pk) == claimed
        and member.is_active
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY) or "", member.get_session_auth_hash())
    )
    if is_plainly_right:
        return member
    with on_primary():
        return get_user(request)


def in_the_time_zone_of_the_viewer(get_response: Handler) -> Handler:
    """Activates the viewer's zone for the request; visitors without a session cookie cost nothing."""

    @with_an_end
    def middleware(request: HttpRequest) -> HttpResponse:
        has_times = not request.path_info.endswith(WITHOUT_TIMES)
        if has_times and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            with timezone.override(request.user.zone):
                return get_response(request)
        return get_response(request)

    return middleware


def present_path(path: str) -> str | None:
    """The path at /@name/… with the name as its member spells it today, None where that is the same or nobody's."""
    place = PLACE_OF_MEMBER.match(path)
    present = place and present_username(place["username"])
    return f"/@{present}{place['rest']}" if place and present and present != place["username"] else None


former_usernames_lead_on = leading_on(present_path)
