"""Quoting somebody's words in an answer."""

from __future__ import annotations

import re

# What would be more than itself anywhere in a line; below, what would be so at its beginning.
MEANT_ANYWHERE = re.compile(r"[\\`*_\[<|~@]|&(?=[#\w])")
NUMBER = re.compile(r"(\d{1,9})([.)])")


def quote(text: str) -> str:
    """The Markdown of a quotation of this plain text, to begin an answer with; it reads as the text does."""
    return "\n".join(f"> {escaped(line.strip())}".rstrip() for line in text.strip().splitlines())


def escaped(line: str) -> str:
    line = MEANT_ANYWHERE.sub(r"\\\g<0>", line)
    if numbered := NUMBER.match(line):
        return f"{numbered[1]}\\{line[numbered.start(2) :]}"
    return f"\\{line}" if line[:1] in tuple("#>+=-") else line
