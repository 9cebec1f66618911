"""Processor time and memory, read from what the kernel writes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bench import processes
from bench.processes import Process

ON_LINUX = pytest.mark.skipif(not processes.PROC.joinpath("self").exists(), reason="reads /proc")
LINE = "42 (a (strange) name) S 7 42 42 0 -1 4194560 1 2 0 0 150 50 30 20 20 0 1 0 12345 1 2"


def test_a_line_of_the_kernel_is_read_whatever_the_name_of_the_process():
    assert processes.parse_stat(LINE) == Process(number=42, parent=7, own_ticks=200, buried_ticks=50)


def test_a_tree_has_all_descendants_and_no_neighbours():
    found = [Process(1, 0, 1, 0), Process(2, 1, 10, 5), Process(3, 2, 100, 0), Process(4, 1, 1000, 0)]
    tree = processes.tree_of(2, {process.number: process for process in found})

    assert [process.number for process in tree] == [2, 3]
    assert processes.seconds_of(tree) == pytest.approx(115 / processes.TICKS_A_SECOND)


def test_memory_is_that_which_is_not_shared_and_a_share_of_the_rest():
    assert processes.pss_of("Rss:   900 kB\nPss:   512 kB\nPss_Anon:  100 kB\n") == 512 * 1024


@ON_LINUX
def test_the_work_of_a_child_that_has_ended_still_counts():
    before = processes.tree_seconds(os.getpid())
    subprocess.run([sys.executable, "-c", "sum(range(10_000_000))"], check=True)

    assert processes.tree_seconds(os.getpid()) - before > 0.05


@ON_LINUX
def test_a_process_may_look_at_its_own_memory():
    assert (processes.memory_of(os.getpid()) or 0) > 1_000_000
