"""Words on pictures: which letters the font has, how wide they run, and where lines break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import fontpkg_source_serif_4 as source_serif
from PIL import ImageFont

FAMILY = source_serif.FAMILY
FILES = source_serif.ROOT / "files"
UPRIGHT, ITALIC = FILES / "SourceSerif4[opsz,wght].ttf", FILES / "SourceSerif4-Italic[opsz,wght].ttf"
SMALLEST_CUT, LARGEST_CUT = 8, 60  # the optical sizes the font has been drawn for
NO_LETTER = "\U0010ffff"
ELLIPSIS = "…"
BLANK_BEFORE_POINT = re.compile(r" ([.,;:!?…])")
LETTERS = ("L", "M", "N")


class Setting(NamedTuple):
    """Lines of words in one size."""

    lines: tuple[str, ...]
    size: int


@lru_cache(maxsize=64)
def face(size: int, weight: int, *, is_italic: bool = False) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(ITALIC if is_italic else UPRIGHT), size)
    font.set_variation_by_axes([weight, min(max(size, SMALLEST_CUT), LARGEST_CUT)])
    return font


def width_of(words: str, size: int, weight: int = 400, *, is_italic: bool = False) -> float:
    """How many pixels the words take."""
    return face(size, weight, is_italic=is_italic).getlength(words)


@lru_cache(maxsize=10_000)
def has_glyph(sign: str) -> bool:
    """Whether the font can draw it: what it cannot looks like the sign that nobody has."""
    font = face(20, 400)
    return sign.isspace() or bytes(font.getmask(sign)) != bytes(font.getmask(NO_LETTER))


def drawable(words: str) -> str:
    """The words on one line without the signs that the font lacks, such as emoji; nothing at all of a text in letters
    it does not have, since what is left of such a text says nothing."""
    line = " ".join(words.split())
    lacking = {sign for sign in set(line) if not has_glyph(sign)}
    if any(unicodedata.category(sign).startswith(LETTERS) for sign in lacking):
        return ""
    if not lacking:
        return line
    left = " ".join("".join(sign for sign in line if sign not in lacking).split())
    return BLANK_BEFORE_POINT.sub(r"\1", left)


def wrapped(words: str, width: float, size: int, *, at_most: int, weight: int = 400) -> tuple[str, ...]:
    """The words in lines no wider than this; what does not fit on so many lines ends in an ellipsis."""
    lines: list[str] = []
    line = ""
    for word in pieces_of(words, width, size, weight):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size, weight) > width:
            if len(lines) == at_most - 1:
                return (*lines, shortened(line, width, size, weight))
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


def pieces_of(words: str, width: float, size: int, weight: int) -> Iterable[str]:
    """The words; one that is wider than a line in pieces that are not."""
    for word in words.split():
        rest = word
        while width_of(rest, size, weight) > width:
            # As much as fits: half of it, and half again.
            low, high = 1, len(rest)
            while low < high:
                middle = (low + high + 1) // 2
                low, high = (
                    (middle, high) if width_of(rest[:middle], size, weight) <= width else (low, middle - 1)
                )
            yield rest[:low]
            rest = rest[low:]
        if rest:
            yield rest


def shortened(line: str, width: float, size: int, weight: int = 400) -> str:
    """The line with an ellipsis, without as many of its last words as it takes to fit."""
    while " " in line and width_of(f"{line} {ELLIPSIS}", size, weight) > width:
        line = line.rpartition(" ")[0]
    while len(line) > 1 and width_of(f"{line} {ELLIPSIS}", size, weight) > width:
        line = line[:-1]
    return f"{line} {ELLIPSIS}"


def fitted(words: str, width: float, sizes: Iterable[int], *, at_most: int, weight: int = 600) -> Setting:
    """The words in the first of these sizes, largest first, in which no word breaks and they take no more lines than
    this; else cut off in the last."""
    size = 0
    for size in sizes:
        lines = wrapped(words, width, size, at_most=at_most + 1, weight=weight)
        is_whole = all(width_of(word, size, weight) <= width for word in words.split())
        if is_whole and len(lines) <= at_most:
            return Setting(lines, size)
    return Setting(wrapped(words, width, size, at_most=at_most, weight=weight), size)
