"""The sheet a share picture is put together on, and what all of them have: ground, words, stars, faces, posters."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import threading
from html import unescape
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.core.files.storage import default_storage

from accounts.models import Member
from films.models import Film
from films.posters import drawn_poster
from reviews.pictures import colours
from reviews.pictures.lettering import FAMILY, ITALIC, UPRIGHT, drawable, width_of
from web import pictures

WIDTH, HEIGHT, MARGIN = 1200, 630, 64
VERSION = 1
DRAWER, LONGEST = Path(__file__).with_name("drawer.py"), 5  # seconds
ONE_AT_A_TIME = threading.Lock()  # so that however many are asked for, one processor of each process draws
PLACES = threading.BoundedSemaphore(
    3
)  # and those who wait for it leave the other threads to the rest of the site
MOST_KEPT = 32  # of about 100 kB: a link that is shared now is asked for by many at once
kept: dict[str, bytes] = {}

# As in static/icons.svg, 24 across.
STAR = "M12 2.5l3.1 6.4 7 .9-5.1 4.9 1.3 6.9L12 18.2l-6.3 3.4L7 14.7 1.9 9.8l7-.9z"
HEART = "M12 20.5S3 15 3 8.9A4.9 4.9 0 0 1 12 6a4.9 4.9 0 0 1 9 2.9c0 6.1-9 11.6-9 11.6z"
LAMP = "M4 5h16a8 8 0 0 1-16 0z"
BEAMS = "M9.4 15.2 7 21M12 15.8V22M14.6 15.2 17 21"
ICON = 24
WORDS_OF_A_POSTER = re.compile(r"(<text[^>]*>)([^<]*)(</text>)")
POSTER_FILE = f"{{}}-{pictures.POSTER.widths[-1]}.jpg"
AVATAR_FILE = f"{{}}-{pictures.AVATAR.widths[-1]}.jpg"


class TooManyAtOnce(Exception):
    """As many pictures are being drawn as this process draws and lets wait."""


class Picture(NamedTuple):
    """A picture that is put together and not drawn yet."""

    svg: str

    @property
    def digest(self) -> str:
        """Changes with everything that is to be seen."""
        return hashlib.blake2b(f"{VERSION}{self.svg}".encode(), digest_size=12).hexdigest()

    def png(self) -> bytes:
        """As it was drawn lately, or is now. Raises TooManyAtOnce."""
        digest = self.digest
        drawn = kept.get(digest)
        if drawn is not None:
            return drawn
        if not PLACES.acquire(blocking=False):
            raise TooManyAtOnce
        try:
            with ONE_AT_A_TIME:
                kept[digest] = drawn = kept.get(digest) or self.drawn()
                while len(kept) > MOST_KEPT:
                    del kept[next(iter(kept))]
                return drawn
        finally:
            PLACES.release()

    def drawn(self) -> bytes:
        asked = {
            "svg_string": self.svg,
            "skip_system_fonts": True,  # the same picture on every machine
            "font_files": [str(UPRIGHT), str(ITALIC)],
            "font_family": FAMILY,
            "serif_family": FAMILY,
            "sans_serif_family": FAMILY,
        }
        drawing = [sys.executable, "-I", str(DRAWER)]
        try:
            return subprocess.run(  # noqa: S603  our own words alone
                drawing, input=json.dumps(asked).encode(), stdout=subprocess.PIPE, timeout=LONGEST, check=True
            ).stdout
        except subprocess.TimeoutExpired as problem:
            raise TooManyAtOnce from problem


def sheet(*things: str, glow: str = colours.LIKE) -> Picture:
    """The dark auditorium with these things in it; `glow` is the colour that the screen throws on it."""
    # No larger than it shines: a gradient over the whole sheet is half of all the work.
    ground = (
        '<radialGradient id="glow" gradientUnits="userSpaceOnUse" cx="140" cy="0" r="420" '
        f'gradientTransform="matrix(1.5 0 0 1 -70 0)"><stop stop-color="{glow}" stop-opacity="0.26"/>'
        f'<stop offset="1" stop-color="{glow}" stop-opacity="0"/></radialGradient>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours.PAGE}"/>'
        '<rect width="770" height="420" fill="url(#glow)"/>'
    )
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="{FAMILY}">'
        f"{ground}{''.join(things)}</svg>"
    )


def text(words: str, left: float, baseline: float, size: int, colour: str, *, weight: int = 400) -> str:
    return (
        f'<text x="{left:.1f}" y="{baseline:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(words)}</text>"
    )


def icon(path: str, left: float, top: float, size: float, colour: str) -> str:
    return f'<path transform="translate({left:.1f} {top:.1f}) scale({size / ICON:.3f})" d="{path}" fill="{colour}"/>'


def stars(rating: int, left: float, top: float, size: float) -> str:
    """A rating in half-stars as five stars, those not given faint."""
    step = size * 1.12
    drawn = [icon(STAR, left + step * number, top, size, colours.LINE) for number in range(5)]
    lit = [icon(STAR, left + step * number, top, size, colours.RATING) for number in range(-(-rating // 2))]
    across = step * (rating // 2) + (size / 2 if rating % 2 else 0)
    clip = f'<clipPath id="lit"><rect x="{left:.1f}" y="{top:.1f}" width="{across:.1f}" height="{size * 1.1:.1f}"/></clipPath>'
    return f'{"".join(drawn)}{clip}<g clip-path="url(#lit)">{"".join(lit)}</g>'


def brand(name: str, left: float, baseline: float) -> str:
    """The lamp and the name of the site."""
    lamp = (
        f'<g transform="translate({left:.1f} {baseline - 23:.1f}) scale(1.2)"><path d="{LAMP}" fill="{colours.RATING}"/>'
        f'<path d="{BEAMS}" fill="none" stroke="{colours.RATING}" stroke-width="1.8" stroke-linecap="round"/></g>'
    )
    return lamp + text(drawable(name), left + 40, baseline, 26, colours.TEXT_QUIET, weight=600)


def face_of(member: Member, left: float, top: float, size: float) -> str:
    """The member's picture in a circle, or the initial on their colour."""
    middle, radius = (left + size / 2, top + size / 2), size / 2
    circle = f'<circle cx="{middle[0]:.1f}" cy="{middle[1]:.1f}" r="{radius:.1f}"'
    kept = (
        kept_picture(f"{pictures.AVATAR.folder}/{AVATAR_FILE.format(member.avatar)}") if member.avatar else ""
    )
    if kept:
        clip = f'<clipPath id="face">{circle}/></clipPath>'
        return clip + image(kept, left, top, size, size, clip="face")
    letter, points = drawable(member.initial), round(size * 0.44)
    initial = text(
        letter,
        middle[0] - width_of(letter, points, 600) / 2,
        middle[1] + points * 0.34,
        points,
        colours.AVATAR_TEXT,
        weight=600,
    )
    return f'{circle} fill="{colours.AVATARS[member.tone]}"/>{initial}'


def poster(film: Film, left: float, top: float, width: float, *, name: str = "poster") -> str:
    """The film's poster, or the drawn one, with a hairline edge; `name` is its own among those of one sheet."""
    height = width * 1.5
    frame = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" rx="6"'
    clip = f'<clipPath id="{name}"><rect {frame}/></clipPath>'
    edge = f'<rect {frame} fill="none" stroke="#fff" stroke-opacity="0.13"/>'
    kept = kept_picture(f"{pictures.POSTER.folder}/{POSTER_FILE.format(film.poster)}") if film.poster else ""
    if kept:
        return clip + image(kept, left, top, width, height, clip=name) + edge
    drawn = WORDS_OF_A_POSTER.sub(
        lambda found: f"{found[1]}{escape(drawable(unescape(found[2])))}{found[3]}",
        drawn_poster(film.title, film.directed_by, film.year),
    )
    place = f'transform="translate({left:.1f} {top:.1f}) scale({width / 200:.3f})"'
    return f'{clip}<g clip-path="url(#{name})"><g {place}>{drawn}</g></g>{edge}'


def image(kept: str, left: float, top: float, width: float, height: float, *, clip: str) -> str:
    place = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<image {place} preserveAspectRatio="xMidYMid slice" clip-path="url(#{clip})" href="{kept}"/>'


def kept_picture(path: str) -> str:
    """A picture of ours as an address that holds it; "" where the store does not have it or does not answer."""
    try:
        with default_storage.open(path) as file:
            content = file.read()
    except (OSError, pictures.StoreIsAway):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}"
