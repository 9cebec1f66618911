"""Pictures that are shown wherever somebody shares a link: of a review, a film, a member; 1200 × 630 pixels.

Each is put together as SVG, which is quick, and drawn as PNG, which is not: whoever has the picture already is known by
the digest of the first, before the second is done.
"""

from __future__ import annotations

from reviews.pictures.canvas import HEIGHT, WIDTH, Picture, TooManyAtOnce
from reviews.pictures.of_films import picture_of_film
from reviews.pictures.of_members import picture_of_member
from reviews.pictures.of_reviews import picture_of_entry

__all__ = [
    "HEIGHT",
    "WIDTH",
    "Picture",
    "TooManyAtOnce",
    "picture_of_entry",
    "picture_of_film",
    "picture_of_member",
]
