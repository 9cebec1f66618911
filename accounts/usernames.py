"""Which usernames there may be: 2 to 20 letters, digits or underscores, and not a word the site needs for itself."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

SHORTEST, LONGEST = 2, 20
RESERVED = frozenset(
    [
        "about",
        "account",
        "accounts",
        "admin",
        "administrator",
        "api",
        "curator",
        "deleted",
        "help",
        "houselights",
        "me",
        "member",
        "moderator",
        "nobody",
        "null",
        "official",
        "root",
        "security",
        "settings",
        "staff",
        "support",
        "system",
        "undefined",
        "webmaster",
    ]
)


def refuse_reserved(username: str) -> None:
    if username.lower() in RESERVED:
        raise ValidationError(
            "This name is kept for the site itself. Please choose another.", code="reserved"
        )


refuse_other_characters = RegexValidator(
    rf"\A[A-Za-z0-9_]{{{SHORTEST},{LONGEST}}}\Z",
    f"A username has {SHORTEST} to {LONGEST} letters (a–z), digits or underscores.",
    code="characters",
)

validators: list[Callable[[Any], None]] = [refuse_other_characters, refuse_reserved]
