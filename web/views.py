"""Pages that belong to no app: the keys, health, pictures, errors."""

from __future__ import annotations

import re
import sys

from django.core.files.storage import default_storage
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from web import pictures
from web.middleware import BUSY, busy_answer

PICTURE_NAME = re.compile(rf"[0-9a-f]{{{pictures.NAME_LENGTH}}}-(?P<width>\d{{2,4}})\.(?P<suffix>webp|jpg)\Z")
SITEMAP = "/sitemap.xml"
# Forms and what belongs to one person. Pages of private members are not named here: they say so themselves.
NOT_FOR_ROBOTS = (
    "/accounts/",
    "/admin/",
    "/settings/",
    "/log/",
    "/entries/",
    "/preview/",
    "/film/*/log/",
    "/@*/with/",
    "/film/*/forget/",
    "/report/",
    "/decisions/",
)
CONTENT_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}


@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    return render(request, "web/keyboard.html")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers and its database too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = [f"Disallow: {address}" for address in NOT_FOR_ROBOTS]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {request.build_absolute_uri(SITEMAP)}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For browsers that ask without being told, as on pages of the admin."""
    return redirect(static("favicon.svg"))


@require_safe
def picture(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """A kept picture. Its name is of its content, so it never changes."""
    match = PICTURE_NAME.match(name)
    kind = pictures.KINDS.get(folder)
    if not match or not kind or int(match["width"]) not in kind.widths:
        raise Http404
    try:
        file = default_storage.open(f"{folder}/{name}")
    except FileNotFoundError as problem:
        raise Http404 from problem
    return FileResponse(
        file,
        content_type=CONTENT_TYPES[match["suffix"]],
        headers={
            "Cache-Control": pictures.FOR_GOOD,
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("403.html"), status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("404.html"), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """What no view raised, as when the session is saved, may still be the database that did not answer."""
    problem = sys.exception()
    if isinstance(problem, BUSY):
        return busy_answer(request, problem)
    return HttpResponse(render_to_string("500.html"), status=500)
