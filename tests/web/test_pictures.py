"""The one door for uploaded pictures."""

from __future__ import annotations

import io
import re
import time

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from tests.pictures import BLUE, HOSTILE, RED, a_photograph_on_its_side, a_picture, a_png_that_says_it_is
from web.pictures import AVATAR, BACKDROP, POSTER, RULE, NotAPicture, drop_picture, keep_picture, read_picture


def read(content: bytes) -> Image.Image:
    return read_picture(io.BytesIO(content), len(content))


def stored() -> dict[str, Image.Image]:
    """Every file in the storage, opened."""
    return {
        f"{folder}/{name}": Image.open(default_storage.open(f"{folder}/{name}"))
        for folder in default_storage.listdir(".")[0]
        for name in default_storage.listdir(folder)[1]
    }


def is_like(colour: tuple[int, int, int], pixel: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(colour, pixel, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_four_types_are_accepted(kind):
    picture = read(a_picture(kind))

    assert (picture.size, picture.mode) == ((200, 200), "RGB")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_write_pixels_becomes_rgb(mode):
    assert read(a_picture("PNG", mode=mode)).mode == "RGB"


def test_cmyk_becomes_rgb():
    content = io.BytesIO()
    Image.new("CMYK", (200, 200)).save(content, "JPEG")

    assert read(content.getvalue()).mode == "RGB"


def test_grey_in_sixteen_bits_stays_grey():
    content = io.BytesIO()
    Image.new("I;16", (64, 64), 40_000).save(content, "PNG")

    assert read(content.getvalue()).getpixel((0, 0)) == (156, 156, 156)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused_with_the_rule(name):
    with pytest.raises(NotAPicture, match=re.escape(RULE)):
        read(HOSTILE[name])


@pytest.mark.alone
def test_a_bomb_is_refused_before_it_is_decoded():
    started = time.perf_counter()

    with pytest.raises(NotAPicture):
        read(a_png_that_says_it_is(30_000, 30_000))

    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize(("size", "is_accepted"), [((8_000, 5_000), True), ((8_001, 5_000), False)])
def test_forty_megapixels_is_the_most(size, is_accepted):
    content = a_picture("PNG", size, mode="1")

    if is_accepted:
        assert read(content).size == size
    else:
        with pytest.raises(NotAPicture):
            read(content)


def test_more_than_eight_megabytes_are_refused_unread(settings):
    class Unreadable(io.BytesIO):
        def read(self, size=-1):
            raise AssertionError("It was read.")

    with pytest.raises(NotAPicture):
        read_picture(Unreadable(), settings.UPLOAD_BYTES + 1)


def test_only_the_first_frame_of_a_moving_picture_is_taken():
    frames = [Image.new("RGB", (100, 100), colour) for colour in (RED, BLUE)]
    content = io.BytesIO()
    frames[0].save(content, "WEBP", save_all=True, append_images=frames[1:], duration=100)

    assert is_like(RED, read(content.getvalue()).getpixel((50, 50)))


def test_a_picture_is_turned_upright_and_forgets_where_it_was_taken():
    picture = read(a_photograph_on_its_side())
    keep_picture(picture, BACKDROP)

    assert picture.size == (200, 300)
    assert is_like(RED, picture.getpixel((100, 50)))
    assert is_like(BLUE, picture.getpixel((100, 250)))
    for kept in stored().values():
        assert dict(kept.getexif()) == {}
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(kept.info)


def test_transparent_parts_get_the_colour_of_the_auditorium():
    assert is_like((20, 16, 14), read(a_picture("PNG", mode="RGBA")).getpixel((100, 100)))


@pytest.mark.parametrize(("kind", "shape"), [(AVATAR, 1), (POSTER, 1.5)])
def test_every_width_is_kept_in_two_types_and_cut_to_shape(kind, shape):
    name = keep_picture(read(a_picture("PNG", (900, 500))), kind)

    kept = stored()
    assert set(kept) == {
        f"{kind.folder}/{name}-{width}.{suffix}" for width in kind.widths for suffix in ("webp", "jpg")
    }
    for path, picture in kept.items():
        width = int(re.search(r"-(\d+)\.", path)[1])
        assert picture.size == (width, round(width * shape))


def test_the_name_is_of_the_content():
    one, same, other = (
        keep_picture(read(content), AVATAR)
        for content in (a_picture("PNG"), a_picture("WEBP", lossless=True), a_photograph_on_its_side())
    )

    assert one == same != other
    assert re.fullmatch(r"[0-9a-f]{32}", one)


def test_a_dropped_picture_leaves_nothing():
    drop_picture(keep_picture(read(a_picture()), AVATAR), AVATAR)

    assert stored() == {}


def test_dropping_what_is_not_there_is_no_fault():
    drop_picture("0" * 32, AVATAR)


def test_a_kept_picture_is_served_for_good_and_cannot_run_anything(client):
    response = client.get(AVATAR.url(keep_picture(read(a_picture()), AVATAR), 192))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/webp"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"


@pytest.mark.parametrize(
    "path",
    [
        "avatars/" + "0" * 32 + "-192.webp",
        "avatars/" + "0" * 32 + "-193.webp",
        "avatars/" + "0" * 32 + "-192.svg",
        "avatars/..%2f..%2fsecret-key",
        "avatars/../secret-key",
        "secrets/" + "0" * 32 + "-192.webp",
        "avatars/x.webp",
    ],
)
def test_no_other_file_is_served(client, path):
    assert client.get(f"/media/{path}").status_code == 404
