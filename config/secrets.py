"""The key that signs sessions: given in production, made and kept under .data/ in development."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

LEAST_LENGTH = 40
HOW_TO = "Set it to a long random text, for instance the output of: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"


def production_key(given: str) -> str:
    """Returns the key, or raises ImproperlyConfigured when it is missing, short, or one that stands in an example."""
    if not given:
        raise ImproperlyConfigured(f"SECRET_KEY is not set. {HOW_TO}")
    if len(given) < LEAST_LENGTH or "change" in given.lower() or given.startswith("django-insecure-"):
        raise ImproperlyConfigured(f"SECRET_KEY is too short or a default. {HOW_TO}")
    return given


def kept_secret(path: Path) -> str:
    """Returns the secret in this file; makes one, readable by its owner only, when there is none yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        try:
            kept = path.read_text().strip()
        except PermissionError as problem:
            raise ImproperlyConfigured(
                f"{path} belongs to another account. Run this as the one that made it."
            ) from problem
        if kept:
            return kept
        path.unlink()
        return kept_secret(path)
    made = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w") as file:
        file.write(made)
    return made
