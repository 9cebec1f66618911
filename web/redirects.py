"""Where to go: after an action to the page asked for, if it is one of ours; from an old address to the present one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from web.middleware import with_an_end


def next_url(request: HttpRequest, default: str) -> str:
    """The address in `next` when it leads to this site, else the default. Never the Referer."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_address_of_ours(wanted, request) else default


def is_address_of_ours(address: str, request: HttpRequest) -> bool:
    """Whether somebody may be sent there. A word is no address: a redirect would look for a view of this name."""
    return address.startswith(("/", "http://", "https://")) and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


Handler = Callable[[HttpRequest], HttpResponse]


def leading_on(present_path: Callable[[str], str | None]) -> Callable[[Handler], Handler]:
    """A middleware: where nothing is found it leads on to what `present_path` gives for the path, if anything."""

    def middleware_of(get_response: Handler) -> Handler:
        @with_an_end
        def middleware(request: HttpRequest) -> HttpResponse:
            response = get_response(request)
            if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
                return response
            path = present_path(request.path_info)
            return moved(path, request.META.get("QUERY_STRING", "")) if path else response

        return middleware

    return middleware_of


def moved(path: str, query: str) -> HttpResponse:
    # An old address may come back to its owner: browsers that remembered both ways would go round in a circle.
    return HttpResponsePermanentRedirect(
        f"{path}?{query}" if query else path, headers={"Cache-Control": "no-cache"}
    )
