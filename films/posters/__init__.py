"""Drawn posters: for every film without a picture a duotone composition with its title, director and year, as SVG.

Which palette and composition a film has follows from its title and year. The composition stands above the title, and
whatever reaches under the words is of one colour on which they read, so nothing needs a veil.
"""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import escape

from films.posters.compositions import COMPOSITIONS
from films.posters.drawing import Scene
from films.posters.lettering import Title, byline_of, set_title
from films.posters.palettes import PALETTES, Palette

__all__ = ["drawn_poster", "drawn_poster_digest", "tone_of"]

VERSION = 2
WIDTH, HEIGHT, MARGIN = 200, 300, 14
LAST_BASELINE, BYLINE_BASELINE = HEIGHT - 38, HEIGHT - 16
SPACE_ABOVE_TITLE = 14
SERIF = "Iowan Old Style,Palatino Linotype,Palatino,URW Palladio L,P052,Georgia,serif"
SANS = "system-ui,sans-serif"

# These films have the posters of the design board: the palette and the composition of this number, as drawn there.
ON_THE_BOARD: dict[tuple[str, int | None], int] = {
    ("Her", 2013): 0,
    ("In the Mood for Love", 2000): 1,
    ("Paterson", 2016): 1,
    ("Stalker", 1979): 2,
    ("Solaris", 1972): 3,
    ("Playtime", 1967): 4,
    ("Alphaville", 1965): 5,
    ("Yi Yi", 2000): 6,
    ("Cléo from 5 to 7", 1962): 7,
}
DICE_OF_THE_BOARD = bytes(32)


def dice_of(title: str, year: int | None) -> bytes:
    """Thirty-two throws that are always the same for one film."""
    return hashlib.sha256(f"2973:{title}:{year or ''}".encode()).digest()


def tone_of(title: str, year: int | None) -> int:
    """Which palette this film's poster has, 0 to 7."""
    return ON_THE_BOARD.get((title, year), dice_of(title, year)[0] % len(PALETTES))


def drawn_poster_digest(title: str, directed_by: str, year: int | None) -> str:
    """Changes with everything the poster shows, so that its address may be cached for good."""
    return hashlib.sha256(f"{VERSION}|{title}|{directed_by}|{year}".encode()).hexdigest()[:12]


def drawn_poster(title: str, directed_by: str, year: int | None) -> str:
    """Returns the poster as an SVG document of 200 × 300 units."""
    lettering = set_title(title, width=WIDTH - 2 * MARGIN)
    floor = LAST_BASELINE - lettering.height - SPACE_ABOVE_TITLE
    palette = PALETTES[tone_of(title, year)]
    picture, words = composed(title, year, palette, floor)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette.ground}"/>{picture}'
        f'<g fill="{words}">{drawn_title(lettering)}{drawn_byline(directed_by, year)}</g></svg>'
    )


def composed(title: str, year: int | None, palette: Palette, floor: float) -> tuple[str, str]:
    """The picture, and the colour of the words on it."""
    number = ON_THE_BOARD.get((title, year))
    dice = dice_of(title, year) if number is None else DICE_OF_THE_BOARD
    composition = COMPOSITIONS[dice[1] % len(COMPOSITIONS) if number is None else number]
    scene = Scene(palette, floor, dice)
    picture, grounds = composition(scene)
    if dice[31] % 2:
        picture = f'<g transform="matrix(-1 0 0 1 {WIDTH} 0)">{picture}</g>'
    if palette.light_reads_on(grounds):
        return picture, palette.light
    plinth = f'<path d="M0 {floor:.0f}H{WIDTH}V{HEIGHT}H0z" fill="{palette.shade}"/>'
    return picture + plinth, palette.words_on_shade


def drawn_title(title: Title) -> str:
    top = LAST_BASELINE - (len(title.lines) - 1) * title.leading
    lines = "".join(
        f'<text x="{MARGIN}" y="{top + number * title.leading:.1f}">{escape(line)}</text>'
        for number, line in enumerate(title.lines)
    )
    return f'<g font-family="{SERIF}" font-size="{title.size:.1f}" font-weight="600" letter-spacing="-.5">{lines}</g>'


def drawn_byline(directed_by: str, year: int | None) -> str:
    names = escape(byline_of(directed_by, width=WIDTH - 2 * MARGIN - (34 if year else 0)))
    return (
        f'<g font-family="{SANS}" font-size="10"><text x="{MARGIN}" y="{BYLINE_BASELINE}">{names}</text>'
        f'<text x="{WIDTH - MARGIN}" y="{BYLINE_BASELINE}" text-anchor="end">{year or ""}</text></g>'
    )
