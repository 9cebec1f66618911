"""The PostgreSQL that is measured, and in it one seeded database for each size."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from bench import places, processes, server
from config.embedded import Embedded
from config.embedded.configuration import SUPERUSER
from config.embedded.contents import NAME as OWNER

Connection = psycopg.Connection[tuple[Any, ...]]
MOST_CONNECTIONS = 200
NEARLY = 0.9  # the counters of a world in audiences and removals differ a little from what was asked for


@dataclass(frozen=True)
class Cluster:
    """A server, as its superuser reaches it; `embedded` when it is our own."""

    url: str
    embedded: Embedded | None

    def connect(self, database: str) -> Connection:
        return psycopg.connect(self.url, dbname=database, autocommit=True, connect_timeout=10)

    def url_of_site(self, database: str) -> str:
        """The address that the site gets: as in production, its role is no superuser where the server is ours."""
        if self.embedded:
            return self.embedded.url(database)
        return make_conninfo(self.url, dbname=database)

    def postmaster(self) -> int | None:
        """The number of the server's first process; None when it runs on another machine."""
        with self.connect("postgres") as connection:
            backend = int(only(connection, "SELECT pg_backend_pid()"))
        return processes.parent_of(backend, lambda name: name.startswith("postgres"))

    def version(self) -> str:
        with self.connect("postgres") as connection:
            return str(only(connection, "SHOW server_version")).split()[0]


@dataclass(frozen=True)
class World:
    """One seeded database."""

    reviews: int
    database: str
    cluster: Cluster

    @property
    def url(self) -> str:
        return self.cluster.url_of_site(self.database)

    def connect(self) -> Connection:
        return self.cluster.connect(self.database)


def only(connection: Connection, question: str, *values: object) -> Any:
    """The one value of the one row that answers."""
    row = connection.execute(question, values).fetchone()
    return row[0] if row else None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """The server of BENCH_DATABASE_URL, or an embedded one of our own that runs for as long as the block takes."""
    named = os.environ.get("BENCH_DATABASE_URL", "")
    if named:
        yield Cluster(named, None)
        return
    own = Embedded(places.FOLDER / "postgres")
    with own.in_use():
        chosen = Cluster(own.url("postgres", SUPERUSER), own)
        leave_room_for_connections(chosen, own)
        yield chosen


def leave_room_for_connections(chosen: Cluster, own: Embedded) -> None:
    """Several sizes are served at once, each by several servers with a pool in each process."""
    with chosen.connect("postgres") as connection:
        if int(only(connection, "SHOW max_connections")) >= MOST_CONNECTIONS:
            return
        connection.execute(f"ALTER SYSTEM SET max_connections = {MOST_CONNECTIONS}")
    own.stop()
    own.start()


def world_of(chosen: Cluster, reviews: int, *, fresh: bool = False) -> World:
    """The database of this size, made, migrated and seeded when it is missing."""
    world = World(reviews, f"bench_{reviews}", chosen)
    environment = server.settings_of_site(world.url)
    with chosen.connect("postgres") as connection:
        name = sql.Identifier(world.database)
        if fresh:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        known = "SELECT FROM pg_database WHERE datname = %s"
        is_new = not connection.execute(known, [world.database]).rowcount
        if is_new:
            owner = sql.SQL("OWNER {}").format(sql.Identifier(OWNER)) if chosen.embedded else sql.SQL("")
            connection.execute(sql.SQL("CREATE DATABASE {} {}").format(name, owner))
    with world.connect() as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    server.manage(environment, "migrate", "--verbosity", "0")
    with world.connect() as connection:
        seed(world, connection, environment)
    return world


def seed(world: World, connection: Connection, environment: dict[str, str]) -> None:
    """Fills an empty database; ends the program at one that holds something else."""
    counted = int(only(connection, "SELECT coalesce(sum(reviews_count), 0) FROM reviews_filmstats"))
    if counted >= world.reviews * NEARLY:
        return
    if only(connection, "SELECT EXISTS (SELECT FROM reviews_entry)"):
        sys.exit(
            f"The database {world.database} holds {counted:,} reviews, not {world.reviews:,}: an earlier run was "
            "interrupted. `python -m bench --fresh` makes it anew."
        )
    print(f"Seeding {world.database} …", flush=True)
    server.manage(environment, "seed_scale", "--reviews", str(world.reviews))
    connection.execute("VACUUM (ANALYZE)")
    connection.execute("CHECKPOINT")
