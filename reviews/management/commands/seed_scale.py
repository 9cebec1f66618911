"""Fills an empty database with a world of any size, for measuring."""

import datetime
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from reviews.management.commands.load_demo import demo_password
from reviews.scale import story, world


class Command(BaseCommand):
    help = "Fills an empty database with films, members, reviews and likes in power laws; the same seed makes the same world."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reviews", type=int, required=True, metavar="N", help="from a thousand to twenty million"
        )
        parser.add_argument(
            "--films",
            type=int,
            default=0,
            metavar="N",
            help="as many as leave the median film with three reviews, unless said",
        )
        parser.add_argument(
            "--seed", type=int, default=1895, metavar="N", help="another number, another world"
        )
        parser.add_argument(
            "--until",
            type=datetime.date.fromisoformat,
            metavar="DATE",
            help="the day before which the story of twelve years ends: today, unless said",
        )
        parser.add_argument(
            "--password",
            help="all members get it; without it they get the demo's in development, and in production nobody can sign in",
        )

    def handle(
        self,
        *,
        reviews: int,
        films: int,
        seed: int,
        until: datetime.date | None,
        password: str | None,
        **options: Any,
    ) -> None:
        started = time.monotonic()
        refuse_sizes(reviews, films)
        until = until or datetime.datetime.now(datetime.UTC).date()
        if password is None and settings.DEBUG:
            password = demo_password(settings.DATA_DIR)
        try:
            story.tell(world.world_of(reviews, films, seed, until), make_password(password), say=self.say)
        except story.NotEmpty as problem:
            raise CommandError(
                f"A world is for an empty database, and there are members or films already (in {problem}). Nothing was changed."
            ) from problem
        except (OperationalError, ProgrammingError) as problem:
            raise CommandError(f"The database refused: {problem} Nothing was changed.") from problem
        self.say(f"The world is in after {time.monotonic() - started:.0f} s.")
        if password:
            self.say(f"Every member signs in with the password {password}")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def refuse_sizes(reviews: int, films: int) -> None:
    if not world.FEWEST_REVIEWS <= reviews <= world.MOST_REVIEWS:
        raise CommandError(f"A world has {world.FEWEST_REVIEWS:,} to {world.MOST_REVIEWS:,} reviews.")
    if films and not world.FEWEST_FILMS <= films <= world.MOST_FILMS:
        raise CommandError(f"A world has {world.FEWEST_FILMS:,} to {world.MOST_FILMS:,} films.")
