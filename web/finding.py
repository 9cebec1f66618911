"""What an address leads to and asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest

Found = TypeVar("Found")


def first_or_404(found: Iterable[Found]) -> Found:
    for one in found:
        return one
    raise Http404


def asked_word(request: HttpRequest, name: str, accepted: Iterable[str], default: str = "") -> str:
    """Raises BadRequest for anything but one of these words, or nothing."""
    asked = request.GET.get(name) or default
    if asked != default and asked not in accepted:
        raise BadRequest(f"{name} is one of: {', '.join(accepted)}.")
    return asked
