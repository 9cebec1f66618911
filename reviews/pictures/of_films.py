"""The picture of a film: title, year, who directed it, and what all think of it, beside the poster."""

from __future__ import annotations

from django.conf import settings

from films.models import Film
from reviews.models import FilmStats
from reviews.pictures import colours
from reviews.pictures.canvas import MARGIN, Picture, brand, poster, sheet, stars, text
from reviews.pictures.lettering import drawable, wrapped
from reviews.pictures.of_reviews import (
    FIRST_LINE,
    FOOT,
    MOST_WORDS,
    POSTER_LEFT,
    POSTER_TOP,
    POSTER_WIDTH,
    ROOM,
    heading,
    paragraph,
)

RAISED = 60  # there is no author above the title


def picture_of_film(film: Film, stats: FilmStats) -> Picture:
    """The average in stars, where it is published."""
    title, height = heading(film.title, film.year)
    line = FIRST_LINE + height + 58
    directors = drawable(film.directed_by)
    made = wrapped(f"Directed by {directors}", ROOM, 30, at_most=1)[0] if directors else ""
    rated = ""
    if stats.average is not None:
        rated = stars(round(stats.average), MARGIN, line + 28, 38)
        rated += text(f"{stats.average / 2:.1f}", MARGIN + 236, line + 60, 36, colours.TEXT, weight=600)
    top = line + (124 if rated else 64)
    about = paragraph(drawable(film.tagline or film.synopsis[:MOST_WORDS]), top, colours.TEXT_QUIET)
    return sheet(
        f'<g transform="translate(0 {-RAISED})">',
        title,
        text(made, MARGIN, line, 30, colours.TEXT_QUIET),
        rated,
        about,
        "</g>",
        poster(film, POSTER_LEFT, POSTER_TOP, POSTER_WIDTH),
        brand(settings.SITE_NAME, MARGIN, FOOT),
        glow=colours.TONES[film.tone],
    )
