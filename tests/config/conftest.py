"""Real servers in folders of their own, for the tests of the embedded database."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded import Embedded, account, outside, programs
from tests.config.servers import copying


@pytest.fixture
def folder(start_from_a_copy: None) -> Iterator[Path]:
    """A folder that every account can pass through, as pytest's own cannot; its servers are stopped in the end."""
    folder = Path(tempfile.mkdtemp(prefix="houselights test "))
    folder.chmod(0o755)
    yield folder
    for base in {mark.parent for mark in folder.rglob("starting.lock")}:
        Embedded(base).erase()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def data_made_once() -> Iterator[Path]:
    """What initdb makes takes a second, and is the same each time."""
    with tempfile.TemporaryDirectory() as temporary:
        Path(temporary).chmod(0o755)
        server = Embedded(Path(temporary) / "postgres")
        server.start()
        server.stop()
        local = server.data / "local.conf"
        local.write_text("fsync = off\nshared_buffers = '16MB'\n")
        yield server.data


@pytest.fixture
def start_from_a_copy(data_made_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Embedded, "_initdb", copying(data_made_once))


@pytest.fixture
def server(folder: Path) -> Embedded:
    return Embedded(folder / "postgres")


@pytest.fixture
def shared_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Instead of the one in /var/lib."""
    place = folder / "var"
    for module in (account, outside, programs):
        monkeypatch.setattr(module, "SHARED_FOLDER", place)
    return place
