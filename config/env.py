"""Reads settings from the environment and stops with a sentence when one makes no sense."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """An empty value counts as none, as Docker hands on what is not set."""
    return os.environ.get(name, "").strip() or default


def words(name: str, default: str = "") -> list[str]:
    """A list written with commas or spaces."""
    return text(name, default).replace(",", " ").split()


def flag(name: str, *, default: bool = False) -> bool:
    word = text(name, "yes" if default else "no").lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not “{word}”.")


def number(name: str, default: int, *, least: int = 0) -> int:
    word = text(name, str(default))
    if not word.isdecimal() or int(word) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number of at least {least}, not “{word}”.")
    return int(word)


def one_of(name: str, *choices: str) -> str:
    """One of the choices, of which the first is the default."""
    word = text(name, choices[0]).lower()
    if word not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not “{word}”.")
    return word


def secret(name: str) -> str:
    """The value of NAME, or the content of the file that NAME_FILE points to (as Docker secrets do)."""
    path = text(f"{name}_FILE")
    if not path:
        return text(name)
    try:
        return Path(path).read_text().strip()
    except OSError as problem:
        raise ImproperlyConfigured(
            f"{name}_FILE points to {path}, which cannot be read: {problem}."
        ) from problem
