"""A test that measures time has the machine to itself, and whoever comes meanwhile gets their turn after it."""

from __future__ import annotations

import fcntl
import threading
from contextlib import suppress
from pathlib import Path

from tests.config.cluster import until
from tests.rooms import alone, beside_others, locked


def test_whoever_wants_the_room_alone_waits_for_those_inside_and_goes_before_those_who_come_later(tmp_path):
    entered: list[str] = []

    def enter(name: str, room) -> None:
        with room(tmp_path):
            entered.append(name)

    measuring = threading.Thread(target=enter, args=("alone", alone))
    later = threading.Thread(target=enter, args=("beside others", beside_others))
    with beside_others(tmp_path), beside_others(tmp_path):
        measuring.start()
        until(lambda: is_locked(tmp_path / "door"))
        later.start()
        later.join(timeout=0.1)
        assert entered == []
    for thread in (measuring, later):
        thread.join(timeout=10)

    assert entered == ["alone", "beside others"]


def is_locked(file: Path) -> bool:
    with suppress(BlockingIOError), locked(file, fcntl.LOCK_EX | fcntl.LOCK_NB):
        return False
    return True
