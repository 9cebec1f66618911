"""Fills the catalogue with the films that come with Houselights."""

from typing import Any

from django.core.management.base import BaseCommand

from films.actions.starter import load_starter


class Command(BaseCommand):
    help = "Adds the films of the starter catalogue that are not here yet; running it again adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_starter()
        self.stdout.write(f"{added} {'film' if added == 1 else 'films'} added from the starter catalogue.")
