"""`manage.py run` as people use it: the command itself, in a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from config.embedded import Embedded, processes

ROOT = Path(__file__).resolve().parents[2]


class Run:
    """The command, from its first word to the one that it serves."""

    def __init__(self, data: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "run"],
            cwd=ROOT,
            env={**environment, "DEBUG": "1", "DATA_DIR": str(data), "PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # Under nohup the tests themselves ignore a terminal that closes, and would hand that on.
            preexec_fn=partial(signal.signal, signal.SIGHUP, signal.SIG_DFL),  # noqa: PLW1509
        )
        assert self.process.stdout
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            if "Ctrl-C" in line:
                break
        self.seconds = time.monotonic() - began

    def server(self) -> int:
        """The process of the web server that answers for its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        names = {int(child): Path(f"/proc/{child}/cmdline").read_text() for child in children}
        return next(child for child, name in names.items() if "gunicorn" in name)

    def answers(self, path: str = "/healthz") -> bool:
        with suppress(OSError), urllib.request.urlopen(self.address + path, timeout=20) as answer:  # noqa: S310
            return bool(answer.status == 200)
        return False

    def end(self, order: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(order)
        self.said += self.process.communicate(timeout=30)[0]
        return self.process.returncode


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="houselights run ") as temporary:
        data = Path(temporary)
        data.chmod(0o755)
        yield data
        Embedded(data / "postgres").erase()


@pytest.fixture
def database(data: Path) -> Embedded:
    return Embedded(data / "postgres")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_first_start_serves_the_demo_and_the_second_within_five_seconds(
    data: Path, database: Embedded
) -> None:
    first = Run(data, free_port())
    assert first.answers("/")
    assert first.answers("/film/her-2013/") or first.answers("/film/her/")
    assert first.said.count(first.address) == 1
    for words in ("usher (admin)", "projectionist (curator)", "mira (member)"):
        assert words in first.said
    password = re.search(r"password of each is (\S+)", first.said)
    assert password
    assert password.group(1) == (data / "demo-password").read_text().strip()
    first.end()
    assert not first.answers()
    assert not database.running()

    second = Run(data, free_port())
    assert second.answers()
    assert second.seconds < 5
    second.end()


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_end_it_ends_everything_that_it_started(
    data: Path, database: Embedded, order: signal.Signals
) -> None:
    run = Run(data, free_port())
    assert run.answers()
    assert run.end(order) == 0
    assert run.said.endswith("Stopped.\n")
    assert not run.answers()
    assert not database.running()


@pytest.mark.parametrize("victim", ["command", "web server", "database"])
def test_after_sigkill_of_any_process_the_next_start_simply_works(
    data: Path, database: Embedded, victim: str
) -> None:
    port = free_port()
    broken = Run(data, port)
    victims = {
        "command": broken.process.pid,
        "web server": broken.server(),
        "database": processes.postmaster(database.data),
    }
    os.kill(victims[victim] or 0, signal.SIGKILL)
    if victim == "database":
        broken.process.kill()  # alive, it would start the database again
    broken.process.communicate(timeout=30)

    run = Run(data, port)
    assert run.answers()
    run.end()
    assert not database.running()


def test_a_database_that_dies_is_started_again(data: Path, database: Embedded) -> None:
    run = Run(data, free_port())
    os.kill(processes.postmaster(database.data) or 0, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while not run.answers("/"):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    run.end()


def test_two_at_once_share_the_database_until_the_last_one_ends(data: Path, database: Embedded) -> None:
    one, two = Run(data, free_port()), Run(data, free_port())
    one.end()
    assert two.answers("/")
    two.end()
    assert not database.running()


def test_a_port_that_is_taken_is_said_with_the_way_out(data: Path, database: Embedded) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = Run(data, port)
    assert run.process.wait() == 1
    assert f"Port {port} cannot be used" in run.said
    assert f"make run PORT={port + 1}" in run.said
    assert not database.running()
