"""The facts of this machine that figures depend on, without its name."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version

GIGABYTE = 2**30


def facts() -> dict[str, str]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    return {
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "architecture": platform.machine(),
        "system": platform.system(),
        "Python": platform.python_version(),
        **{name: version(name) for name in ("Django", "gunicorn", "psycopg", "whitenoise")},
    }
