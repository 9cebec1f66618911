"""Proves that every counter is exact, or makes it so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from lists.actions.counters import COUNTERS as OF_LISTS
from reviews.actions.counters import COUNTERS
from social.counters import Counter, Difference, differences, mend


class Command(BaseCommand):
    help = "Counts followers, films, ratings, reviews and likes anew from their rows, and mends the counters that differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; end with an error when a counter differs"
        )

    def handle(self, *, check: bool, **options: Any) -> None:
        count = differences if check else self.mend
        found = [difference for counter in (*COUNTERS, *OF_LISTS) for difference in count(counter)]
        for difference in found:
            self.stdout.write(str(difference))
        if found and check:
            raise CommandError(f"{len(found)} counts are wrong. `manage.py recount` mends them.")
        self.stdout.write(
            f"{len(found)} counts were wrong and are mended." if found else "Every count is exact."
        )

    def mend(self, counter: Counter) -> list[Difference]:
        try:
            return mend(counter)
        except OperationalError as problem:
            raise CommandError(
                f"The counts of each {counter.noun} could not be locked, somebody is writing much just now. Run it again."
            ) from problem
