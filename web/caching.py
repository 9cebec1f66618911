"""Who may keep a page: visitors' pages are for everybody, members' pages for their own browser alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

Handler = Callable[[HttpRequest], HttpResponse]
OK = 200


def who_may_keep_pages(get_response: Handler) -> Handler:
    """Gives visitors' pages an ETag, and the seconds the operator lets a shared cache in front keep them (none by default).

    A page is a visitor's when neither its request nor its answer has a cookie of ours: then no name, no state and no
    token can stand in it. Whatever says itself who may keep it, such as pictures, is left as it is.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" in response or response.streaming:
            return response
        patch_vary_headers(response, ["Cookie", "HX-Request"])  # htmx is given parts of pages
        if not is_for_everybody(request, response):
            response["Cache-Control"] = "private, no-cache"
            return response
        response["Cache-Control"] = how_long_for_everybody()
        return with_etag(request, response)

    return middleware


def how_long_for_everybody() -> str:
    seconds = settings.SHARED_CACHE_SECONDS
    return f"public, max-age=0, s-maxage={seconds}" if seconds else "no-cache"


def for_everybody(
    request: HttpRequest,
    make: Callable[[], HttpResponse],
    *,
    etag: str,
    changed_at: datetime.datetime | None = None,
) -> HttpResponse:
    """The answer that is the same whoever asks, a feed or a drawn picture; it is not even made for those who say by its
    tag, or else by the time it changed, that they have it."""
    changed = int(changed_at.timestamp()) if changed_at else None
    response = get_conditional_response(request, etag=etag, last_modified=changed) or make()
    response["Cache-Control"], response["ETag"] = how_long_for_everybody(), etag
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    return response


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    cookies = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    is_read = request.method in ("GET", "HEAD") and response.status_code == OK
    return is_read and cookies.isdisjoint(request.COOKIES) and not response.cookies


def etag_of(content: bytes) -> str:
    """Weak: it is about the page, whichever way its bytes are packed."""
    return f'W/"{blake2b(content, digest_size=12).hexdigest()}"'


def with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Who has the page already is told so: 304."""
    if "ETag" not in response:
        response["ETag"] = etag_of(response.content)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
