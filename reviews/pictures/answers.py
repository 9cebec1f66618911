"""A drawn picture as the answer to a request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.pictures.canvas import Picture, TooManyAtOnce
from web.caching import for_everybody
from web.middleware import busy_answer

CONTENT = {"content_type": "image/png", "headers": {"Content-Security-Policy": "sandbox; default-src 'none'"}}


def drawn(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Drawn only for whoever does not have it. Who asks while too many do is told to ask again."""
    try:
        return for_everybody(
            request, lambda: HttpResponse(picture.png(), **CONTENT), etag=f'"{picture.digest}"'
        )
    except TooManyAtOnce as problem:
        return busy_answer(request, repr(problem))
