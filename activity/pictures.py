"""The picture of a member's year: the numbers, and the films that were rated highest."""

from __future__ import annotations

from django.conf import settings

from activity.queries.figures.whole import Figures
from films.models import Film
from reviews.pictures import colours
from reviews.pictures.canvas import MARGIN, WIDTH, Picture, brand, face_of, poster, sheet, text
from reviews.pictures.lettering import drawable, fitted, width_of, wrapped
from web.words import counted

FACE = 64
TITLE_SIZES = (76, 64, 52, 44)
FIRST_LINE, NUMBERS_LINE, POSTERS_TOP, FOOT = 194, 278, 322, 590
POSTER_WIDTH, GAP, MOST_POSTERS = 150, 18, 5
NAME_SIZE, NUMBER_SIZE, WORD_SIZE = 30, 52, 24


def picture_of_year(figures: Figures, year: int) -> Picture:
    """Needs figures that are not empty."""
    member = figures.source.member
    beside_face = MARGIN + FACE + 18
    words = drawable(member.name) or member.username
    name = wrapped(words, WIDTH - MARGIN - beside_face, NAME_SIZE, at_most=1, weight=600)[0]
    title = fitted(f"{year} in film", WIDTH - 2 * MARGIN, TITLE_SIZES, at_most=1)
    films = shown_films(figures)
    posters = [
        poster(film, MARGIN + place * (POSTER_WIDTH + GAP), POSTERS_TOP, POSTER_WIDTH, name=f"poster-{place}")
        for place, film in enumerate(films)
    ]
    left = MARGIN + len(films) * (POSTER_WIDTH + GAP) + 12
    return sheet(
        face_of(member, MARGIN, 44, FACE),
        text(name, beside_face, 86, NAME_SIZE, colours.TEXT_QUIET, weight=600),
        text(title.lines[0], MARGIN, FIRST_LINE, title.size, colours.TEXT, weight=600),
        numbers(figures),
        *posters,
        brand(settings.SITE_NAME, left if len(films) > 0 else MARGIN, FOOT - 44),
        glow=colours.AVATARS[member.tone],
    )


def shown_films(figures: Figures) -> list[Film]:
    """Rated highest; without ratings those of the first and the last day."""
    keys = [one.film for one in figures.catalogue.apart.get("highest", [])]
    moments = [moment.film for moment in (figures.diary.first, figures.diary.last) if moment]
    return [figures.films[key] for key in dict.fromkeys(keys or moments)][:MOST_POSTERS]


def numbers(figures: Figures) -> str:
    """ "214 films · 260 viewings · 431 hours", the numbers large."""
    found = figures.diary
    said = [counted(found.films, "film,films")]
    if not figures.source.of_marks:
        said.append(counted(found.viewings, "viewing,viewings"))
    if figures.catalogue.hours:
        said.append(counted(figures.catalogue.hours, "hour,hours"))
    if found.rated.average is not None:
        said.append(f"{found.rated.average / 2:.1f} stars on average")
    drawn, left = [], float(MARGIN)
    for one in said:
        number, _, words = one.partition(" ")
        drawn.append(text(number, left, NUMBERS_LINE, NUMBER_SIZE, colours.RATING, weight=600))
        left += width_of(number, NUMBER_SIZE, 600) + 12
        drawn.append(text(words, left, NUMBERS_LINE, WORD_SIZE, colours.TEXT_QUIET))
        left += width_of(words, WORD_SIZE) + 40
    return "".join(drawn)
