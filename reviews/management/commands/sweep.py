"""Erases for good what was deleted so long ago that it cannot be restored."""

from typing import Any

from django.core.management.base import BaseCommand

from reviews.actions.erasing import DAYS_KEPT, sweep


class Command(BaseCommand):
    help = f"Erases for good the entries and comments that were deleted more than {DAYS_KEPT} days ago."

    def handle(self, **options: Any) -> None:
        swept = sweep()
        self.stdout.write(
            f"Deleted long ago and now erased: entries {swept.entries}, comments {swept.comments}."
        )
