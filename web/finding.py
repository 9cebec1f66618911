"""What an address leads to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.http import Http404

Found = TypeVar("Found")


def first_or_404(found: Iterable[Found]) -> Found:
    for one in found:
        return one
    raise Http404
