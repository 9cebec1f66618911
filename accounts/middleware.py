"""What members bring to every request: their time zone, and names that lead on."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts import usernames
from accounts.queries import present_username
from web.middleware import with_an_end
from web.redirects import leading_on

Handler = Callable[[HttpRequest], HttpResponse]
PICTURES = (".svg", ".webp", ".jpg")  # a page of posters would ask for the viewer 72 times
PLACE_OF_MEMBER = re.compile(
    rf"/@(?P<username>[A-Za-z0-9_]{{{usernames.SHORTEST},{usernames.LONGEST}}})(?P<rest>/.*)\Z"
)


def in_the_time_zone_of_the_viewer(get_response: Handler) -> Handler:
    """Activates the viewer's zone for the request; visitors without a session cookie cost nothing."""

    @with_an_end
    def middleware(request: HttpRequest) -> HttpResponse:
        has_times = not request.path_info.endswith(PICTURES)
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
