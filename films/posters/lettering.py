"""Sets a title in as few, as large lines as fit, without a font at hand: widths are estimates on the safe side."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

LARGEST, PLENTY, READABLE, SMALLEST = 46.0, 38.0, 24.0, 10.0
LEADING = 1.02
CAPITAL = 0.72
TALLEST = 150
LONGEST_WORD = 22
WIDTHS = (*range(5, 17), 18, 20, 24, 28, 34)
ELLIPSIS = "…"

# Of the bold serifs in our stack, in ems: the widest of each class.
CLASSES = (
    ("MWm—…@", 1.02),
    ("w½%", 0.86),
    ("EFLSPT", 0.67),
    ("fijltIJ()-", 0.4),
    (" .,:;'’!|·/", 0.29),
    ("acersz", 0.54),
)
EM_OF = {character: width for characters, width in CLASSES for character in characters}
# Sans in regular weight is a little narrower.
SANS = 0.94
BYLINE_SIZE = 10


class Title(NamedTuple):
    lines: list[str]
    size: float

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def height(self) -> float:
        """From the top of the first capitals to the last baseline."""
        return (len(self.lines) - 1) * self.leading + self.size * CAPITAL


def set_title(title: str, *, width: float) -> Title:
    tried = [
        setting(lines, width) for lines in dict.fromkeys(tuple(wrapped(title, across)) for across in WIDTHS)
    ]
    return max(tried, key=beauty)


def beauty(title: Title) -> float:
    """Large letters count for it, every further line against it, letters too small for a thumbnail far more."""
    return min(title.size, PLENTY) - 5 * len(title.lines) - 3 * max(0, READABLE - title.size)


def setting(lines: tuple[str, ...], width: float) -> Title:
    shown = shortened(list(lines))
    widest = max(1.0, *(width_in_ems(line) for line in shown))
    return Title(shown, min(LARGEST, width / widest, TALLEST / (LEADING * len(shown))))


def shortened(lines: list[str]) -> list[str]:
    """At most as many lines as are legible one above the other."""
    most = int(TALLEST / (LEADING * SMALLEST))
    return lines if len(lines) <= most else [*lines[: most - 1], ELLIPSIS]


def wrapped(title: str, across: int) -> list[str]:
    """The title in lines of about so many characters; words stay whole unless they are endless."""
    if " " not in title and any(is_wide(character) for character in title):
        step = max(across // 2, 1)
        return [title[start : start + step] for start in range(0, len(title), step)]
    words = [part for word in title.split() for part in textwrap.wrap(word, LONGEST_WORD)]
    return textwrap.wrap(" ".join(words), across, break_long_words=False) or [title]


def byline_of(names: str, *, width: float) -> str:
    """As many of the names as fit on the line, from the first on."""
    fitting = int(width)
    line = names
    while line and width_in_ems(line) * SANS * BYLINE_SIZE > fitting:
        shorter = line.removesuffix(f", {ELLIPSIS}").removesuffix(ELLIPSIS)
        kept, comma, _ = shorter.rpartition(", ")
        line = f"{kept}, {ELLIPSIS}" if comma else f"{shorter[:-1].rstrip()}{ELLIPSIS}"
    return line


def is_wide(character: str) -> bool:
    return (
        "\u1100" <= character <= "\u11ff"
        or "\u2e80" <= character <= "\ud7ff"
        or "\uf900" <= character <= "\uffef"
    )


def width_in_ems(line: str) -> float:
    return sum(width_of(character) for character in line)


def width_of(character: str) -> float:
    if character in EM_OF:
        return EM_OF[character]
    if is_wide(character):
        return 1.0
    return 0.79 if character.isupper() else 0.63
