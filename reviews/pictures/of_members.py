"""The picture of a member: face, name, what they did in numbers, and their favourites."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from accounts.models import Member
from films.models import Film
from reviews.models import MemberStats
from reviews.pictures import colours
from reviews.pictures.canvas import HEIGHT, MARGIN, WIDTH, Picture, brand, face_of, poster, sheet, text
from reviews.pictures.lettering import drawable, fitted
from web.words import counted

FACE = 132
NAME_SIZES = (76, 64, 52, 44)
POSTER_WIDTH, GAP = 176, 24
POSTERS_TOP = 262


def picture_of_member(member: Member, stats: MemberStats, favourites: Sequence[Film]) -> Picture:
    left, middle = MARGIN + FACE + 32, MARGIN + FACE / 2
    if not favourites:
        middle = HEIGHT / 2 - 30
    name = fitted(drawable(member.name) or member.username, WIDTH - MARGIN - left, NAME_SIZES, at_most=1)
    numbers = f"{counted(stats.films_count, 'film,films')} · {counted(stats.reviews_count, 'review,reviews')}"
    posters = [
        poster(
            film, MARGIN + number * (POSTER_WIDTH + GAP), POSTERS_TOP, POSTER_WIDTH, name=f"poster-{number}"
        )
        for number, film in enumerate(favourites[:4])
    ]
    return sheet(
        face_of(member, MARGIN, middle - FACE / 2, FACE),
        text(name.lines[0], left, middle + 10, name.size, colours.TEXT, weight=600),
        text(f"@{member.username} · {numbers}", left, middle + 56, 28, colours.TEXT_QUIET),
        *posters,
        brand(settings.SITE_NAME, *place_of_brand(has_posters=bool(posters))),
        glow=colours.AVATARS[member.tone],
    )


def place_of_brand(*, has_posters: bool) -> tuple[float, float]:
    """Below everything; where posters stand there, beside them."""
    return (MARGIN + 4 * (POSTER_WIDTH + GAP) + 16, 520) if has_posters else (MARGIN, 584)
