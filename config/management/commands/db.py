"""The embedded database by hand."""

import shutil
import subprocess
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import env
from config.embedded import Embedded, EmbeddedDatabaseError

WORDS = {
    "start": "start it, to run until it is stopped",
    "stop": "stop it, whoever uses it",
    "status": "say whether it runs",
    "url": "print the address of the database",
    "psql": "open the database with psql",
    "erase": "stop it and remove all its data",
}


class Command(BaseCommand):
    help = "The database that is started here when DATABASE_URL is not set. " + "; ".join(
        f"{word}: {meaning}" for word, meaning in WORDS.items()
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("word", choices=WORDS, metavar="|".join(WORDS))
        parser.add_argument("--yes", action="store_true", help="erase without asking")

    def handle(self, *, word: str, yes: bool, **_: Any) -> None:
        if word == "url":
            self.stdout.write(settings.DATABASE_URL)
            return
        if env.secret("DATABASE_URL") and word != "psql":
            raise CommandError(
                "DATABASE_URL is set, so the database is one that somebody else starts and stops."
            )
        server = Embedded(settings.DATA_DIR / "postgres")
        try:
            self.do(word, server, yes)
        except EmbeddedDatabaseError as problem:
            raise CommandError(str(problem)) from problem

    def do(self, word: str, server: Embedded, yes: bool) -> None:
        if word == "start":
            server.keep()
            self.stdout.write(f"The database runs, with its data in {server.data}")
        elif word == "stop":
            self.stdout.write(
                "The database is stopped." if server.stop() else "The database was not running."
            )
        elif word == "status":
            self.stdout.write(
                f"{'running' if server.running() else 'stopped'}, with its data in {server.data}"
            )
        elif word == "psql":
            self.open_psql(server)
        elif yes or input(f"Remove {server.data} with all it holds? Type “yes”: ").strip() == "yes":
            server.erase()
            self.stdout.write("The database is gone.")

    def open_psql(self, server: Embedded) -> None:
        """Lends the terminal to psql. A machine's own comes first: it can edit the line one types."""
        psql = shutil.which("psql")
        if env.secret("DATABASE_URL"):
            if not psql:
                raise CommandError("There is no psql on this machine. Install PostgreSQL's client.")
            subprocess.run([psql, settings.DATABASE_URL], check=False)
            return
        with server.in_use():
            subprocess.run([psql or server.find_programs().path("psql"), settings.DATABASE_URL], check=False)
