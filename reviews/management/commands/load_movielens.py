"""Fills the site with the public MovieLens films and ratings."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from films.actions.movielens import NotMovieLens
from reviews.actions.movielens import NameIsTaken, load_movielens


class Command(BaseCommand):
    help = "Loads movies.csv, links.csv and ratings.csv of a MovieLens folder; running it again adds nothing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the files are")

    def handle(self, *, folder: Path, **options: Any) -> None:
        try:
            load_movielens(folder, say=self.say)
        except (NotMovieLens, NameIsTaken) as problem:
            raise CommandError(f"{problem} Nothing was loaded.") from problem

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
