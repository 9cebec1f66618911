#!/usr/bin/env python
"""The door to every command: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings  # settings must be named before Django loads
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from config.embedded import EmbeddedDatabaseError

    try:
        settings.DATABASES  # noqa: B018 (reading any of them reads them all)
    except (ImproperlyConfigured, EmbeddedDatabaseError) as problem:
        sys.exit(str(problem))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
