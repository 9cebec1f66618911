"""Renders the texts that an older renderer made."""

from typing import Any

from django.core.management.base import BaseCommand

from lists.actions import rendering as lists
from reviews.actions.rendering import RENDERED, render_next


class Command(BaseCommand):
    help = (
        "Renders anew the reviews, lists and comments that an older renderer made, with their lengths and languages."
        " Can be stopped and started again at any time, while the site runs."
    )

    def handle(self, *, verbosity: int, **options: Any) -> None:
        for written, how in {**RENDERED, **lists.RENDERED}.items():
            name, total, last = str(written._meta.verbose_name_plural), 0, 0
            while (done := render_next(written, how, after=last))[0]:
                total, last = total + done[0], done[1]
                if verbosity > 1:
                    self.stdout.write(f"{total} {name}, up to number {last}")
            self.stdout.write(f"{total} {name} rendered anew.")
