"""Pages kept for visitors: built once, served again for as long as nothing they rest on has changed, and not longer.

A page says which rows and lists it rests on. Rows are compared by the number of the transaction that wrote them
(PostgreSQL's `xmin`), lists by the keys they hold, all in one query at each request: no write has to tell anybody
anything, and what has changed shows at the very next request, whoever changed it and in whichever process. A page and
the state it rests on are read in one transaction that sees one moment.

Only visitors' pages are kept: they are the same for everybody, so nothing of one person can reach another. Each
process keeps its own, in memory and up to a size; losing them costs nothing but building them anew.
"""

from __future__ import annotations

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connections, models, router, transaction
from django.http import Http404, HttpRequest, HttpResponse
from psycopg import IsolationLevel

from web.caching import etag_of
from web.compression import accepts_gzip
from web.middleware import with_an_end
from web.prepared import Prepared, execute, is_about_plans, leave

OK = 200
# After a failover another server may count its transactions anew from where the lost ones began.
WHICH_SERVER = "pg_postmaster_start_time()"
QUARTER_OF_AN_HOUR = 900  # seconds; every time zone begins its days on one
COMPRESSION = 6
SIZE_OF_THE_REST = 2_000  # bytes, roughly, of a kept page without its content
Handler = Callable[[HttpRequest], HttpResponse]
Key = tuple[str, str, str, str]  # database, scheme, host, address
Shown = TypeVar("Shown")
View = TypeVar("View", bound=Callable[..., HttpResponse])


class Part(NamedTuple):
    """Something a page rests on: SQL for one text that changes with it, and the values of that SQL."""

    sql: str
    values: tuple[Any, ...]


def rows(model: type[models.Model], keys: Iterable[Any], *, by: str = "pk") -> Part:
    """The rows of these keys, or with `by` all rows whose foreign key is one of these; models stand for their keys."""
    meta = model._meta
    key = meta.pk.column
    column = key if by == "pk" else cast("Any", meta.get_field(by)).column
    sql = (
        f"(SELECT string_agg(concat({key}, ' ', xmin), ',' ORDER BY {key})"
        f" FROM {meta.db_table} WHERE {column} = ANY(%s::bigint[]))"
    )
    wanted = {one.pk if isinstance(one, models.Model) else one for one in keys}
    return Part(sql, ("{" + ",".join(map(str, sorted(wanted))) + "}",))


def listing(asked: Prepared[Any, Any], *given: Any, **shape: Any) -> Part:
    """Which rows a prepared queryset holds, and in which order; not what is in them."""
    return as_text(*asked.part(given, shape, keys_alone=True))


def answer(asked: Prepared[Any, Any], *given: Any, **shape: Any) -> Part:
    """What a prepared queryset of one column holds, such as a number that is counted anew."""
    return as_text(*asked.part(given, shape, keys_alone=False))


def as_text(sql: str, values: tuple[Any, ...]) -> Part:
    return Part(f"array_to_string(ARRAY({sql}), ',')" if sql else "''", values)


def resting_on(response: HttpResponse, parts_of: Callable[[Shown], list[Part]], shown: Shown) -> HttpResponse:
    """Says what a page shows; all that may change on it must be in one of the parts. They are asked for only where the
    page is to be kept."""
    response.parts = lambda: parts_of(shown)  # type: ignore[attr-defined]
    return response


class Question(NamedTuple):
    """All parts of a page in one query."""

    sql: str
    values: tuple[Any, ...]

    @classmethod
    def about(cls, parts: Iterable[Part]) -> Question:
        parts = tuple(parts)
        sql = ", ".join((WHICH_SERVER, *(part.sql for part in parts)))
        return cls(f"SELECT {sql}", tuple(value for part in parts for value in part.values))

    def answer(self, using: str) -> tuple[Any, ...]:
        """What they are like at this moment."""
        return cast("tuple[Any, ...]", execute(connections[using], self.sql, list(self.values))[0])


@dataclass
class Page:
    """A page as it was built, and the state of what it rests on at that moment."""

    question: Question
    state: tuple[Any, ...]
    quarter: int
    content: bytes
    type: str
    etag: str
    compressed: bytes = b""

    @property
    def size(self) -> int:
        """Bytes, with the compressed content, which comes later and is smaller than the content."""
        state = sum(len(text or "") for text in self.state[1:])
        return SIZE_OF_THE_REST + 2 * state + 2 * len(self.content)

    def answer(self, request: HttpRequest) -> HttpResponse:
        headers = {"ETag": self.etag, "Vary": "Accept-Encoding"}
        if not accepts_gzip(request):
            return HttpResponse(self.content, content_type=self.type, headers=headers)
        self.compressed = self.compressed or gzip.compress(self.content, COMPRESSION, mtime=0)
        headers["Content-Encoding"] = "gzip"
        return HttpResponse(self.compressed, content_type=self.type, headers=headers)


class Shelf:
    """The kept pages of this process, those asked for last first to stay."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.size, self.lock = 0, Lock()

    def get(self, key: Key) -> Page | None:
        with self.lock:
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        with self.lock:
            former = self.pages.pop(key, None)
            self.size += page.size - (former.size if former else 0)
            self.pages[key] = page
            while self.size > settings.KEPT_PAGES_MEGABYTES * 2**20:
                _, gone = self.pages.popitem(last=False)
                self.size -= gone.size

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.size = 0


shelf = Shelf()


def kept_pages_come_first(get_response: Handler) -> Handler:
    """Answers a visitor with the kept page, if nothing on it has changed, before anything else is asked or done."""

    @with_an_end
    def middleware(request: HttpRequest) -> HttpResponse:
        if is_of_a_visitor(request):
            using = database_of_pages()
            page = shelf.get(key_of(request, using))
            if page and page.quarter == quarter() and page.question.answer(using) == page.state:
                return page.answer(request)
        return get_response(request)

    return middleware


def kept_for_visitors(*parameters: str) -> Callable[[View], View]:
    """Keeps what the view says with `resting_on` for the next visitors who ask for the same address.

    An address with other words in its query than these parameters is no page of its own, and not kept.
    """

    def keeping(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
            using = database_of_pages()
            has_an_address = all(name in parameters for name in request.GET)
            if not (has_an_address and is_of_a_visitor(request)) or connections[using].in_atomic_block:
                return view(request, *given, **named)
            build = partial(built, partial(view, request, *given, **named), request, using)
            try:
                return build()
            except DatabaseError as problem:
                if not is_about_plans(problem.__cause__):
                    raise
            # A table has changed since its statements were prepared on this connection; nothing was written.
            leave(connections[using])
            return build()

        return cast("View", kept)

    return keeping


def is_of_a_visitor(request: HttpRequest) -> bool:
    """Whether this asks for a whole page, and a session cannot be behind it."""
    is_visitor = settings.SESSION_COOKIE_NAME not in request.COOKIES
    is_plain = request.method in ("GET", "HEAD") and "HTTP_HX_REQUEST" not in request.META
    return is_visitor and is_plain and settings.KEPT_PAGES_MEGABYTES > 0


def database_of_pages() -> str:
    return router.db_for_read(get_user_model())


def key_of(request: HttpRequest, using: str) -> Key:
    return using, request.scheme or "", request.get_host(), request.get_full_path()


def built(view: Callable[[], HttpResponse], request: HttpRequest, using: str) -> HttpResponse:
    """The page with what it rests on, both of one moment; kept unless a token or a session may be in it."""
    missing = None
    with one_moment(using):
        began = quarter()
        try:
            response = view()
        except Http404 as problem:
            # Raised here it would roll back, and so throw away the plans of all statements of the connection.
            missing = problem
        else:
            if hasattr(response, "parts") and response.status_code == OK and is_for_everybody(request):
                question = Question.about(response.parts())
                content, kind = response.content, response["Content-Type"]
                state, tag = question.answer(using), etag_of(content)
                shelf.put(key_of(request, using), Page(question, state, began, content, kind, tag))
    if missing:
        raise missing
    return response


def is_for_everybody(request: HttpRequest) -> bool:
    """Whether nothing of who asks can be in the page: no session was asked for, and no token made."""
    has_token = settings.CSRF_COOKIE_NAME in request.COOKIES or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    return not (has_token or request.session.accessed)


def quarter() -> int:
    """Which quarter of an hour it is, of all since 1970: what a page says of days may change with it."""
    return int(time.time() // QUARTER_OF_AN_HOUR)


@contextmanager
def one_moment(using: str) -> Iterator[None]:
    """All queries inside see the database as it was at the first; they cannot write."""
    connection = connections[using]
    connection.ensure_connection()
    link = connection.connection
    link.isolation_level, link.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        with transaction.atomic(using=using):
            yield
    finally:
        if not link.closed:
            link.isolation_level = link.read_only = None
