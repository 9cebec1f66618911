"""What a visitor's browser fetches for one page in production, without the pictures."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings

LINKED = re.compile(r'(?:<link rel="(?:stylesheet|icon)" href|<script[^>]* src|<use href)="(/static/[^"#]+)')
IN_STYLES = re.compile(r'url\("?\.\./([^")]+)"?\)')


@dataclass(frozen=True)
class Weight:
    requests: int
    compressed_bytes: int
    files: dict[str, int]


def collect(folder: Path) -> None:
    """Puts the static files into the folder as they are in production."""
    with as_in_production(folder):
        call_command("collectstatic", interactive=False, verbosity=0)


def as_in_production(folder: Path) -> override_settings:
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.static.BundledStorage"}}
    return override_settings(STORAGES=storages, STATIC_ROOT=folder, DEBUG=False)


def weigh(address: str, folder: Path) -> Weight:
    """Gets the page and adds up what it names, from the collected files in the folder."""
    with as_in_production(folder):
        page = Client().get(address).content.decode()
    names = {name.removeprefix("/static/") for name in LINKED.findall(page)}
    for style in [name for name in names if name.endswith(".css")]:
        names.update(IN_STYLES.findall((folder / style).read_text()))
    files = {name: compressed_size(folder / name) for name in names}
    page_size = len(gzip.compress(page.encode()))
    return Weight(len(files) + 1, sum(files.values()) + page_size, {address: page_size, **files})


def compressed_size(path: Path) -> int:
    sizes = [
        variant.stat().st_size
        for suffix in ("", ".br", ".gz")
        if (variant := Path(f"{path}{suffix}")).exists()
    ]
    return min(sizes)
