"""Connections that notice the end of their server before they are used, and do not go back to one that may not write."""

from __future__ import annotations

import select
import time
from types import TracebackType
from typing import Any

import psycopg
from django.db import OperationalError
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from django.db.utils import DatabaseErrorWrapper
from django.utils.functional import cached_property
from psycopg.errors import ReadOnlySqlTransaction

from config.postgresql.waits import PROBE_SECONDS, Connection, Progress, patience
from config.replicas import route

PROGRESS: dict[str, Progress] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """Before a connection of the pool is used, one look at its socket is enough, unless it was silent for a second."""

    is_to_be_discarded = False
    is_in_trouble = False

    @cached_property
    def wrap_database_errors(self) -> NoticedTrouble:
        return NoticedTrouble(self)

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
        if not self.pool:
            self.isolation_level = IsolationLevel.READ_COMMITTED
            return Connection.connect(**conn_params)
        progress = self.progress
        self.pool.timeout = progress.seconds_to_wait(self.settings_dict["OPTIONS"]["pool"]["timeout"])
        self.is_in_trouble = False
        return self.connection_that_answers(conn_params, time.monotonic() + self.pool.timeout)

    @property
    def progress(self) -> Progress:
        """Of all that use this database in this process."""
        return PROGRESS.setdefault(self.alias, Progress())

    def note_trouble(self) -> None:
        self.is_in_trouble = True
        self.progress.failed()

    def is_usable(self) -> bool:
        with patience(PROBE_SECONDS):
            return super().is_usable()

    def connection_that_answers(self, conn_params: dict[str, Any], give_up_at: float) -> Any:
        while True:
            connection: Any = super().get_new_connection(conn_params)
            if not has_ended(connection) and connection.answers():
                return connection
            connection.close()
            self.pool.putconn(connection)  # which makes another one in its place
            if time.monotonic() > give_up_at:
                raise psycopg.OperationalError("no connection answers")

    def _close(self) -> None:
        if self.is_to_be_discarded and self.connection is not None:
            self.is_to_be_discarded = False
            self.connection.close()
        super()._close()  # type: ignore[misc]


class NoticedTrouble(DatabaseErrorWrapper):
    """Tells the request's route what went wrong; a server that may only be read counts as one that does not answer."""

    wrapper: DatabaseWrapper

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if problem is None:
            return
        if isinstance(problem, psycopg.Error):
            route.notice(self.wrapper.alias, problem, is_lost=self.is_lost())
        if isinstance(problem, psycopg.OperationalError):
            self.wrapper.note_trouble()
        if isinstance(problem, ReadOnlySqlTransaction):
            self.wrapper.is_to_be_discarded = self.wrapper.errors_occurred = True
            raise OperationalError(*problem.args) from problem
        super().__exit__(kind, problem, trace)

    def is_lost(self) -> bool:
        connection = self.wrapper.connection
        return connection is not None and connection.closed


def has_ended(connection: psycopg.Connection[Any]) -> bool:
    """Whether the server hung up while nobody used the connection: an idle one has nothing to be read but a farewell."""
    if connection.closed:
        return True
    look = select.poll()
    look.register(connection.fileno(), select.POLLIN)
    return bool(look.poll(0))
