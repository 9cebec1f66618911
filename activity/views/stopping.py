"""The end of the mails, from the link in each of them: without signing in, and for mail programs with one press."""

from __future__ import annotations

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from activity.actions.digests import stop_digest as stop
from activity.mails import member_of


# Mail programs post without having seen a form (RFC 8058); the signature in the address says whose mail it is.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_digest(request: HttpRequest, token: str) -> HttpResponse:
    """Asks first: programs that look at links in mails must not stop anything."""
    try:
        key = member_of(token)
    except (signing.BadSignature, ValueError, TypeError) as problem:
        raise Http404 from problem
    if request.method == "POST":
        stop(key)
    return render(request, "activity/stop_digest.html", {"is_stopped": request.method == "POST"})
