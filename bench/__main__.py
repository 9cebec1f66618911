"""`python -m bench` measures and writes docs/performance.md; `report` writes it again; `memory` watches one process."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from types import FrameType

from bench import load, places

DEFAULT_SIZES = "1000000"


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("word", nargs="?", default="measure", choices=["measure", "report", "memory"])
    parser.add_argument(
        "--reviews", default=os.environ.get("REVIEWS") or DEFAULT_SIZES, help="sizes, with blanks"
    )
    parser.add_argument("--connections", default="1 8 32", help="with blanks")
    parser.add_argument("--seconds", type=int, default=3, help="of each job")
    parser.add_argument("--rounds", type=int, default=3, help="how often each job runs; the median counts")
    parser.add_argument("--only", default="", help="pages to measure anew, with blanks: film_best like …")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the site"
    )
    parser.add_argument("--fresh", action="store_true", help="make the databases anew")
    parser.add_argument("--requests", type=int, default=1_000_000, help="of `memory`")
    return parser


def main() -> None:
    if not places.is_linux():
        sys.exit("The measurements read /proc, so they need Linux.")
    asked = arguments().parse_args()
    signal.signal(signal.SIGTERM, end)
    sizes = [int(word) for word in asked.reviews.replace(",", " ").split()]
    if asked.word == "report":
        from bench import report  # noqa: PLC0415

        report.write()
        return
    from bench import measure, memory, report  # noqa: PLC0415

    options = measure.Options(
        sizes=sizes,
        connections=[int(word) for word in asked.connections.split()],
        seconds=asked.seconds,
        rounds=asked.rounds,
        only=asked.only.split(),
        settings=dict(word.split("=", 1) for word in asked.set),
        fresh=asked.fresh,
        wrk=load.find_wrk(),
    )
    if asked.word == "memory":
        memory.watch(options, asked.requests)
        return
    measure.measure(options)
    report.write()


def end(number: int, frame: FrameType | None) -> None:
    """So that whatever was started is ended too."""
    sys.exit("Stopped.")


if __name__ == "__main__":
    main()
