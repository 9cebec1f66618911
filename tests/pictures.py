"""Picture files for tests: good ones, broken ones and hostile ones."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)
ORIENTATION, GPS = 0x0112, 0x8825


def a_picture(
    kind: str = "PNG", size: tuple[int, int] = (200, 200), mode: str = "RGB", **options: object
) -> bytes:
    content = io.BytesIO()
    Image.new(mode, size, RED if mode == "RGB" else None).save(content, kind, **options)
    return content.getvalue()


def a_photograph_on_its_side() -> bytes:
    """Red above blue once turned upright, taken at a place on earth."""
    lying = Image.new("RGB", (300, 200), RED)
    lying.paste(BLUE, (150, 0, 300, 200))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (59.0, 19.0, 46.0)
    content = io.BytesIO()
    lying.save(content, "JPEG", exif=exif, quality=95)
    return content.getvalue()


def a_png_that_says_it_is(width: int, height: int) -> bytes:
    """A few bytes that ask for a great deal of memory."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def a_photograph_with_a_broken_note() -> bytes:
    """Its EXIF asks for a turn and says in letters how wide it is: writing the note back fails."""
    notes = [(ORIENTATION, 3, 1, b"\x06\0\0\0"), (0x0100, 2, 2, b"x\0\0\0")]
    listed = b"".join(
        struct.pack("<HHI", tag, kind, count) + value for tag, kind, count, value in sorted(notes)
    )
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(notes)) + listed + b"\0" * 4
    plain = a_picture("JPEG")
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><script>alert(1)</script></svg>'
HOSTILE = {
    "text with a picture's name": b"This is only text.\n" * 100,
    "HTML": b"<!doctype html><script>alert(1)</script>",
    "SVG": SVG,
    "empty": b"",
    "cut off": a_picture("JPEG", (800, 800))[:400],
    "a PNG cut off": a_picture("PNG", (800, 800))[:100],
    "a PNG without pixels": a_png_that_says_it_is(200, 200),
    "30,000 by 30,000": a_png_that_says_it_is(30_000, 30_000),
    "2^31 by 1": a_png_that_says_it_is(2**31 - 1, 1),
    "nothing by nothing": a_png_that_says_it_is(0, 0),
    "a strip": a_picture("PNG", (16, 3_000)),
    "an AVIF with broken colours": a_picture("AVIF")[:-30] + b"\xff" * 30,
    "a photograph with a broken note": a_photograph_with_a_broken_note(),
    "too small to see": a_picture("PNG", (4, 4)),
    "GIF": a_picture("GIF"),
    "BMP": a_picture("BMP"),
    "TIFF": a_picture("TIFF"),
    "PDF": a_picture("PDF"),
    "ICO": a_picture("ICO"),
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 200 200\n(/etc/passwd) run\n",
    "a shell script": b"#!/bin/sh\nrm -rf /\n",
}
