"""Where the instrument keeps what it makes, and the environment its servers start in."""

import os
import platform
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("DATA_DIR") or ROOT / ".data") / "bench"
RESULTS = FOLDER / "results"
SCRIPTS = FOLDER / "scripts"
LOGS = FOLDER / "logs"
DOCUMENT = ROOT / "docs" / "performance.md"

# A setting of the shell that measures must not become one of the site that is measured.
HANDED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PG_BINDIR", "VIRTUAL_ENV")


def make_folders() -> None:
    for folder in (RESULTS, SCRIPTS, LOGS, FOLDER / "media"):
        folder.mkdir(parents=True, exist_ok=True)


def bare_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in HANDED_ON if name in os.environ}


def python() -> str:
    return sys.executable


def is_linux() -> bool:
    """Processor time and memory of other processes are read from /proc."""
    return platform.system() == "Linux"
