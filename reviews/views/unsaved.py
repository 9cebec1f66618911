"""What somebody typed into one of the forms here whose session had ended meanwhile."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.forms import EntryForm
from reviews.views.typed import LONG_FIELDS, LONGEST_LINE
from web import unsaved
from web.text import LONGEST
from web.unsaved import typed_before

__all__ = ["sign_in_and_come_back", "typed_before"]


def sign_in_and_come_back(request: HttpRequest) -> HttpResponse:
    """Leads to the sign-in page and then back to this form, keeping what was typed into it."""
    typed = {
        name: request.POST[name][: LONGEST if name in LONG_FIELDS else LONGEST_LINE]
        for name in (*EntryForm.base_fields, "writer", "version")
        if name in request.POST
    }
    return unsaved.sign_in_and_come_back(request, typed)
