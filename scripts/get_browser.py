"""Prints the path of a Chromium for the browser tests; gets one when this machine has none, or fails with a sentence."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/snap/bin/chromium",
)
DOWNLOAD_SECONDS = 240
INSTALL_SECONDS = 600

# The commands of each package manager, tried in this order; fonts so that pages look as they do for people.
PACKAGE_MANAGERS: dict[str, list[list[str]]] = {
    "apt-get": [
        ["apt-get", "update", "-qq"],
        [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "fonts-dejavu-core",
            "fonts-noto-core",
        ],
    ],
    "dnf": [["dnf", "install", "-y", "-q", "chromium-headless", "dejavu-sans-fonts"]],
    "apk": [["apk", "add", "--quiet", "chromium", "font-dejavu"]],
    "pacman": [["pacman", "-Sy", "--noconfirm", "--quiet", "chromium", "ttf-dejavu"]],
    "zypper": [["zypper", "--non-interactive", "--quiet", "install", "chromium", "dejavu-fonts"]],
}


def main() -> None:
    browser = find() or download() or install()
    if not browser:
        sys.exit(
            "The browser tests need Chromium, and none could be found, downloaded or installed here. "
            "Install it with your system's package manager, or set CHROMIUM to the path of one."
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
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path
        caches = {
            Path(playwright.chromium.executable_path).parents[2],
            Path.home() / ".cache" / "ms-playwright",
        }
    programs = ("chrome", "headless_shell", "chrome-headless-shell", "Chromium")
    found = [path for cache in caches for name in programs for path in cache.glob(f"chromium*/*/{name}")]
    yield from (str(path) for path in sorted(found, key=lambda path: path.stat().st_mtime, reverse=True))


def works(path: str) -> bool:
    """Whether this is a browser that starts; a packaged stub that only says how to install one is not."""
    try:
        answer = subprocess.run([path, "--version"], check=False, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def download() -> str | None:
    tell("There is no Chromium here. Downloading Playwright's …")
    run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)
    browser = next((path for path in downloaded() if works(path)), None)
    if not browser:
        tell("That gave no browser that runs.")
    return browser


def install() -> str | None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and not shutil.which("sudo"):
        return None
    for manager, commands in PACKAGE_MANAGERS.items():
        if shutil.which(manager):
            tell(f"Installing Chromium with {manager} …")
            for command in commands:
                run([*as_root, *command], INSTALL_SECONDS)
            return next((path for path in candidates() if works(path)), None)
    return None


def run(command: list[str], seconds: int) -> None:
    """Runs the command without its chatter, and ends it with all it started when it takes too long."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        command, stdin=silent, stdout=silent, stderr=silent, env=environment, start_new_session=True
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        tell(f"`{' '.join(command)}` took longer than {seconds} seconds, so it was ended.")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, 9)
            process.wait()


def tell(words: str) -> None:
    print(words, file=sys.stderr)


if __name__ == "__main__":
    main()
