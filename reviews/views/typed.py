"""What stands in the form of an entry, as it was typed."""

from __future__ import annotations

from django.http import HttpRequest

from reviews.forms import EntryForm
from web.text import LONGEST

LONG_FIELDS = {"text", "note"}
LONGEST_LINE = 2_000
LONGEST_DRAFT = 2 * LONGEST


class TooMuchTyped(Exception):
    """A draft may be longer than a review, but not without end."""


def typed_in(request: HttpRequest) -> dict[str, str]:
    """The form's fields as the browser sent them. Raises TooMuchTyped."""
    typed = {name: request.POST[name] for name in EntryForm.base_fields if name in request.POST}
    for name in LONG_FIELDS & typed.keys():
        if len(typed[name]) > LONGEST_DRAFT:
            raise TooMuchTyped(
                f"This has {len(typed[name]):,} characters; a draft has room for {LONGEST_DRAFT:,}."
            )
    return {name: words if name in LONG_FIELDS else words[:LONGEST_LINE] for name, words in typed.items()}


def version_in(request: HttpRequest) -> int:
    """The version of the draft that the form knows of, 0 for none."""
    said = request.POST.get("version", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 9 else 0
