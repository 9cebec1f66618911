"""The picture of an entry: film, stars, author and the first words, beside the poster."""

from __future__ import annotations

from django.conf import settings

from reviews.models import Entry
from reviews.pictures import colours
from reviews.pictures.canvas import HEART, MARGIN, Picture, brand, face_of, icon, poster, sheet, stars, text
from reviews.pictures.lettering import drawable, fitted, shortened, width_of, wrapped
from reviews.quoting import first_words, is_withheld

POSTER_WIDTH = 300
POSTER_LEFT, POSTER_TOP = 1200 - MARGIN - POSTER_WIDTH, 90
ROOM = POSTER_LEFT - MARGIN - 56  # what the words have beside the poster
TITLE_SIZES = (84, 72, 60, 50, 42)
FIRST_LINE, LAST_LINE, FOOT = 172, 528, 584
WORD_SIZES = (40, 36, 32, 30)
MOST_WORDS = 420  # characters; more never fits
FACE = 56


def picture_of_entry(entry: Entry) -> Picture:
    """Needs the author, the film and `with_author_liked_film()`."""
    film = entry.film
    title, height = heading(film.title, film.year)
    below = FIRST_LINE + height + 30
    rated = stars(entry.rating, MARGIN, below, 38) if entry.rating else ""
    across = MARGIN + (232 if entry.rating else 0)
    liked = icon(HEART, across, below + 3, 34, colours.LIKE) if entry.author_liked_film else ""  # type: ignore[attr-defined]
    top = below + (88 if rated or liked else 34)
    return sheet(
        author_line(entry),
        title,
        rated,
        liked,
        quotation(entry, top),
        poster(film, POSTER_LEFT, POSTER_TOP, POSTER_WIDTH),
        brand(settings.SITE_NAME, MARGIN, FOOT),
        glow=colours.TONES[film.tone],
    )


def author_line(entry: Entry) -> str:
    author, kind = entry.author, "Review by" if entry.is_review else "Seen by"
    name = drawable(author.name) or author.username
    left, baseline = MARGIN + FACE + 18, 104
    across = left + width_of(f"{kind} ", 28)
    if width_of(name, 28, 600) > MARGIN + ROOM - across:
        name = shortened(name, MARGIN + ROOM - across, 28, 600)
    return (
        face_of(author, MARGIN, baseline - 37, FACE)
        + text(kind, left, baseline, 28, colours.TEXT_QUIET)
        + text(name, across, baseline, 28, colours.TEXT, weight=600)
    )


def heading(title: str, year: int | None) -> tuple[str, float]:
    """The title as large as it fits, with the year behind it, and how far below FIRST_LINE its last line stands."""
    shown = drawable(title)
    if not shown:
        return (text(str(year or ""), MARGIN, FIRST_LINE + 30, 60, colours.TEXT_FAINT, weight=600), 30.0)
    lines, size = fitted(shown, ROOM, TITLE_SIZES, at_most=3 if len(shown) > 40 else 2)
    top, leading = FIRST_LINE + size * 0.72, size * 1.06
    drawn = [
        text(line, MARGIN, top + number * leading, size, colours.TEXT, weight=600)
        for number, line in enumerate(lines)
    ]
    last = top + (len(lines) - 1) * leading
    if year:
        small = max(28, round(size * 0.42))
        behind = MARGIN + width_of(lines[-1], size, 600) + 18
        if behind + width_of(str(year), small, 600) > MARGIN + ROOM:
            behind, last = MARGIN, last + small * 1.5
        drawn.append(text(str(year), behind, last, small, colours.TEXT_FAINT, weight=600))
    return "".join(drawn), last - FIRST_LINE


def quotation(entry: Entry, top: float) -> str:
    """The first words, larger where they are few; of what gives things away only that it does."""
    colour = colours.TEXT_FAINT if is_withheld(entry) else colours.TEXT_QUIET
    return paragraph(drawable(first_words(entry, MOST_WORDS)), top, colour)


def paragraph(words: str, top: float, colour: str) -> str:
    """Words in the largest size in which all of them have room, from here down to LAST_LINE; else cut off."""
    for size in WORD_SIZES:
        leading = size * 1.42
        room = max(1, int((LAST_LINE - top) // leading) + 1)
        lines = wrapped(words, ROOM, size, at_most=room + 1)
        if len(lines) <= room:
            break
    else:
        lines = wrapped(words, ROOM, size, at_most=room)
    return "".join(
        text(line, MARGIN, top + size * 0.3 + number * leading, size, colour)
        for number, line in enumerate(lines)
    )
