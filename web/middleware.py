"""What every request passes through: broken input is refused in one place, and a busy database is said so."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from psycopg.errors import ForeignKeyViolation
from psycopg_pool import PoolTimeout

from config.postgresql.waits import Progress
from web.pictures import StoreIsAway

logger = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]
REPLACEMENT = "\ufffd"  # what bytes that are no UTF-8 have become by the time a form with files is parsed
BUSY = (OperationalError, InterfaceError, PoolTimeout, StoreIsAway)
AFFECTED_NOTHING = "did not affect any rows."  # how Django's save() words it, without a kind of its own
UNICODE = {"utf-8", "utf8"}
MOST_DIGITS = 20
READING = {"GET", "HEAD"}
ROOM_SECONDS = 1.0
BUSY_STATUS = 503
LARGEST_FORM = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
LARGEST_UPLOAD = settings.UPLOAD_BYTES + 2**20


def refuse_broken_input(get_response: Handler) -> Handler:
    """Answers 400 to NUL characters and broken Unicode in the path, the query, a cookie or a form, 413 to huge bodies."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_huge(request):
            return plain_answer("413.html", 413)
        if is_broken_head(request) or is_broken_address(request) or is_broken_form(request):
            return plain_answer("400.html", 400)
        return get_response(request)

    return middleware


def is_huge(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = LARGEST_UPLOAD if request.content_type == "multipart/form-data" else LARGEST_FORM
    return not length.isdecimal() or len(length) > MOST_DIGITS or int(length) > most


def is_broken_head(request: HttpRequest) -> bool:
    """Another charset would be believed for the address too; a quoted cookie can spell a NUL character."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    return charset.lower() not in UNICODE or any("\0" in value for value in request.COOKIES.values())


def is_broken_address(request: HttpRequest) -> bool:
    # Bytes in the path that are no UTF-8 stay percent-encoded, and so lead nowhere.
    return is_broken_encoding(request.META.get("QUERY_STRING", "")) or "\0" in request.path_info


def is_broken_form(request: HttpRequest) -> bool:
    if request.method != "POST":
        return False
    if request.content_type == "application/x-www-form-urlencoded":
        return is_broken_encoding(request.body)
    texts = [text for name, values in request.POST.lists() for text in (name, *values)]
    uploads = [upload.name or "" for name in request.FILES for upload in request.FILES.getlist(name)]
    return any(REPLACEMENT in text or "\0" in text for text in (*texts, *uploads))


def is_broken_encoding(encoded: str | bytes) -> bool:
    """Whether what is percent-encoded here has bytes that are no UTF-8 (lone surrogates are none), or a NUL."""
    try:
        return "\0" in unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return True


def every_wait_has_an_end(get_response: Handler) -> Handler:
    """Answers 503 with Retry-After when the database does not answer a view in time, instead of hanging or failing."""

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return get_response(request)

        def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
            return busy_answer(request, problem) if isinstance(problem, BUSY) else None

    return Middleware()


def writes_leave_room_for_reading(get_response: Handler) -> Handler:
    """At most half of the connections write: those who queue for a row that everybody wants do not stop the readers.

    Comes after the form was read, so that a slow sender takes nobody's place.
    """
    places = settings.DATABASE_POOL_SIZE // 2
    if not settings.DATABASE_POOL_SIZE:
        return get_response
    room, progress = BoundedSemaphore(max(1, places)), Progress()

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in READING:
            return get_response(request)
        if not room.acquire(timeout=progress.seconds_to_wait(ROOM_SECONDS)):
            progress.failed()
            return busy_answer(request, "no room to write")
        try:
            response = get_response(request)
        finally:
            room.release()
        progress.failed() if response.status_code == BUSY_STATUS else progress.succeeded()
        return response

    return middleware


def what_vanished_is_not_found(get_response: Handler) -> Handler:
    """Answers 404 when what a view acts on, or who acts, was deleted elsewhere while the view was at work."""

    class Middleware:
        def __call__(self, request: HttpRequest) -> HttpResponse:
            return get_response(request)

        def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
            if not has_vanished(problem):
                return None
            logger.warning("Something vanished under %s: %s", request.path, problem)
            return plain_answer("404.html", 404)

    return Middleware()


def has_vanished(problem: Exception) -> bool:
    """A row asked for again, a row pointed to, or a row to be changed.

    A row that another should always have beside it, such as its counts, does not vanish: that is a fault of ours.
    """
    if isinstance(problem, ObjectDoesNotExist):
        return not isinstance(problem, AttributeError)  # which is what Django says of a missing other half
    is_to_be_changed = type(problem) is DatabaseError and str(problem).endswith(AFFECTED_NOTHING)
    return is_to_be_changed or isinstance(problem.__cause__, ForeignKeyViolation)


def with_an_end(handler: Handler) -> Handler:
    """The same for a middleware that asks the database itself: the framework shows it no other way to say so."""

    @wraps(handler)
    def ended(request: HttpRequest) -> HttpResponse:
        try:
            return handler(request)
        except BUSY as problem:
            return busy_answer(request, problem)

    return ended


def busy_answer(request: HttpRequest, problem: BaseException | str) -> HttpResponse:
    logger.error("No answer in time for %s: %s", request.path, problem)
    response = plain_answer("503.html", BUSY_STATUS)
    response["Retry-After"] = "5"
    return response


def plain_answer(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)
