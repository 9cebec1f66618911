"""Starts, shares and stops the embedded server. One folder, one server, however many programs ask for it at once."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import pq
from psycopg.conninfo import make_conninfo

from config.embedded import contents, outside, processes, programs
from config.embedded.account import place
from config.embedded.configuration import PORT, SUPERUSER, initdb_options, managed
from config.embedded.contents import NAME
from config.embedded.errors import EmbeddedDatabaseError

LONGEST_SOCKET_PATH = 100  # the system holds 107 bytes, on some 103
START_SECONDS = 300  # after a crash a server reads its journal before it answers

# Servers started here. Kept, so that one that dies is buried and not taken for alive.
_started: list[subprocess.Popen[bytes]] = []


def database_url(data_folder: Path) -> str:
    """The address of the site's database, whether or not its server runs."""
    return Embedded(data_folder / "postgres").url()


class Embedded:
    """The PostgreSQL server below one folder. It listens on a socket in a folder that only its own account may enter."""

    def __init__(self, base: Path) -> None:
        self.base = base.expanduser().resolve()
        self.home, self.account = place(self.base)
        self.data = self.home / "data"
        self.socket = self.home / "run"
        path = os.fsencode(self.socket / f".s.PGSQL.{PORT}")
        if len(path) > LONGEST_SOCKET_PATH or b"," in path:  # a comma would divide two hosts in the address
            digest = hashlib.sha256(os.fsencode(self.base)).hexdigest()[:16]
            # TMPDIR is not the same for all who must find it. Only a folder of our own is used.
            self.socket = Path(f"/tmp/houselights-{self.account.uid}-{digest}")  # noqa: S108

    def url(self, database: str = NAME, user: str = NAME) -> str:
        return (
            f"postgresql://{user}@:{PORT}/{quote(database)}?host={quote(os.fsencode(self.socket), safe='')}"
        )

    def running(self) -> bool:
        """Whether the server answers."""
        return self._ping() == pq.Ping.OK

    def died(self) -> bool:
        """Whether the server ended without being stopped."""
        return (self.data / "postmaster.pid").exists() and processes.postmaster(self.data) is None

    def start(self) -> bool:
        """Starts the server unless it runs, and makes the site's role and database. Returns whether it was started."""
        with self._locked("starting"):
            if self._joined_a_running_server():
                self._make_database()
                return False
            if self.home != self.base:
                outside.claim(self.base, self.home)
            major = self._data_major()
            chosen = programs.find(self.account, major)
            if major is None:
                self._initialise(chosen)
            self.account.make_private_folder(self.data)
            self.account.make_private_folder(self.socket)
            self._configure(chosen)
            self._remove_what_a_killed_server_left()
            self._launch(chosen)
            self._make_database()
            self._keep_mark.unlink(missing_ok=True)
            return True

    def stop(self) -> bool:
        """Stops the server, whoever uses it. Returns whether there was one."""
        self._data_major()
        with self._locked("starting"):
            found = processes.postmaster(self.data) is not None
            processes.end(self.data)
            self._keep_mark.unlink(missing_ok=True)
            self._bury()
            return found

    def keep(self) -> None:
        """Starts the server to run until `stop`, also when the last program that uses it ends."""
        self.start()
        self._keep_mark.touch()

    @contextlib.contextmanager
    def in_use(self) -> Iterator[Embedded]:
        """Runs the server for as long as the block takes. Whoever leaves last stops it, unless it is to be kept."""
        with self._file("users") as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            try:
                self.start()
                yield self
            finally:
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    if not self._keep_mark.exists() and not self._others_are_connected():
                        self.stop()

    def find_programs(self) -> programs.Programs:
        """The programs that fit the data, such as psql."""
        return programs.find(self.account, self._data_major())

    def erase(self) -> None:
        """Stops the server and removes its data for good."""
        self.stop()
        for folder in (self.socket, self.home, self.base):
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def _keep_mark(self) -> Path:
        return self.base / "keep"

    def _joined_a_running_server(self) -> bool:
        """Waits for a server that is starting or stopping; one whose socket was lost is stopped, to start anew."""
        deadline = time.monotonic() + START_SECONDS
        while (answer := self._ping()) == pq.Ping.REJECT and time.monotonic() < deadline:
            time.sleep(0.05)
        if answer == pq.Ping.OK:
            return True
        processes.end(self.data)
        return False

    def _data_major(self) -> int | None:
        try:
            return int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None
        except PermissionError as problem:
            raise EmbeddedDatabaseError(
                f"{self.data} belongs to another account; run this as that account."
            ) from problem

    def _initialise(self, chosen: programs.Programs) -> None:
        """Makes the data in a draft folder, so that an interrupted start leaves nothing half-made in place."""
        draft = self.home / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        self.account.make_private_folder(draft)
        self._initdb(chosen, draft)
        with (draft / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude 'managed.conf'\n")
        try:
            draft.rename(self.data)
        except OSError as problem:
            raise EmbeddedDatabaseError(
                f"{self.data} holds something that is no database. Remove it to start anew."
            ) from problem

    def _initdb(self, chosen: programs.Programs, draft: Path) -> None:
        made = subprocess.run(
            [chosen.path("initdb"), "--pgdata", str(draft), *initdb_options(chosen.major)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=_environment(),
            check=False,
            **self.account.process_options,
        )
        if made.returncode:
            said = made.stdout.decode(errors="replace").strip()
            raise EmbeddedDatabaseError(
                f"PostgreSQL could not make its data folder {self.data}. It said:\n{said}"
            )

    def _configure(self, chosen: programs.Programs) -> None:
        libraries = [name for name in ("pg_stat_statements",) if chosen.has_library(name)]
        file = self.data / "managed.conf"
        file.write_bytes(os.fsencode(managed(self.socket, libraries)))
        if self.account.lowered:
            os.chown(file, self.account.uid, self.account.gid)

    def _remove_what_a_killed_server_left(self) -> None:
        processes.end_orphans(self.data)
        socket = self.socket / f".s.PGSQL.{PORT}"
        for file in (self.data / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
            file.unlink(missing_ok=True)

    def _launch(self, chosen: programs.Programs) -> None:
        log_file = self.base / "start.log"
        log_file.unlink(missing_ok=True)  # it may be root's, from a start by root in a person's checkout
        with log_file.open("wb") as log:
            server = subprocess.Popen(
                [chosen.path("postgres"), "-D", str(self.data)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the program at the keyboard
                **self.account.process_options,
            )
        _started.append(server)
        try:
            self._wait_until_it_answers(server)
        except BaseException:
            server.send_signal(signal.SIGINT)
            server.wait()
            raise

    def _wait_until_it_answers(self, server: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while self._ping() != pq.Ping.OK:
            if server.poll() is not None or time.monotonic() > deadline:
                raise EmbeddedDatabaseError(f"PostgreSQL did not start. It said:\n{self._last_words()}")
            time.sleep(0.02)

    def _last_words(self) -> str:
        logs = sorted((self.data / "log").glob("*.log"), key=lambda file: file.stat().st_mtime)[-1:]
        texts = [file.read_text(errors="replace") for file in (self.base / "start.log", *logs)]
        return "\n".join(line for text in texts for line in text.splitlines()[-6:])

    def _superuser(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self.url("postgres", SUPERUSER), autocommit=True, connect_timeout=10)

    def _make_database(self) -> None:
        with self._superuser() as connection:
            contents.make_database(connection)

    def _others_are_connected(self) -> bool:
        try:
            with self._superuser() as connection:
                return contents.others_stay_connected(connection)
        except psycopg.Error:
            return False

    def _ping(self) -> pq.Ping:
        if not self.account.owns(self.socket):
            return pq.Ping.NO_RESPONSE
        address = make_conninfo(self.url("postgres", SUPERUSER), connect_timeout=3)
        return pq.Ping(pq.PGconn.ping(os.fsencode(address)))

    def _bury(self) -> None:
        for server in list(_started):
            if server.poll() is not None:
                _started.remove(server)

    def _make_base(self) -> None:
        for folder in (self.base.parent, self.base):
            if not folder.exists():
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(
                    0o755
                )  # whatever the umask: root's unprivileged account passes through to its own

    @contextlib.contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        with self._file(name) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextlib.contextmanager
    def _file(self, name: str) -> Iterator[int]:
        """Opens a file to lock. A lock ends with its process, however that ends."""
        try:
            self._make_base()
            file = os.open(self.base / f"{name}.lock", os.O_RDONLY | os.O_CREAT, 0o644)
        except OSError as problem:
            raise EmbeddedDatabaseError(f"The database needs the folder {self.base}: {problem}.") from problem
        try:
            yield file
        finally:
            os.close(file)


def _environment() -> dict[str, str]:
    """The environment without what would steer PostgreSQL elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8"}
