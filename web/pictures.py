"""The one door for uploaded pictures: checked, turned upright, stripped, re-encoded in fixed widths, named by content.

A picture is kept as files `<kind>/<name>-<width>.webp` and `.jpg`; models store the name alone.
"""

from __future__ import annotations

import hashlib
import io
import threading
import warnings
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

NAME_LENGTH = 32
MOST_PIXELS = 40_000_000
LEAST_SIDE = 16
ACCEPTED = {"JPEG": "JPEG", "PNG": "PNG", "WEBP": "WebP", "AVIF": "AVIF"}
MOST_STRETCHED = 10  # a strip of 16 by 20,000 pixels would take gigabytes at 800 across
RULE = (
    "Please choose a JPEG, PNG, WebP or AVIF picture of at most 8 MB and 40 megapixels, not a narrow strip."
)
FOR_GOOD = "public, max-age=31536000, immutable"  # how long a picture may be kept, being named by its content
BACKGROUND = (20, 16, 14)  # under transparent parts: the auditorium

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
ONE_AT_A_TIME = threading.Lock()  # a picture of 40 megapixels takes half a gigabyte while it is read


class NotAPicture(ValueError):
    """The upload is broken, too large, or of a type that is not accepted. The message says what is."""

    def __init__(self) -> None:
        super().__init__(RULE)


class StoreIsAway(Exception):
    """The place where pictures are kept does not answer, or refuses."""


@dataclass(frozen=True)
class Kind:
    """One use of pictures: the folder, the widths in pixels, and the shape (width : height, None keeps its own)."""

    folder: str
    widths: tuple[int, ...]
    shape: tuple[int, int] | None

    def url(self, name: str, width: int, suffix: str = "webp") -> str:
        return f"{settings.MEDIA_URL}{self.folder}/{name}-{width}.{suffix}"

    def srcset(self, name: str, suffix: str = "webp") -> str:
        return ", ".join(f"{self.url(name, width, suffix)} {width}w" for width in self.widths)


AVATAR = Kind("avatars", (96, 192, 384), (1, 1))
POSTER = Kind("posters", (150, 300, 600), (2, 3))
BACKDROP = Kind("backdrops", (800, 1600), None)
KINDS = {kind.folder: kind for kind in (AVATAR, POSTER, BACKDROP)}


def read_picture(upload: IO[bytes], size: int) -> Image.Image:
    """Returns the upload as an upright RGB picture without metadata; raises NotAPicture for anything else.

    The size in bytes and in pixels is judged before anything is decoded.
    """
    if not 0 < size <= settings.UPLOAD_BYTES:
        raise NotAPicture
    upload.seek(0)
    try:
        with (
            ONE_AT_A_TIME,
            warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning),
            Image.open(upload, formats=list(ACCEPTED)) as opened,
        ):
            if not has_fair_size(opened):
                raise NotAPicture
            opened.draft("RGB", (2400, 2400))
            opened.load()
            return flattened(ImageOps.exif_transpose(opened))
    except Exception as problem:  # decoders raise whatever they like on broken files
        raise NotAPicture from problem


def has_fair_size(picture: Image.Image) -> bool:
    shorter, longer = sorted(picture.size)
    return shorter >= LEAST_SIDE and longer <= MOST_STRETCHED * shorter and shorter * longer <= MOST_PIXELS


def flattened(picture: Image.Image) -> Image.Image:
    """The pixels alone, as RGB: no metadata, no transparency, no palette."""
    if picture.mode.startswith("I"):  # grey in 16 bits
        picture = picture.point(lambda grey: grey * (1 / 256)).convert("L")
    if not picture.has_transparency_data:
        flat = picture.convert("RGB")
        flat.info = {}
        return flat
    with_alpha = picture.convert("RGBA")
    flat = Image.new("RGB", picture.size, BACKGROUND)
    flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return flat


def keep_picture(picture: Image.Image, kind: Kind) -> str:
    """Stores every width of the picture in WebP and JPEG; returns its name. The same picture gives the same name."""
    shaped = ImageOps.fit(picture, fitting(picture.size, kind.shape)) if kind.shape else picture
    name = hashlib.sha256(shaped.tobytes() + repr((shaped.size, kind)).encode()).hexdigest()[:NAME_LENGTH]
    for width in kind.widths:
        across, down = kind.shape or shaped.size
        height = max(1, round(width * down / across))
        resized = shaped.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2)
        for suffix, content in encoded(resized).items():
            path = f"{kind.folder}/{name}-{width}.{suffix}"
            if not default_storage.exists(path):
                default_storage.save(path, ContentFile(content))
    return name


def drop_picture(name: str, kind: Kind) -> None:
    """Removes every width of a picture; whoever calls knows that nobody shows it any more."""
    for width in kind.widths:
        for suffix in ("webp", "jpg"):
            default_storage.delete(f"{kind.folder}/{name}-{width}.{suffix}")


def fitting(size: tuple[int, int], shape: tuple[int, int]) -> tuple[int, int]:
    """The largest size of this shape inside the picture."""
    width, height = size
    across, down = shape
    unit = min(width / across, height / down)
    return max(1, round(unit * across)), max(1, round(unit * down))


def encoded(picture: Image.Image) -> dict[str, bytes]:
    webp, jpeg = io.BytesIO(), io.BytesIO()
    picture.save(webp, "WEBP", quality=80, method=4)
    picture.save(jpeg, "JPEG", quality=82, progressive=True, optimize=True)
    return {"webp": webp.getvalue(), "jpg": jpeg.getvalue()}
