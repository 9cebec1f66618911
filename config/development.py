"""The web server's worker for development: edits show at once, and a broken one shows its error until the next."""

import traceback
from typing import Any

from django.template.autoreload import reset_loaders
from django.urls import get_resolver
from gunicorn.util import make_fail_app
from gunicorn.workers.gthread import ThreadWorker

# A module that could not be imported is unknown to the reloader, so the files are named.
WATCHED = ["*/*.py", "*/*/*.py", "*/*/*/*.py"]


class Worker(ThreadWorker):
    def load_wsgi(self) -> None:
        try:
            super().load_wsgi()
            get_resolver().url_patterns  # noqa: B018 (reading it loads every view, with the errors in them)
        except Exception:
            self.log.exception("The site does not start. It tries again at the next edit.")
            self.wsgi = make_fail_app(traceback.format_exc())


def before_request(worker: Any, request: Any) -> None:
    """Forgets the templates that were read, so that an edited one is read again."""
    reset_loaders()
