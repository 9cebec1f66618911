"""Erases for good what was deleted so long ago that it cannot be restored."""

from typing import Any

from django.core.management.base import BaseCommand

from lists.actions.deleting import sweep_comments, sweep_lists
from reviews.actions.erasing import DAYS_KEPT, sweep


class Command(BaseCommand):
    help = (
        f"Erases for good the entries, comments and lists that were deleted more than {DAYS_KEPT} days ago."
    )

    def handle(self, **options: Any) -> None:
        swept, lists = sweep(), sweep_lists()
        comments = swept.comments + sweep_comments()
        self.stdout.write(
            f"Deleted long ago and now erased: entries {swept.entries}, comments {comments}, lists {lists}."
        )
