"""Looks at each server once a second, in threads of their own, so that no request ever waits to learn who is well.

Each process keeps one connection more to the primary and to each replica.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
from django.db import connections

from config.replicas.fleet import EVERY, Fleet
from config.replicas.route import PRIMARY

# The flushed position: what is not flushed is not sent, so a replica might never be seen to reach more than that.
REACHED = "SELECT (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint"
REPLAYED = "SELECT pg_is_in_recovery(), COALESCE(pg_last_wal_replay_lsn() - '0/0'::pg_lsn, 0)::bigint"
SOON = {"connect_timeout": 2, "tcp_user_timeout": 2_000}


class Watch:
    """Begins with the first request that may read from a replica, in the process that answers it."""

    def __init__(self, fleet: Fleet) -> None:
        self.fleet = fleet
        self.has_begun = False
        self.beginning = threading.Lock()

    def begin(self) -> None:
        with self.beginning:
            if self.has_begun:
                return
            self.has_begun = True
        self.look_at(PRIMARY, REACHED, self.saw_primary, lambda: None)
        for alias in self.fleet.replicas:
            self.look_at(
                alias, REPLAYED, partial(self.saw_replica, alias), partial(self.fleet.lost_sight_of, alias)
            )

    def saw_primary(self, position: int) -> None:
        self.fleet.saw_primary(position, time.monotonic())

    def saw_replica(self, alias: str, is_standby: bool, position: int) -> None:  # noqa: FBT001 (a row)
        self.fleet.saw_replica(alias, is_standby=is_standby, position=position, now=time.monotonic())

    def look_at(
        self, alias: str, question: str, saw: Callable[..., None], lost_sight: Callable[[], None]
    ) -> None:
        threading.Thread(
            target=look, args=[alias, question, saw, lost_sight], name=f"watch {alias}", daemon=True
        ).start()


def look(alias: str, question: str, saw: Callable[..., None], lost_sight: Callable[[], None]) -> None:
    """Goes on until the process ends."""
    address: dict[str, Any] = connections[alias].get_connection_params() | SOON
    while True:
        try:
            with psycopg.connect(**address, autocommit=True) as connection:
                while True:
                    saw(*connection.execute(question).fetchone() or ())
                    time.sleep(EVERY)
        except psycopg.Error:
            lost_sight()
            time.sleep(EVERY)
