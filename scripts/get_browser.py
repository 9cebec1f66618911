"""Prints the path of a Chromium for the browser tests; gets one when this machine has none, or fails with a sentence."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from packages import install, run, said_by, tell

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/snap/bin/chromium",
)
CACHES = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
DOWNLOAD_SECONDS = 240

# For each package manager: the browser, fonts so that pages look as they do for people, and a library that Playwright's
# own program needs and small systems lack.
PACKAGES: dict[str, list[list[str]]] = {
    "apt-get": [["libatomic1", "fonts-dejavu-core", "fonts-noto-core"], ["chromium"]],
    "dnf": [["chromium-headless", "libatomic", "dejavu-sans-fonts"]],
    "apk": [["chromium", "libatomic", "font-dejavu"]],
    "pacman": [["chromium", "ttf-dejavu"]],
    "zypper": [["chromium", "libatomic1", "dejavu-fonts"]],
}


def main() -> None:
    browser = find()
    if not browser and playwright_runs():
        browser = download()
    if not browser or not playwright_runs():
        install("what browser tests need", PACKAGES)
        browser = browser or find()
    if not browser:
        sys.exit(
            "The browser tests need Chromium, and none could be found, downloaded or installed here. "
            "Install it with your system's package manager, or set CHROMIUM to the path of one."
        )
    if not playwright_runs():
        sys.exit(
            "The browser tests need Playwright, whose program does not run here. `.venv/bin/python -m playwright "
            "--version` says why; often the library libatomic is missing (package libatomic1 or libatomic)."
        )
    print(browser)


def find() -> str | None:
    named = os.environ.get("CHROMIUM")
    if named:
        if works(named):
            return named
        sys.exit(
            f"CHROMIUM is {named}, which is no browser that runs. Set it to the path of a Chromium, or unset it."
        )
    return next((path for path in candidates() if works(path)), None)


def candidates() -> Iterator[str]:
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield path
    yield from APPLICATIONS
    yield from downloaded()


def downloaded() -> Iterator[str]:
    """The browsers in Playwright's own folder, newest first."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    caches = [Path(cache).expanduser() for cache in ([named] if named else CACHES)]
    for name in (
        "chrome",
        "Chromium",
        "Google Chrome for Testing",
        "chrome-headless-shell",
        "headless_shell",
    ):
        found = [path for cache in caches for path in cache.glob(f"chromium*/**/{name}") if path.is_file()]
        yield from (str(path) for path in sorted(found, key=lambda path: path.stat().st_mtime, reverse=True))


def works(path: str) -> bool:
    """Whether this is a browser that starts; a packaged stub that only says how to install one is not."""
    return "Chrom" in said_by([path, "--version"])


def playwright_runs() -> bool:
    return "Version" in said_by([sys.executable, "-m", "playwright", "--version"])


def download() -> str | None:
    tell("There is no Chromium here. Downloading Playwright's …")
    run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)
    browser = next((path for path in downloaded() if works(path)), None)
    if not browser:
        tell("That gave no browser that runs.")
    return browser


if __name__ == "__main__":
    main()
