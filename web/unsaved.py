"""What somebody typed whose session had ended meanwhile: kept until they have signed in, then put back into the form."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse

from web.access import to_sign_in

KEY = "unsaved entry"
KEPT_FOR = 24 * 60 * 60


def sign_in_and_come_back(request: HttpRequest, typed: dict[str, str], *, page: str = "") -> HttpResponse:
    """Leads to the sign-in page and then back to this form, keeping what was typed into it and, as `writer`, by whom.
    `page`: the form's address where words in its query belong to it."""
    if request.method != "POST":
        return to_sign_in(request, request.get_full_path())
    # Anybody may send this: so much and so often is kept, and no more.
    if ratelimit.consume(request, action="keep_unsaved"):
        request.session[KEY] = {"address": request.path, "typed": typed}
        request.session.set_expiry(KEPT_FOR)
    return to_sign_in(request, page or request.path)


def typed_before(request: HttpRequest) -> dict[str, str] | None:
    """What this member had typed into the form at this address, once."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if not kept or kept["address"] != request.path:
        return None
    del request.session[KEY]
    return kept["typed"] if kept["typed"].get("writer") == str(request.user.pk) else None
