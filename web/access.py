"""What visitors meet where only members can act: the sign-in page, and then back to what they wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from web.redirects import is_address_of_ours, next_url

View = Callable[..., HttpResponse]
PageOf = Callable[..., str]


def sign_in_first(view: View | None = None, *, page: PageOf | None = None) -> Any:
    """Lets members through; sends visitors to sign in, with the page to come back to as `next`.

    That page is never an address that takes only POST: it is the posted `next`, else what `page` says (called as the
    view is), else the page above the address (`/film/her/` for `/film/her/watch/`).
    """
    if view is None:
        return partial(sign_in_first, page=page)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"} and not is_htmx(request):
            return to_sign_in(request, request.get_full_path())
        default = page(request, *args, **kwargs) if page else page_above(request)
        return to_sign_in(request, next_url(request, default))

    return guarded


def to_sign_in(request: HttpRequest, back_to: str) -> HttpResponse:
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back_to})}"
    if is_htmx(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def page_above(request: HttpRequest) -> str:
    """Where a fragment was asked from; for a form sent plainly, the address without its last word, the verb."""
    return page_asked_from(request) or request.path.rstrip("/").rpartition("/")[0] + "/"


def page_asked_from(request: HttpRequest) -> str:
    """The page that htmx says it stands on, "" where it says nothing or no page of ours."""
    said = request.headers.get("HX-Current-URL", "")
    if not is_htmx(request) or not is_address_of_ours(said, request):
        return ""
    current = urlsplit(said)
    page = f"{current.path}?{current.query}" if current.query else current.path
    return page if is_address_of_ours(page, request) else ""


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
