"""A real headless Chromium on the real site, with a film, two members and what they wrote."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, BrowserContext, Page

from accounts.models import Member
from films.actions.starter import FOLDER, load_starter
from films.models import Film
from reviews.actions.entries import Viewing, log_film
from tests.factories import a_member

# axe sets styles while it looks, which the site's policy rightly refuses; that pages have none is tested elsewhere.
AXE_DOES_THIS = "Applying inline style violates"
# What a browser says of a refused form or draft, which are ordinary answers, and of a fault that a test makes.
ANSWERS_ON_PURPOSE = ("status of 409", "status of 422", "status of 503", "Status Error Code 503")
FIND_BROWSER = Path(django_settings.BASE_DIR) / "scripts" / "get_browser.py"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium; `make test` has found one or got one."""
    path = (
        os.environ.get("CHROMIUM")
        or subprocess.run(
            [sys.executable, FIND_BROWSER], capture_output=True, text=True, check=True
        ).stdout.strip()
    )
    return {
        **browser_type_launch_args,
        "executable_path": path,
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-background-networking",
        ],
    }


@pytest.fixture(scope="session")
def some_decades(tmp_path_factory) -> Path:
    """Enough films for two pages of posters; all of them would take each walk a second more."""
    folder = tmp_path_factory.mktemp("starter")
    for decade in ("1920s", "1970s", "2010s"):
        shutil.copy(FOLDER / f"{decade}.toml", folder)
    return folder


@pytest.fixture
def site(live_server, transactional_db, settings, some_decades) -> str:
    """The address of the site with three decades of the starter catalogue, and a review of *Her* by lindqvist."""
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    load_starter(some_decades)
    lindqvist = a_member("lindqvist")
    her = Film.objects.get(slug="her-2013")
    log_film(
        her,
        Viewing(
            watched_on=datetime.date(2026, 3, 17),
            rating=9,
            text="A voice performance so complete that the empty side of the frame starts to act.",
        ),
        by=lindqvist,
    )
    return live_server.url


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[object]:
    """`open_page(width, scripts=…)` is a page of a fresh visitor; what the console complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        width: int = 1280, *, scripts: bool = True, member: Member | None = None, theme: str = "dark"
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=scripts,
            color_scheme=theme,
            has_touch=width < 600,
            locale="en-GB",
            timezone_id="Europe/Stockholm",
            base_url=site,
        )
        contexts.append(context)
        if member is not None:
            sign_in_by_cookie(context, member, site)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda problem: complaints.append(str(problem)))
        return page

    yield opened
    for context in contexts:
        context.close()
    expected = (AXE_DOES_THIS, *ANSWERS_ON_PURPOSE)
    assert [said for said in complaints if not any(words in said for words in expected)] == []


def sign_in_by_cookie(context: BrowserContext, member: Member, site: str) -> None:
    from django.test import Client

    client = Client()
    client.force_login(member)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
