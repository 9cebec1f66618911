"""Who may keep a page: visitors' pages are for everybody, members' pages for their own browser alone."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

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
        seconds = settings.SHARED_CACHE_SECONDS
        response["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}" if seconds else "no-cache"
        return with_etag(request, response)

    return middleware


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
