"""The account that PostgreSQL runs as, which is never root, and the folder that this account can reach."""

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.embedded.errors import EmbeddedDatabaseError

# Where root puts what its unprivileged account cannot reach in a closed home folder.
SHARED_FOLDER = Path("/var/lib/houselights")
UNPRIVILEGED = ("postgres", "nobody", "daemon")


@dataclass(frozen=True)
class Account:
    uid: int
    gid: int
    lowered: bool  # root lowers itself to this account; anybody else simply is it

    @property
    def process_options(self) -> dict[str, Any]:
        """What subprocess needs to start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.lowered else {}

    def can_reach(self, folder: Path) -> bool:
        """Whether the account may pass through every folder on the way to this one, and through itself."""
        return all(self._may_pass(step) for step in (folder, *folder.parents) if step.exists())

    def _may_pass(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)

    def owns(self, folder: Path) -> bool:
        try:
            status = folder.lstat()
        except OSError:
            return False
        return stat.S_ISDIR(status.st_mode) and status.st_uid == self.uid

    def make_private_folder(self, folder: Path) -> None:
        """Makes the folder with this account as its owner and nobody else let in, or raises EmbeddedDatabaseError."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.lowered and folder.lstat().st_uid == 0:
                os.chown(folder, self.uid, self.gid, follow_symlinks=False)
            if folder.lstat().st_uid == self.uid and not folder.is_symlink():
                folder.chmod(0o700)
            status = folder.lstat()
        except OSError as problem:
            raise EmbeddedDatabaseError(
                f"The database needs the folder {folder}, which cannot be made: {problem}."
            ) from problem
        if not self.owns(folder):
            raise EmbeddedDatabaseError(
                f"{folder} belongs to another account. Run this as the account that made it, or remove it to start anew."
            )
        if stat.S_IMODE(status.st_mode) != 0o700:
            raise EmbeddedDatabaseError(
                f"{folder} is on a file system that keeps no permissions, where PostgreSQL refuses to work. "
                "Move this folder to another disk, or set DATABASE_URL to a PostgreSQL server."
            )


def place(base: Path) -> tuple[Path, Account]:
    """The folder for the server's data, and the account to run it as.

    Root cannot run PostgreSQL. Root's unprivileged account may be locked out of a closed home folder, which is the
    person's own and is left as it is; the data then lie outside.
    """
    if os.geteuid() != 0:
        return base, Account(os.geteuid(), os.getegid(), lowered=False)
    outside = SHARED_FOLDER / hashlib.sha256(os.fsencode(base)).hexdigest()[:16]
    for folder in (base, outside):
        owner = _owner(folder / "data")
        if owner and owner.can_reach(folder):
            return folder, owner
    account = _unprivileged_account()
    return (base if account.can_reach(base) else outside), account


def _owner(data: Path) -> Account | None:
    """Who runs data that are there already."""
    try:
        status = data.stat()
    except OSError:
        return None
    return Account(status.st_uid, status.st_gid, lowered=True) if status.st_uid else None


def _unprivileged_account() -> Account:
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid, lowered=True)
    raise EmbeddedDatabaseError(
        "PostgreSQL does not run as root, and this machine has no account such as “postgres” or “nobody” to run it as. "
        "Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server."
    )
