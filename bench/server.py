"""Serves the site as its Dockerfile does, and beside it the limits it is measured against."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from bench import places, processes
from config.secrets import kept_secret

START_SECONDS = 60
STOP_SECONDS = 30


@dataclass(frozen=True)
class Server:
    name: str
    port: int
    number: int  # of its first process

    def workers(self) -> list[int]:
        return processes.children_of(self.number)


def settings_of_site(database_url: str, **more: str) -> dict[str, str]:
    """Production's settings. Workers are not renewed meanwhile: what that costs is measured apart."""
    return {
        **places.bare_environment(),
        "DEBUG": "no",
        "SECRET_KEY": kept_secret(places.FOLDER / "secret-key"),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database_url,
        "DATA_DIR": str(places.FOLDER),
        "MAX_REQUESTS": "0",
        "LOG_LEVEL": "WARNING",
        **more,
    }


def manage(environment: dict[str, str], *words: str) -> None:
    """Runs manage.py; ends the program with its words when it fails."""
    ended = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=places.ROOT, env=environment, check=False
    )
    if ended.returncode:
        sys.exit(f"manage.py {' '.join(words)} failed; what it said stands above.")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(name: str, environment: dict[str, str], application: str = "") -> Iterator[Server]:
    """Runs gunicorn for as long as the block takes: with the site, or with another application by the same settings."""
    port = free_port()
    settings = ["--config", f"python:{'bench' if application else 'config'}.gunicorn"]
    with (places.LOGS / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *settings, *([application] if application else [])],
            cwd=places.ROOT,
            env={**environment, "BIND": f"127.0.0.1:{port}"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_served(name, port, process)
        yield Server(name, port, process.pid)
    finally:
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_served(name: str, port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            request = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            request.request("GET", "/healthz")
            request.getresponse().read()
            request.close()
            return
        time.sleep(0.05)
    words = (places.LOGS / f"{name}.log").read_text(errors="replace").splitlines()[-20:]
    sys.exit("\n".join([f"The server of {name} did not start. It said:", *words]))
