"""What the web server loads."""

import os
from collections.abc import Callable
from typing import Any

import django
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)


class Application(WSGIHandler):
    """Reads the charset that a request claims before any middleware could refuse it: an absurd one is a 400 here."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        try:
            return super().__call__(environ, start_response)
        except (LookupError, UnicodeError, SuspiciousOperation):
            start_response("400 Bad Request", [("Content-Type", "text/plain")])
            return [b"We could not read that.\n"]


application = Application()
