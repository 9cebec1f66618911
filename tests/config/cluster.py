"""A primary, a standby that streams from it, and the site before both, for the tests of replicas and of failover."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from config.embedded import Embedded, processes

ROOT = Path(__file__).resolve().parents[2]
FILMS = 1_500
CAST = f"""
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
from films.models import Film
from tests.factories import a_film, a_member

call_command("migrate", verbosity=0, skip_checks=True)
first = a_film("Film 0")
Film.objects.bulk_create(
    Film(slug=f"film-{{number}}", title=f"Film {{number}}", year=1960, state=first.state)
    for number in range(1, {FILMS})
)
sessions = {{}}
for name in ["alice", "bob", "carol", "dora", "emil"]:
    browser = Client()
    browser.force_login(a_member(name))
    sessions[name] = browser.cookies["sessionid"].value
print(json.dumps(sessions))
"""


def ask(server: Embedded, question: str, *values: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(server.url(user="postgres"), autocommit=True) as connection:
        answer = connection.execute(question, values or None)
        return answer.fetchall() if answer.description else []


def until(holds: Callable[[], object], seconds: float = 20) -> float:
    """Waits, and returns for how long."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() < began + seconds
        time.sleep(0.05)
    return time.monotonic() - began


def kill(server: Embedded) -> None:
    """As a power cut would: no process of it ends in order."""
    postmaster = processes.postmaster(server.data)
    assert postmaster
    for process in (postmaster, *processes.orphans(server.data)):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def standby_of(primary: Embedded, base: Path) -> Embedded:
    """A copy of the primary that streams from it from then on."""
    standby = Embedded(base)
    standby.base.mkdir(mode=0o755)
    standby.account.make_private_folder(standby.data)
    subprocess.run(
        [
            *(primary.find_programs().path("pg_basebackup"), "--dbname", primary.url("postgres", "postgres")),
            *("--pgdata", str(standby.data), "--write-recovery-conf", "--wal-method", "stream"),
            *("--checkpoint", "fast", "--no-sync"),
        ],
        check=True,
        cwd="/",
        **standby.account.process_options,
    )
    standby.start()
    return standby


def address_of(*servers: Embedded) -> str:
    """All of them, of which the one that may be written to is meant."""
    folders = quote(",".join(str(server.socket) for server in servers), safe="")
    return f"postgresql://houselights@/houselights?port=5432&host={folders}&target_session_attrs=read-write"


class Site:
    """The web server with two processes, set up by these variables."""

    def __init__(self, folder: Path, **variables: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DEBUG": "1",
            "DATA_DIR": str(folder),
            **variables,
        }
        self.log = (folder / "site.log").open("ab")

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}"),
                *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        until(lambda: Browser(self.port).get("/healthz").status == 200)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


@dataclass
class Answer:
    status: int
    text: str = ""


@dataclass
class Browser:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str) -> Answer:
        self.cookies.setdefault("csrftoken", "c" * 32)
        return self.ask("POST", path, {"X-CSRFToken": self.cookies["csrftoken"]})

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, headers={"Cookie": cookies, **(headers or {})})
            response = connection.getresponse()
            for line in response.headers.get_all("Set-Cookie", []):
                self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
            return Answer(response.status, response.read().decode())
        except OSError:
            return Answer(0)
        finally:
            connection.close()


@dataclass
class Cluster:
    primary: Embedded
    standby: Embedded
    site: Site
    sessions: dict[str, str]

    def browser_of(self, name: str) -> Browser:
        return Browser(self.site.port, {"sessionid": self.sessions[name]})

    def visitor(self) -> Browser:
        return Browser(self.site.port)


def make_cluster(folder: Path, *, lag_seconds: int) -> Cluster:
    primary = Embedded(folder / "primary")
    primary.start()
    sessions = json.loads(Site(folder, DATABASE_URL=primary.url()).command("-c", CAST))
    standby = standby_of(primary, folder / "standby")
    site = Site(
        folder,
        DATABASE_URL=address_of(primary, standby),
        DATABASE_REPLICA_URLS=standby.url(),
        DATABASE_REPLICA_LAG_SECONDS=str(lag_seconds),
    )
    site.start()
    return Cluster(primary, standby, site, sessions)
