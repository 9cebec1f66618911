"""The colours of drawn pictures, and how their words break."""

from __future__ import annotations

import math
import re

from reviews.pictures import colours
from reviews.pictures.lettering import fitted, width_of, wrapped


def linear_to_srgb(channel: float) -> int:
    light = min(1.0, max(0.0, channel))
    return round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


def in_srgb(lightness: float, chroma: float, hue: float) -> str:
    """An oklch colour as CSS Color 4 (section 10.1) turns it into sRGB."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long, middle, short = (
        (lightness + one * a + other * b) ** 3
        for one, other in (
            (0.3963377774, 0.2158037573),
            (-0.1055613458, -0.0638541728),
            (-0.0894841775, -1.291485548),
        )
    )
    channels = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
    )
    return "#" + "".join(f"{linear_to_srgb(channel):02x}" for channel in channels)


def test_pictures_have_the_colours_of_the_pages(settings):
    tokens = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    one_of = {
        name: f"{name}: (?:light-dark\\([^)]*\\), )?oklch\\(([\\d. ]+)\\)"
        for name in ("--bg", "--ink", "--lamp")
    }
    dark = {name: in_srgb(*map(float, re.search(form, tokens)[1].split())) for name, form in one_of.items()}
    tones, faces = (
        tuple(
            in_srgb(*map(float, found.split()))
            for found in re.findall(rf"--{name}-\d+: oklch\(([\d. ]+)\)", tokens)
        )
        for name in ("tone", "avatar")
    )

    assert dark == {"--bg": colours.PAGE, "--ink": colours.TEXT, "--lamp": colours.RATING}
    assert (tones, faces) == (colours.TONES, colours.AVATARS)


def test_words_break_where_they_have_room():
    lines = wrapped("one two three four five six seven eight nine ten " * 4, 300, 30, at_most=3)
    endless = wrapped("w" * 200, 300, 30, at_most=2)

    assert len(lines) == 3
    assert lines[-1].endswith(" …")
    assert all(width_of(line, 30) <= 300 for line in (*lines, *endless))
    assert fitted("Her", 500, (80, 40), at_most=2).size == 80
    assert fitted("Extraordinarily", 300, (80, 40), at_most=2).size == 40
