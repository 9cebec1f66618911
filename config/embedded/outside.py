"""Root's data when its unprivileged account is locked out of the checkout: a folder outside, tied to the checkout.

The folder's name comes from the checkout's path. A mark that lies both there and in the checkout tells a checkout that
was moved here (its data follow) from a new one in the place of an old one (which must not wake up with the old data).
"""

import secrets
import shutil
import time
from pathlib import Path

from config.embedded.account import SHARED_FOLDER
from config.embedded.errors import EmbeddedDatabaseError


def make_shared_folder() -> None:
    try:
        SHARED_FOLDER.mkdir(parents=True, exist_ok=True)
        SHARED_FOLDER.chmod(0o755)
    except OSError as problem:
        raise EmbeddedDatabaseError(
            f"{SHARED_FOLDER} is needed, as this folder is closed to all but root, and cannot be made: {problem}."
        ) from problem
    if SHARED_FOLDER.is_symlink() or SHARED_FOLDER.stat().st_uid != 0:
        raise EmbeddedDatabaseError(f"{SHARED_FOLDER} does not belong to root, so it is not safe to use.")


def claim(base: Path, home: Path) -> None:
    """Makes `home` the place of this checkout's data, with the data that are the checkout's already."""
    make_shared_folder()
    mark = _mark(base)
    if home.exists() and _owner_of(home)[0] != mark:
        home.rename(home.with_name(f"{home.name}-former-{time.time_ns()}"))
    if not home.exists():
        for folder in SHARED_FOLDER.iterdir():
            owner, path = _owner_of(folder)
            if owner == mark and not Path(path).exists():
                folder.rename(home)
                break
    home.mkdir(exist_ok=True)
    home.chmod(0o755)
    (home / "checkout").write_text(f"{mark}\n{base}\n", errors="surrogateescape")
    if (base / "data").exists() and not (home / "data").exists():
        shutil.move(base / "data", home / "data")


def _mark(base: Path) -> str:
    file = base / "mark"
    if not file.exists():
        file.write_text(secrets.token_hex(16))
    return file.read_text()


def _owner_of(home: Path) -> tuple[str, str]:
    """The mark and the path of the checkout whose data lie here."""
    try:
        mark, path = (home / "checkout").read_text(errors="surrogateescape").splitlines()[:2]
    except (OSError, ValueError):
        return "", ""
    return mark, path
