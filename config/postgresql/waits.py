"""How long a request may wait for the database in all, and the connection that keeps to it.

The server's own time-outs end what a server does that is well. They end nothing where it was stopped, or the network
takes what is sent and brings nothing back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]
READING = {"GET", "HEAD"}
PAGE_SECONDS = 5.0
TRUSTED_SECONDS = 1.0  # whoever answered this short ago is not asked whether they are there
PROBE_SECONDS = 0.3
IMPATIENT_SECONDS = 0.1
RECENT_SECONDS = 0.5


@dataclass
class Patience:
    """The seconds that are left to wait."""

    left: float


_patience: ContextVar[Patience | None] = ContextVar("patience", default=None)


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """In this block the database is waited for no longer than this in all."""
    before = _patience.set(Patience(seconds))
    try:
        yield
    finally:
        _patience.reset(before)


def wait_so_long_and_no_longer(get_response: Handler) -> Handler:
    """Pages have five seconds of the database, writes the time of one whole statement."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_reading = request.method in READING
        with patience(PAGE_SECONDS if is_reading else settings.DATABASE_STATEMENT_SECONDS):
            return get_response(request)

    return middleware


class Progress:
    """Whether a wait is worth while: after one in vain nobody waits long, until somebody was answered again, so that no
    queue builds up before something that hangs. Where others are answered meanwhile all is well, only slow."""

    def __init__(self) -> None:
        self.is_hanging = False
        self.answered_at = time.monotonic()

    def seconds_to_wait(self, patient: float) -> float:
        return min(patient, IMPATIENT_SECONDS) if self.is_hanging else patient

    def succeeded(self) -> None:
        self.is_hanging, self.answered_at = False, time.monotonic()

    def failed(self) -> None:
        self.is_hanging = time.monotonic() - self.answered_at > RECENT_SECONDS


class Connection(psycopg.Connection[Any]):
    """Closes itself when the request at hand has waited for it long enough: the answer would come too late for anybody."""

    answered_at = float("-inf")

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        given = _patience.get()
        if given is None:
            return super().wait(gen, interval, timeout)
        began = time.monotonic()
        try:
            answer = super().wait(gen, interval, max(0.0, given.left))
        except psycopg.OperationalError:
            if time.monotonic() - began >= given.left:
                self.close()
            raise
        finally:
            given.left -= time.monotonic() - began
        self.answered_at = time.monotonic()
        return answer

    def answers(self) -> bool:
        """Whether the server is there: asked only after a silence, and at once given up."""
        if time.monotonic() - self.answered_at < TRUSTED_SECONDS:
            return True
        try:
            with patience(PROBE_SECONDS):
                self.execute("")
        except psycopg.Error:
            return False
        return True
