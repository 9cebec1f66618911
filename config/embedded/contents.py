"""What a new server gets: a role that is no superuser, and the database that it owns."""

import time
from typing import Any

import psycopg
from psycopg import sql

from config.embedded.errors import EmbeddedDatabaseError

NAME = "houselights"  # of the role and of its database
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")  # an owner may create them; migrations do

Connection = psycopg.Connection[tuple[Any, ...]]


def make_database(connection: Connection) -> None:
    """Makes the role and the database unless they are there."""
    here = connection.execute(
        "SELECT name FROM pg_available_extensions WHERE name = ANY(%s)", [list(EXTENSIONS)]
    )
    missing = set(EXTENSIONS) - {name for (name,) in here}
    if missing:
        raise EmbeddedDatabaseError(
            f"This PostgreSQL comes without {', '.join(sorted(missing))}. Install its package of contributed "
            "extensions (often called postgresql-contrib), or unset PG_BINDIR."
        )
    name = sql.Identifier(NAME)
    if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [NAME]).rowcount:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(name))
    if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME]).rowcount:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))


def others_stay_connected(connection: Connection) -> bool:
    """Whether somebody else has a connection; those of a program that just ended take a moment to go."""
    question = (
        "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    for _ in range(20):
        if not connection.execute(question).rowcount:
            return False
        time.sleep(0.05)
    return True
