"""What a composition is given, and the few strokes it draws with."""

from __future__ import annotations

from typing import NamedTuple

from films.posters.palettes import Palette

# The picture as SVG, and the colours that reach under the words.
Drawing = tuple[str, tuple[str, ...]]


class Scene(NamedTuple):
    palette: Palette
    floor: float
    dice: bytes

    def roll(self, number: int, sides: int) -> int:
        """A throw from 0 to one less than the sides; throw 0 is the one of the design board."""
        return self.dice[2 + number] % sides


def circle(across: float, down: float, radius: float, colour: str) -> str:
    return f'<circle cx="{across:.0f}" cy="{down:.0f}" r="{radius:.1f}" fill="{colour}"/>'


def block(left: float, top: float, width: float, height: float, colour: str) -> str:
    return f'<path d="M{left:.0f} {top:.0f}h{width:.0f}v{height:.0f}h{-width:.0f}z" fill="{colour}"/>'


def land(top: float, colour: str, *, left: float = 0) -> str:
    """Everything from here down to the lower edge."""
    return block(left, top, 200 - left, 300 - top, colour)


def shape(path: str, colour: str) -> str:
    return f'<path d="{path}" fill="{colour}"/>'
