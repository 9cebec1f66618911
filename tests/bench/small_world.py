"""A world of ten thousand reviews in a database of its own, with the addresses that are measured."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from bench import subjects
from bench.pages import Job, jobs_of
from bench.twins.database import pool
from tests.memory import forget

REVIEWS = 10_000
PATIENCE = 10


@contextmanager
def small_world() -> Iterator[dict[str, Job]]:
    """Seeds a copy of the empty database of the tests, for as long as the block takes; returns what can be asked, by key."""
    empty = str(connection.settings_dict["NAME"])
    name, before = f"{empty}_small", dict(connection.settings_dict)
    connection.close()
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        copy_database(server, name, empty)
        # As in production: one connection for many requests.
        connection.settings_dict.update(NAME=name, CONN_MAX_AGE=None)
        os.environ["BENCH_DSN"] = address(name)
        pool.cache_clear()
        forget()
        try:
            call_command("seed_scale", reviews=REVIEWS, stdout=io.StringIO())
            yield {job.key: job for job in jobs_of(subjects.choose(), has_twins=True)}
        finally:
            pool().close()
            pool.cache_clear()
            forget()
            del os.environ["BENCH_DSN"]
            connection.close()
            connection.settings_dict.update(before)
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def address(database: str) -> str:
    parts = {**connection.get_connection_params(), "dbname": database}
    known = {name: parts[name] for name in ("dbname", "user", "password", "host", "port") if parts.get(name)}
    return make_conninfo("", **known)


def copy_database(server: psycopg.Connection[Any], name: str, template: str) -> None:
    """Waits for the connections of earlier tests to go: a database in use cannot be copied."""
    copy, original = sql.Identifier(name), sql.Identifier(template)
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(copy))
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(copy, original))
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
