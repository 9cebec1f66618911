"""A site with a database of its own, and what can befall that."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from config.embedded import Embedded, processes
from tests.config.fronts import Answer, Site, Visitor


@dataclass(frozen=True)
class Reply:
    status: int
    retry_after: str
    seconds: float

    @property
    def is_busy(self) -> bool:
        return self.status == 503 and self.retry_after.isdecimal()


def reply(ask: Callable[[], Answer]) -> Reply:
    began = time.monotonic()
    answer = ask()
    return Reply(answer.status, answer.header("Retry-After"), time.monotonic() - began)


def slowest(replies: list[Reply]) -> float:
    return max(one.seconds for one in replies)


@dataclass
class Place:
    """A site with a database of its own, and members who are signed in, of whom bob is the first."""

    site: Site
    database: Embedded
    sessions: list[str]
    review: int

    def visitor(self) -> Visitor:
        return Visitor(self.site.port)

    def bob(self, member: int = 0) -> Visitor:
        return Visitor(self.site.port, {"sessionid": self.sessions[member], "csrftoken": "c" * 32})

    def like(self) -> Reply:
        """Of the review; taken back again, so that it is a write each time."""
        replies = [self.press(f"/entries/{self.review}/{act}/") for act in ("unlike", "like")]
        return max(replies, key=lambda one: one.seconds)

    def press(self, path: str, member: int = 0) -> Reply:
        return reply(partial(self.bob(member).ask, path, "POST", b"", X_CSRFToken="c" * 32))


@contextmanager
def held(place: Place, *statements: str) -> Iterator[None]:
    """Somebody else's transaction, open as long as the block takes."""
    with psycopg.connect(place.database.url()) as connection:
        for statement in statements:
            connection.execute(statement)
        yield
        connection.rollback()


def all_processes(database: Embedded) -> list[int]:
    postmaster = processes.postmaster(database.data)
    assert postmaster
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return [postmaster, *map(int, children)]


@contextmanager
def stopped(database: Embedded) -> Iterator[None]:
    """No process of the database does anything, and none has ended."""
    halted = all_processes(database)
    for process in halted:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in reversed(halted):
            os.kill(process, signal.SIGCONT)


class Wire:
    """A network before the database, that can be cut: then what is sent arrives nowhere, and nothing comes back."""

    def __init__(self, path: str) -> None:
        self.path, self.is_cut = path, False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port = int(self.listener.getsockname()[1])
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.join, args=[near], daemon=True).start()

    def join(self, near: socket.socket) -> None:
        self.wait_while_cut()
        far = socket.socket(socket.AF_UNIX)
        far.connect(self.path)
        for source, sink in ((near, far), (far, near)):
            threading.Thread(target=self.carry, args=[source, sink], daemon=True).start()

    def carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while content := source.recv(65_536):
                self.wait_while_cut()
                sink.sendall(content)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def wait_while_cut(self) -> None:
        while self.is_cut:
            time.sleep(0.02)
