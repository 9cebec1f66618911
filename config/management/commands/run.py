"""Serves the site on this machine, with everything it needs."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from config import env
from config.embedded import Embedded, EmbeddedDatabaseError

HOST = "127.0.0.1"
PORT_SECONDS = 3  # for the last processes of a killed server to let go of the port
SERVING_SECONDS = 60
STOP_SECONDS = 10
DEMO_LOG_INS = {"usher": "admin", "projectionist": "curator", "mira": "member"}


class Stopped(BaseException):
    """Somebody asked the command to end; like KeyboardInterrupt, no failure that a library might make up for."""


class Command(BaseCommand):
    help = "Starts the database unless DATABASE_URL names one, prepares it, and serves the site until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=None, help="instead of PORT, instead of 8000")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the process that started this ends"
        )

    def handle(self, *, port: int | None, with_parent: bool, **_: Any) -> None:
        parent = os.getppid() if with_parent else None
        number = port or env.number("PORT", 8000, least=1)
        database = None if env.secret("DATABASE_URL") else Embedded(settings.DATA_DIR / "postgres")
        for order in orders_to_end():
            signal.signal(order, stop)
        try:
            with listening(number) as listener, database.in_use() if database else nullcontext():
                log_ins = self.prepare()
                with serving(listener) as server:
                    wait_until_served(number, server)
                    self.say(f"\nHouselights is at http://{HOST}:{number}\n{log_ins}\nCtrl-C stops it.\n")
                    watch(server, database, parent)
        except Stopped:
            self.say("Stopped.")
        except EmbeddedDatabaseError as problem:
            raise CommandError(str(problem)) from problem

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()  # whoever reads this through a pipe waits for it

    def prepare(self) -> str:
        """Returns the log-ins of the demo, where there is one."""
        try:
            call_command("prepare", wait=10, stdout=self.stdout)
            if not settings.DEBUG:
                call_command("collectstatic", interactive=False, verbosity=0)
            return demo_log_ins()
        finally:
            connection.close()
            cast("DatabaseWrapper", connections["default"]).close_pool()


def orders_to_end() -> list[signal.Signals]:
    """A closed terminal ends the command too, unless `nohup` said otherwise."""
    hang_up = [] if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN else [signal.SIGHUP]
    return [signal.SIGINT, signal.SIGTERM, *hang_up]


def stop(number: int, frame: FrameType | None) -> None:
    """Ends the command once; from then on it is ending already."""
    for order in orders_to_end():
        signal.signal(order, signal.SIG_IGN)
    raise Stopped


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """Takes the port before anything is started, so that it is known at once when somebody else has it."""
    deadline = time.monotonic() + PORT_SECONDS
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        while True:
            try:
                listener.bind((HOST, port))
                break
            except OverflowError as problem:
                raise CommandError(f"{port} is no port. It must be a number from 1 to 65535.") from problem
            except OSError as problem:
                if time.monotonic() > deadline or problem.errno != errno.EADDRINUSE:
                    raise CommandError(
                        f"Port {port} cannot be used: {problem.strerror}. Perhaps the site runs already. "
                        f"For another port: make run PORT={port + 1}"
                    ) from problem
            time.sleep(0.1)
        listener.listen(256)
        yield listener


@contextmanager
def serving(listener: socket.socket) -> Iterator["subprocess.Popen[bytes]"]:
    """Runs gunicorn on the port, in a session of its own, tied to this process by a pipe that closes when it ends."""
    lifeline, held = os.pipe()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "BIND": f"fd://{listener.fileno()}", "LIFELINE": str(lifeline)},
        pass_fds=[listener.fileno(), lifeline],
        start_new_session=True,
    )
    os.close(lifeline)
    try:
        yield server
    finally:
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            server.send_signal(signal.SIGTERM)
            server.wait(STOP_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)  # its workers too, which outlive it when it is killed
        server.wait()
        os.close(held)


def wait_until_served(port: int, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + SERVING_SECONDS
    while time.monotonic() < deadline:
        refuse_if_ended(server)
        request = http.client.HTTPConnection(HOST, port, timeout=1)
        try:
            request.request("GET", "/healthz")
            request.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            request.close()
    raise CommandError(f"The web server did not answer within {SERVING_SECONDS} seconds.")


def watch(server: "subprocess.Popen[bytes]", database: Embedded | None, parent: int | None) -> None:
    """Returns never: somebody stops the command, or what it depends on ends."""
    while True:
        with suppress(subprocess.TimeoutExpired):
            server.wait(1)
        refuse_if_ended(server)
        if parent is not None and os.getppid() != parent:
            raise Stopped
        if database and database.died():
            database.start()


def refuse_if_ended(server: "subprocess.Popen[bytes]") -> None:
    if server.poll() is not None:
        raise CommandError(
            "The web server ended by itself. What it said stands above; `make run` starts it again."
        )


def demo_log_ins() -> str:
    """The words about them; none where the demo is not."""
    try:
        password = (settings.DATA_DIR / "demo-password").read_text().strip()
    except OSError:
        return ""
    there = get_user_model()._base_manager.filter(username="usher").exists()
    if not (settings.DEBUG and there):
        return ""
    names = ", ".join(f"{name} ({role})" for name, role in DEMO_LOG_INS.items())
    return f"\nSign in as {names}; the password of each is {password}\n"
