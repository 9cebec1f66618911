"""How gunicorn serves the site, in production and under `manage.py run`. The environment decides the sizes."""

import os
import signal
import threading
from pathlib import Path
from typing import Any

from django.urls import get_resolver

from config import development, env

DEVELOPMENT = env.flag("DEBUG")

wsgi_app = "config.wsgi"
bind = env.text("BIND", "127.0.0.1:8000")
worker_class = "config.development.Worker" if DEVELOPMENT else "gthread"
workers = env.number("WORKERS", 1 if DEVELOPMENT else 2, least=1)
threads = env.number("THREADS", 8, least=1)  # more than connections: while those are busy, the others say so
timeout = 30
graceful_timeout = 2 if DEVELOPMENT else 25
keepalive = 15
max_requests = 0 if DEVELOPMENT else env.number("MAX_REQUESTS", 2_000)
max_requests_jitter = max_requests // 10
reload = DEVELOPMENT
reload_extra_files = development.WATCHED if DEVELOPMENT else []
accesslog = "-" if env.flag("ACCESS_LOG") else None
loglevel = "error" if DEVELOPMENT else "info"
control_socket_disable = True  # nobody needs a second door
MEMORY = Path("/dev/shm")  # noqa: S108 (gunicorn makes files without names there)
if MEMORY.is_dir():
    worker_tmp_dir = str(MEMORY)  # a slow disk must not look like a hung worker


def on_starting(server: Any) -> None:
    """Under `manage.py run`, ends with it: the pipe it holds open closes when it ends, however it ends."""
    lifeline = os.environ.get("LIFELINE")
    if lifeline:
        threading.Thread(target=_end_when_it_closes, args=[int(lifeline)], daemon=True).start()


def _end_when_it_closes(lifeline: int) -> None:
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def load_every_view(worker: Any) -> None:
    """The first visitor does not wait for it."""
    get_resolver().url_patterns  # noqa: B018 (reading it is what loads the views)


if DEVELOPMENT:
    pre_request = development.before_request
else:
    post_worker_init = load_every_view
