"""How the pool finds its server again."""

from __future__ import annotations

import time
from typing import Any

import psycopg

from config.postgresql.waits import Connection

KNOCKING_SECONDS = 1.0
PAUSE = 0.1


class PooledConnection(Connection):
    """Made by the pool's own threads, which knock ten times a second: a server that was restarted, or another that was
    promoted, is found as soon as it answers. The pool itself would wait a whole second after its first try."""

    @classmethod
    def connect(cls, conninfo: str = "", **parts: Any) -> Any:
        give_up_at = time.monotonic() + KNOCKING_SECONDS
        while True:
            try:
                return super().connect(conninfo, **parts)
            except psycopg.OperationalError:
                if time.monotonic() > give_up_at:
                    raise
            time.sleep(PAUSE)
