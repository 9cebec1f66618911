"""The larger parts that pages have many of, such as reviews: templates in Jinja2, because those are compiled.

A page with six reviews spent half of its rendering on them in Django's templates. Parts know nothing but what they are
given, and ask the database for nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from jinja2 import ChainableUndefined, Environment, FileSystemLoader

from web import markup, words

DIRECTORY = settings.BASE_DIR / "parts"


@lru_cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(DIRECTORY),
        autoescape=True,
        auto_reload=settings.DEBUG,
        undefined=ChainableUndefined,
    )
    made.globals |= {
        name: getattr(markup, name)
        for name in ("icon", "stars", "day", "moment", "avatar", "poster", "links", "cast")
    }
    made.globals |= {"sign_in_url": resolve_url(settings.LOGIN_URL), "rating_choices": words.RATING_CHOICES}
    made.filters["counted"] = words.counted
    return made


def rendered(which: str, /, **named: Any) -> SafeString:
    """The part `parts/<which>.html` with these names; raises TemplateNotFound."""
    return SafeString(environment().get_template(f"{which}.html").render(named))


def part_answer(request: HttpRequest, which: str, *, status: int = 200, **named: Any) -> HttpResponse:
    """A part alone, for a page that puts it in its place."""
    token = SimpleLazyObject(lambda: get_token(request))
    return HttpResponse(rendered(which, csrf_token=token, **named), status=status)
