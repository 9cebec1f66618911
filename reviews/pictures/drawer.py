"""Draws one picture in a process of its own: it takes a tenth of a second, in which no other thread of Python goes on."""

from __future__ import annotations

import json
import os
import sys

import resvg_py


def main() -> None:
    """Reads what to draw as JSON, and writes the PNG."""
    os.nice(5)  # pages come first
    sys.stdout.buffer.write(bytes(resvg_py.svg_to_bytes(**json.load(sys.stdin))))


if __name__ == "__main__":
    main()
