"""Processor time and memory of process trees, as the kernel counts them in /proc."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
NANOSECOND = 1e-9
PAUSE = 0.1
MOST_PAUSES = 60


class Process(NamedTuple):
    """One line of /proc/<number>/stat: its parent, and ticks of its own and of the children it buried."""

    number: int
    parent: int
    own_ticks: int
    buried_ticks: int


def parse_stat(line: str) -> Process:
    """Fields by proc(5): 4 parent, 14 and 15 own user and system time, 16 and 17 those of buried children."""
    head, _, rest = line.rpartition(")")  # the name before may hold blanks and brackets
    fields = rest.split()
    return Process(
        number=int(head.split("(", 1)[0]),
        parent=int(fields[1]),
        own_ticks=int(fields[11]) + int(fields[12]),
        buried_ticks=int(fields[13]) + int(fields[14]),
    )


def all_processes() -> dict[int, Process]:
    found = {}
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):  # it ended meanwhile
                process = parse_stat((entry / "stat").read_text())
                found[process.number] = process
    return found


def tree_of(root: int, processes: dict[int, Process]) -> list[Process]:
    """The process with all that descend from it, the process itself first."""
    children: dict[int, list[int]] = {}
    for process in processes.values():
        children.setdefault(process.parent, []).append(process.number)
    tree, waiting = [], [root]
    while waiting:
        number = waiting.pop()
        if number in processes:
            tree.append(processes[number])
            waiting.extend(children.get(number, []))
    return tree


def seconds_of(tree: Iterable[Process]) -> float:
    """Processor seconds of the tree since it began, those of its dead included."""
    return sum(process.own_ticks + process.buried_ticks for process in tree) / TICKS_A_SECOND


def tree_seconds(root: int) -> float:
    return seconds_of(tree_of(root, all_processes()))


def own_seconds(number: int) -> float:
    """Processor seconds of one process with a single thread, to the nanosecond."""
    return int((PROC / str(number) / "schedstat").read_text().split()[0]) * NANOSECOND


def wait_until_idle(*roots: int) -> None:
    """Returns once the trees have stopped working, so that what one job left undone is not counted for the next."""
    for _ in range(MOST_PAUSES):
        before = sum(tree_seconds(root) for root in roots)
        time.sleep(PAUSE)
        if sum(tree_seconds(root) for root in roots) - before <= 1 / TICKS_A_SECOND:
            return


def children_of(root: int) -> list[int]:
    return [process.number for process in all_processes().values() if process.parent == root]


def pss_of(rollup: str) -> int:
    """Bytes of memory from the text of smaps_rollup, shared pages divided by those who share them."""
    match = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(match[1]) * 1024 if match else 0


def memory_of(number: int) -> int | None:
    """Bytes (PSS) of one process; None where this account may not know."""
    try:
        return pss_of((PROC / str(number) / "smaps_rollup").read_text())
    except OSError:
        return None


def memory_of_tree(root: int) -> int | None:
    parts = [memory_of(process.number) for process in tree_of(root, all_processes())]
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def parent_of(number: int, is_right: Callable[[str], bool]) -> int | None:
    """The parent of a process if its name is right; None where both are on another machine."""
    with suppress(OSError):
        process = parse_stat((PROC / str(number) / "stat").read_text())
        if is_right((PROC / str(process.parent) / "comm").read_text().strip()):
            return process.parent
    return None
