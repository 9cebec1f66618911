"""The eight duotones of the design board, and which of their colours words can stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

READABLE = 3.5


class Palette(NamedTuple):
    ground: str
    light: str
    shade: str

    def light_reads_on(self, grounds: Iterable[str]) -> bool:
        return all(contrast(self.light, ground) >= READABLE for ground in grounds)

    @property
    def words_on_shade(self) -> str:
        return self.light if self.light_reads_on((self.shade,)) else self.ground


PALETTES = (
    Palette("#c8452f", "#f3d9bd", "#7a1f16"),
    Palette("#7d1128", "#f0c27b", "#2c0a14"),
    Palette("#3e4a34", "#d8cf9b", "#161c14"),
    Palette("#1d3f5e", "#e6b566", "#0a1826"),
    Palette("#8a8f98", "#f2ead8", "#32363d"),
    Palette("#222222", "#e9e2d0", "#b33a2b"),
    Palette("#2f5d50", "#f2d7a4", "#10261f"),
    Palette("#d9c6a5", "#1f1c19", "#a8402d"),
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG counts it, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
