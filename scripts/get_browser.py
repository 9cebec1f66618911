"""Prints the path of a Chromium for the browser tests; gets one when this machine has none, or fails with a sentence."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/snap/bin/chromium",
)
CACHES = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
DOWNLOAD_SECONDS = 240
INSTALL_SECONDS = 600

# The commands of each package manager: the browser, fonts so that pages look as they do for people, and a library
# that Playwright's own program needs and small systems lack.
PACKAGE_MANAGERS: dict[str, list[list[str]]] = {
    "apt-get": [
        ["apt-get", "update"],
        [
            "apt-get",
            "install",
            "-y",
            "--no-install-recommends",
            "libatomic1",
            "fonts-dejavu-core",
            "fonts-noto-core",
        ],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
    ],
    "dnf": [["dnf", "install", "-y", "chromium-headless", "libatomic", "dejavu-sans-fonts"]],
    "apk": [["apk", "add", "chromium", "libatomic", "font-dejavu"]],
    "pacman": [["pacman", "-Sy", "--noconfirm", "chromium", "ttf-dejavu"]],
    "zypper": [["zypper", "--non-interactive", "install", "chromium", "libatomic1", "dejavu-fonts"]],
}


def main() -> None:
    browser = find()
    if not browser and playwright_runs():
        browser = download()
    if not browser or not playwright_runs():
        install()
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


def said_by(command: list[str]) -> str:
    """What the command prints; nothing when it fails."""
    try:
        answer = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout if answer.returncode == 0 else ""


def download() -> str | None:
    tell("There is no Chromium here. Downloading Playwright's …")
    run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)
    browser = next((path for path in downloaded() if works(path)), None)
    if not browser:
        tell("That gave no browser that runs.")
    return browser


def install() -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and said_by([*as_root, "echo", "allowed"]) == "":
        return
    for manager, commands in PACKAGE_MANAGERS.items():
        if shutil.which(manager):
            tell(f"Installing what browser tests need with {manager} …")
            for command in commands:
                run([*as_root, *command], INSTALL_SECONDS)
            return


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
