"""A review as other sites may embed it (oEmbed 1.0): a quotation in plain HTML, with no script and no frame."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html

from reviews.models import Entry
from reviews.pictures import HEIGHT, WIDTH
from reviews.quoting import first_words, said_of
from web.words import in_words

MOST_WORDS = 400  # characters
WIDEST, NARROWEST = 550, 200  # pixels
CACHE_SECONDS = 3600


def embedded(entry: Entry, request: HttpRequest) -> str:
    """The HTML: the first words, who wrote them about what, and how they rate it."""
    whole = request.build_absolute_uri
    rating = f", {in_words(entry.rating)}" if entry.rating else ""
    return format_html(
        '<blockquote cite="{url}"><p>{words}</p><footer>— <a href="{author_url}">{author}</a> on '
        '<a href="{url}"><cite>{film}</cite></a>{rating}</footer></blockquote>',
        url=whole(entry.url),
        words=first_words(entry, MOST_WORDS),
        author_url=whole(entry.author.url),
        author=entry.author.name,
        film=entry.film,
        rating=rating,
    )


def answer_about(entry: Entry, request: HttpRequest, *, width: int) -> dict[str, Any]:
    """What oEmbed 2.3.4 asks for of the type rich; the height is the consumer's to find, the text being theirs to set."""
    whole = request.build_absolute_uri
    return {
        "version": "1.0",
        "type": "rich",
        "title": said_of(entry),
        "author_name": entry.author.name,
        "author_url": whole(entry.author.url),
        "provider_name": settings.SITE_NAME,
        "provider_url": whole("/"),
        "cache_age": CACHE_SECONDS,
        "thumbnail_url": whole(f"{entry.url}share.png"),
        "thumbnail_width": WIDTH,
        "thumbnail_height": HEIGHT,
        "html": embedded(entry, request),
        "width": width,
        "height": None,
    }
