"""Every setting is documented, and production refuses to start without its secrets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READ = re.compile(r'\b(?:env\.)?(?:text|words|flag|number|one_of|secret)\(\s*"([A-Z][A-Z0-9_]+)"')
A_SECRET = "k" * 10 + "0123456789abcdefghij" * 3


def documented() -> set[str]:
    return set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_every_variable_of_the_settings_stands_in_the_example():
    read = {
        name
        for path in [ROOT / "config/settings.py", ROOT / "config/gunicorn.py"]
        for name in READ.findall(path.read_text())
    }
    composed = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))

    assert {"SECRET_KEY", "DATABASE_URL"} <= read
    assert "DATABASE_PASSWORD" in composed
    assert (read | composed) - documented() == set()


def test_the_example_names_nothing_that_is_not_read():
    read = {
        name
        for path in [
            *ROOT.glob("config/**/*.py"),
            *ROOT.glob("scripts/*.py"),
            ROOT / "docker-compose.yml",
            ROOT / "Makefile",
        ]
        for name in re.findall(r"[A-Z][A-Z0-9_]{2,}", path.read_text())
    }

    assert documented() - read == set()


def start_with(
    *, code: str = "import config.settings", **environment: str
) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_a_secret_and_a_host():
    started = start_with(SECRET_KEY=A_SECRET, ALLOWED_HOSTS="films.example.org")

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ALLOWED_HOSTS": "films.example.org"}, "SECRET_KEY is not set. Set it to a long random text"),
        (
            {"ALLOWED_HOSTS": "films.example.org", "SECRET_KEY": "short"},
            "SECRET_KEY is too short or a default",
        ),
        (
            {"ALLOWED_HOSTS": "films.example.org", "SECRET_KEY": "change-me-" * 6},
            "SECRET_KEY is too short or a default",
        ),
        ({"SECRET_KEY": A_SECRET}, "ALLOWED_HOSTS is not set. Set it to the names of the site"),
        ({"SECRET_KEY": A_SECRET, "ALLOWED_HOSTS": "x", "HTTPS": "perhaps"}, "HTTPS must be yes or no"),
        (
            {"SECRET_KEY": A_SECRET, "ALLOWED_HOSTS": "x", "EMAIL_PORT": "mail"},
            "EMAIL_PORT must be a whole number",
        ),
    ],
)
def test_production_refuses_to_start_and_says_what_to_set(environment, sentence):
    started = start_with(**environment)

    assert started.returncode != 0
    assert sentence in started.stderr
