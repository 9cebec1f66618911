"""What members bring to every request: their time zone, and names that lead on."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone

from accounts import usernames
from accounts.queries import present_username

Handler = Callable[[HttpRequest], HttpResponse]
PICTURES = (".svg", ".webp", ".jpg")  # a page of posters would ask for the viewer 72 times
PLACE_OF_MEMBER = re.compile(
    rf"/@(?P<username>[A-Za-z0-9_]{{{usernames.SHORTEST},{usernames.LONGEST}}})(?P<rest>/.*)\Z"
)


def in_the_time_zone_of_the_viewer(get_response: Handler) -> Handler:
    """Activates the viewer's zone for the request; visitors without a session cookie cost nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        has_times = not request.path_info.endswith(PICTURES)
        if has_times and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            with timezone.override(request.user.zone):
                return get_response(request)
        return get_response(request)

    return middleware


def former_usernames_lead_on(get_response: Handler) -> Handler:
    """Where nothing is found at /@name/…, leads on to the name as its member spells it today."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 404 and request.method in {"GET", "HEAD"}:
            return lead_on(request) or response
        return response

    return middleware


def lead_on(request: HttpRequest) -> HttpResponse | None:
    place = PLACE_OF_MEMBER.match(request.path_info)
    present = place and present_username(place["username"])
    if not place or not present or present == place["username"]:
        return None
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"/@{present}{place['rest']}" + (f"?{query}" if query else ""))
    # A name may come back to its member: browsers that remembered both ways would go round in a circle.
    response["Cache-Control"] = "no-cache"
    return response
