"""From an address to the file without searching: url name = view name = template name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

OURS = {"accounts", "activity", "films", "lists", "moderation", "reviews", "social", "web"}
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def our_urls() -> Iterator[tuple[str, URLPattern]]:
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and resolver.namespace in OURS:
            for pattern in resolver.url_patterns:
                yield resolver.namespace, pattern


def test_every_app_has_its_addresses():
    assert {app for app, _ in our_urls()} == OURS


def test_every_url_has_the_name_of_its_view():
    wrong = [(app, url.name) for app, url in our_urls() if url.name != url.callback.__name__]

    assert wrong == []


def test_every_view_lives_in_the_app_of_its_url():
    wrong = [(app, url.name) for app, url in our_urls() if url.callback.__module__.split(".")[0] != app]

    assert wrong == []


def test_every_page_template_has_the_name_of_a_url():
    names = {(app, url.name) for app, url in our_urls()}
    pages = {
        (path.parent.name, path.stem)
        for app in OURS
        for path in (TEMPLATES / app).glob("*.html")
        if not path.name.startswith("_")
    }

    assert pages - names == set()


def test_partials_say_what_they_need():
    silent = [
        str(path.relative_to(TEMPLATES))
        for app in OURS
        for path in (TEMPLATES / app).glob("_*.html")
        if not path.read_text().startswith("{# needs:")
    ]

    assert silent == []
