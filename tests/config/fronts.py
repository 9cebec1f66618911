"""The site under its own web server, and the real programs that stand in front of it and behind it."""

from __future__ import annotations

import gzip
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accounts.models import Member

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
START_SECONDS = 20
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def needed(name: str) -> str:
    """The path of a program. Where it cannot be had the test is skipped; where every change is checked it fails."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin:/sbin")
    if path is None:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(
            f"{name} is not on this machine: `python scripts/get_servers.py {name}` installs it, or says why not."
        )
    return str(path)


class Server:
    """A program that listens on a port of this machine, with what it said in a file."""

    def __init__(self, command: list[str], port: int, log: Path, environment: Mapping[str, str]) -> None:
        self.port, self.log = port, log
        with log.open("ab") as file:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env={**environment}, stdin=subprocess.DEVNULL, stdout=file, stderr=file
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                self.end()
                pytest.fail(f"{command[0]} did not start: {log.read_text()[-2000:]}")
            time.sleep(0.05)

    def answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def bare_environment(**more: str) -> dict[str, str]:
    kept = {"PATH", "HOME", "LANG"}
    return {**{name: value for name, value in os.environ.items() if name in kept}, **more}


class Site(Server):
    """The site as in production, on the database of the tests, with its files in the folder."""

    def __init__(self, folder: Path, **environment: str) -> None:
        port = free_port()
        self.environment = bare_environment(
            **{
                "SECRET_KEY": settings.SECRET_KEY,
                "ALLOWED_HOSTS": "127.0.0.1,films.example.org",
                "HTTPS": "no",
                "TRUSTED_PROXY_COUNT": "1",
                "DATA_DIR": str(folder),
                "DATABASE_URL": address_of_test_database(),
                "BIND": f"127.0.0.1:{port}",
                "LOG_LEVEL": "WARNING",
                **environment,
            }
        )
        command = [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn"]
        super().__init__(command, port, folder / f"site-{port}.log", self.environment)

    def answers(self) -> bool:
        """Its port is open before the site behind it is read."""
        with suppress(OSError, http.client.HTTPException):
            return Visitor(self.port).ask("/healthz").status == 200
        return False


def list_static_files(folder: Path) -> None:
    """What pages need to name their files; collecting and compressing them takes ten seconds, and nobody asks for them."""
    names = [name for finder in get_finders() for name, _ in finder.list([])]
    manifest = {"version": "1.1", "hash": "", "paths": {name: name for name in names}}
    static = folder / "static"
    static.mkdir()
    (static / "staticfiles.json").write_text(json.dumps(manifest))
    shutil.copy(ROOT / "static" / "favicon.svg", static)


def address_of_test_database(host: str = "", port: str = "") -> str:
    facts = connection.settings_dict
    password = f":{quote(facts['PASSWORD'], safe='')}" if facts["PASSWORD"] else ""
    where = urlencode({"host": host or facts["HOST"], "port": port or facts["PORT"] or "5432"})
    return f"postgresql://{facts['USER']}{password}@/{facts['NAME']}?{where}"


def front(folder: Path, sites: list[Site], *, changes: Mapping[str, str] | None = None) -> Server:
    """nginx with deploy/nginx.conf: the same but for places on this machine, and the changes asked for."""
    port = free_port()
    (folder / "cache").mkdir()
    text = rewritten(
        (DEPLOY / "nginx.conf").read_text(),
        {
            "user nginx;": "user root;" if os.geteuid() == 0 else "",
            "pid /tmp/nginx.pid;": f"pid {folder}/nginx.pid;",
            "/var/cache/nginx": f"{folder}/cache",
            "resolver 127.0.0.11 valid=5s;": "",
            "server web:8000 resolve;": " ".join(f"server 127.0.0.1:{site.port};" for site in sites),
            "listen 8080 default_server;": f"listen 127.0.0.1:{port};",
            "root /data;": f"root {sites[0].environment['DATA_DIR']};",
            **(changes or {}),
        },
    )
    configuration = folder / "nginx.conf"
    configuration.write_text(text)
    command = [
        needed("nginx"),
        "-e",
        "stderr",
        "-p",
        str(folder),
        "-c",
        str(configuration),
        "-g",
        "daemon off;",
    ]
    return Server(command, port, folder / "nginx.log", bare_environment())


def rewritten(text: str, changes: Mapping[str, str]) -> str:
    for shipped, here in changes.items():
        assert shipped in text, f"{shipped} is no longer in the file"
        text = text.replace(shipped, here)
    return text


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """Somebody at a port, who sends back the cookies they were given."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None, **headers: str) -> None:
        self.port, self.cookies, self.headers = port, dict(cookies or {}), headers

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Underscores in the names of headers become hyphens."""
        sent = {name.replace("_", "-"): value for name, value in {**self.headers, **headers}.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, path, body=body, headers=sent)
            said = line.getresponse()
            content = said.read()
        finally:
            line.close()
        if said.getheader("Content-Encoding") == "gzip" and content and said.status != 206:
            content = gzip.decompress(content)
        return Answer(said.status, said.getheaders(), content)

    def visit(self, path: str, **headers: str) -> Answer:
        answer = self.ask(path, **headers)
        self.remember(answer)
        return answer

    def post(self, path: str, facts: Mapping[str, object], *, form_at: str = "", token: str = "") -> Answer:
        """Fills in the form at `form_at`, else at the path itself, and sends it to the path."""
        if not token:
            page = self.visit(form_at or path)
            found = TOKEN.search(page.text)
            if page.status == 503:
                return page
            assert found, f"no form at {form_at or path}: {page.status}"
            token = found[1]
        content = encode_multipart(BOUNDARY, {"csrfmiddlewaretoken": token, **facts})
        answer = self.ask(path, "POST", content, Content_Type=MULTIPART_CONTENT)
        self.remember(answer)
        return answer

    def remember(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0].strip('"')


def signed_in_at(port: int, member: Member) -> Visitor:
    client = Client()
    client.force_login(member)
    return Visitor(port, {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value})
