"""What every request passes through: broken input is refused in one place, and a busy database is said so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.template.loader import render_to_string
from psycopg_pool import PoolTimeout

logger = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]
REPLACEMENT = "\ufffd"  # what bytes that are no UTF-8 have become by the time a form is parsed
COMPRESSED_TYPES = ("text/", "image/svg+xml", "application/json")
LARGEST_BODY = settings.UPLOAD_BYTES + 2**20


def refuse_broken_input(get_response: Handler) -> Handler:
    """Answers 400 to NUL characters and broken Unicode in the path, the query or a form, and 413 to huge bodies."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return plain_answer("413.html", 413)
        if is_broken_address(request) or is_broken_form(request):
            return plain_answer("400.html", 400)
        return get_response(request)

    return middleware


def is_broken_address(request: HttpRequest) -> bool:
    raw_query = unquote_to_bytes(request.META.get("QUERY_STRING", "").replace("+", " "))
    try:
        query = raw_query.decode()
    except UnicodeDecodeError:
        return True
    return has_broken_characters(query) or has_broken_characters(request.path_info)


def is_broken_form(request: HttpRequest) -> bool:
    if request.method != "POST":
        return False
    if request.content_type == "application/x-www-form-urlencoded" and not is_unicode(request.body):
        return True
    texts = [text for name, values in request.POST.lists() for text in (name, *values)]
    uploads = [upload.name or "" for name in request.FILES for upload in request.FILES.getlist(name)]
    return any(has_broken_characters(text) for text in (*texts, *uploads))


def is_unicode(body: bytes) -> bool:
    # Django reads other bytes as Latin-1.
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def has_broken_characters(text: str) -> bool:
    return "\0" in text or REPLACEMENT in text or any("\ud800" <= character <= "\udfff" for character in text)


def every_wait_has_an_end(get_response: Handler) -> Handler:
    """Answers 503 with Retry-After when the database does not answer in time, instead of hanging or failing."""

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return get_response(request)

        def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
            if not isinstance(problem, OperationalError | InterfaceError | PoolTimeout):
                return None
            logger.error("The database did not answer %s: %s", request.path, problem)
            response = plain_answer("503.html", 503)
            response["Retry-After"] = "5"
            return response

    return Middleware()


class CompressPages(GZipMiddleware):
    """Pages and drawn posters travel compressed; pictures are compressed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(COMPRESSED_TYPES):
            return response
        return super().process_response(request, response)


def plain_answer(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)
