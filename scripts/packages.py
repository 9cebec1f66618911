"""Installs packages of the system for the tests, where the account may do so, without its chatter and with an end."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

INSTALL_SECONDS = 600

# Debian starts a server as soon as it is installed, and again with the machine. Tests start their own.
WITHOUT_STARTING = """
policy=/usr/sbin/policy-rc.d
if ! test -e "$policy"; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\\nexit 101\\n' > "$policy"
    chmod 755 "$policy"
fi
apt-get install -y --no-install-recommends "$@" || exit
if command -v systemctl; then systemctl disable "$@"; fi
"""

UPDATES: dict[str, list[str]] = {"apt-get": ["apt-get", "update"]}
INSTALLERS: dict[str, list[str]] = {
    "apt-get": ["sh", "-c", WITHOUT_STARTING, "sh"],
    "dnf": ["dnf", "install", "-y"],
    "apk": ["apk", "add"],
    "pacman": ["pacman", "-Sy", "--noconfirm"],
    "zypper": ["zypper", "--non-interactive", "install"],
}


def install(what_for: str, packages: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Installs with this machine's package manager, as root or by `sudo -n`; nothing where neither is allowed.

    `packages` has the names for each package manager, in groups: one that fails does not stop the next.
    """
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and said_by([*as_root, "echo", "allowed"]) == "":
        return
    manager = next((name for name in INSTALLERS if name in packages and shutil.which(name)), None)
    if manager is None:
        return
    tell(f"Installing {what_for} with {manager} …")
    if manager in UPDATES:
        run([*as_root, *UPDATES[manager]], INSTALL_SECONDS)
    for group in packages[manager]:
        run([*as_root, *INSTALLERS[manager], *group], INSTALL_SECONDS)


def said_by(command: Sequence[str]) -> str:
    """What the command prints; nothing when it fails."""
    try:
        answer = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout if answer.returncode == 0 else ""


def run(command: Sequence[str], seconds: int) -> None:
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
