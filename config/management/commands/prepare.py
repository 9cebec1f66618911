"""Brings the database up to date before the site is served."""

import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

LOCK = 7_263_540_118  # any number of our own: those who prepare the same database take turns by it
TURN_SECONDS = 600


class Command(BaseCommand):
    help = "Migrates the database if needed and fills an empty one with the catalogue; in development with the demo too."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--wait", type=int, default=0, metavar="SECONDS", help="wait for the database to answer"
        )

    def handle(self, *, wait: int, **_: Any) -> None:
        self.await_database(wait)
        with one_at_a_time():
            self.migrate()
            self.fill()

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def await_database(self, seconds: int) -> None:
        deadline = time.monotonic() + seconds
        while True:
            try:
                return connection.ensure_connection()
            except OperationalError as problem:
                if time.monotonic() > deadline:
                    raise CommandError(f"The database does not answer. {problem}") from problem
            time.sleep(0.5)

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        self.say("Preparing the database …")
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET lock_timeout = '30s'")
        call_command("migrate", interactive=False, verbosity=0)

    def fill(self) -> None:
        """All or nothing: an interrupted start leaves the database empty, so that the next one fills it."""
        if apps.get_model("films", "Film")._base_manager.exists():
            return
        with transaction.atomic():
            self.say("Filling the empty catalogue with its first films …")
            call_command("load_starter", verbosity=0)
            if settings.DEBUG:
                self.say("Inviting the members of the demo …")
                call_command("load_demo", verbosity=0)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    deadline = time.monotonic() + TURN_SECONDS
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if cursor.fetchone() == (True,):
                break
            if time.monotonic() > deadline:
                raise CommandError(
                    "Another program has been preparing this database for ten minutes. Stop it, or wait."
                )
            time.sleep(0.2)
        try:
            yield
        finally:
            with suppress(DatabaseError):  # a lost connection has let go of its locks
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
