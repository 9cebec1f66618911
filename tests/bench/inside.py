"""Asks for pages inside this process, and counts what they cost in processor time: no clock on the wall decides."""

from __future__ import annotations

import io
import re
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import processes
from bench.load import Request
from bench.statements import CONTROL

WARM, ROUNDS, REQUESTS = 8, 7, 6
ASKS_NOTHING = re.compile(CONTROL.replace(r"\M", r"\b"), re.IGNORECASE)


Application = Callable[..., Any]
BACKENDS = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
)


def environ_of(request: Request) -> dict[str, Any]:
    path, _, query = request.path.partition("?")
    body = request.body.encode()
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers}
    return {
        **headers,
        "REQUEST_METHOD": request.method,
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": query,
        "CONTENT_TYPE": headers.get("HTTP_CONTENT_TYPE", ""),
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "127.0.0.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "SCRIPT_NAME": "",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def ask(application: Application, request: Request) -> int:
    """The status, once the whole answer was made."""
    said: list[str] = []
    answer = application(environ_of(request), lambda status, *_: said.append(status))
    b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return int(said[0].split()[0])


def queries_of(application: Application, requests: Sequence[Request]) -> list[int]:
    """How many queries each request takes, warm."""
    for request in requests:
        assert ask(application, request) < 400, request.path
    counts = []
    for request in requests:
        with CaptureQueriesContext(connection) as captured:
            ask(application, request)
        counts.append(sum(not ASKS_NOTHING.match(query["sql"] or "") for query in captured.captured_queries))
    return counts


def backends() -> list[int]:
    """The processes of PostgreSQL that work in this database, whoever is connected."""
    with connection.cursor() as cursor:
        cursor.execute(BACKENDS)
        return [int(number) for (number,) in cursor.fetchall()]


def seconds_spent(numbers: Sequence[int]) -> float:
    """Processor seconds of this process, and of PostgreSQL's where they are on this machine."""
    spent = time.process_time()
    with suppress(OSError):
        spent += sum(processes.own_seconds(number) for number in numbers)
    return spent


def cost_of(application: Application, requests: Sequence[Request], numbers: Sequence[int]) -> float:
    before = seconds_spent(numbers)
    for request in requests:
        ask(application, request)
    return seconds_spent(numbers) - before


def ratio_of(page: Application, twin: Application, requests: Sequence[Request]) -> float:
    """How many times the twin's cost the page's is: the median of rounds in which the two take turns."""
    repeated = [requests[index % len(requests)] for index in range(ROUNDS * REQUESTS)]
    for application in (page, twin):
        for request in repeated[:WARM]:
            assert ask(application, request) < 400, request.path
    numbers = backends()
    ratios = []
    for start in range(0, len(repeated), REQUESTS):
        turn = repeated[start : start + REQUESTS]
        cost = cost_of(page, turn, numbers)
        ratios.append(cost / cost_of(twin, turn, numbers))
    return statistics.median(ratios)
