"""Uploaded posters and backdrops in WebP, with JPEG for browsers that do not know it; drawn posters as they are."""

from __future__ import annotations

import io

from PIL import Image

from films.actions.films import set_backdrop, set_poster
from tests.films.pages import page_of
from tests.pictures import a_picture


def opened(size: tuple[int, int]) -> Image.Image:
    return Image.open(io.BytesIO(a_picture(size=size)))


def test_an_uploaded_poster_comes_in_both_kinds(her):
    set_poster(her, opened((600, 900)))
    page = page_of(her)

    assert f'<source type="image/webp" srcset="{her.poster_srcset}"' in page
    assert f'src="{her.poster_src}"' in page
    assert her.poster_src.endswith(".jpg")


def test_a_backdrop_comes_in_both_kinds_cut_where_its_subject_is(her):
    her.backdrop_focus = 15
    her.save(update_fields=["backdrop_focus"])
    set_backdrop(her, opened((1600, 900)))
    page = page_of(her)

    assert f'<source type="image/webp" srcset="{her.backdrop_srcset}"' in page
    assert f'<img class="backdrop__picture focus-3" src="{her.backdrop_src}"' in page


def test_a_drawn_poster_needs_no_other_kinds(her):
    assert "<picture>" not in page_of(her)
