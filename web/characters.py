"""Which characters names may have: those that can be seen."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError

JOINERS = "\u200c\u200d"  # they hold emoji and some scripts together
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and a sign by their kind, empty to the eye


def refuse_invisible_characters(text: str) -> None:
    """Control characters and those that turn the direction of writing would disturb the pages of others."""
    if any(is_invisible(sign) for sign in text) or (text and not text.strip(JOINERS)):
        raise ValidationError("Please leave out characters that cannot be seen.", code="invisible")


def is_invisible(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return sign in BLANKS or (kind in {"Cc", "Cf", "Co", "Zl", "Zp"} and sign not in JOINERS)
