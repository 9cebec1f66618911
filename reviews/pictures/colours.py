"""The dark colours of static/css/tokens.css in sRGB, which is what SVG and PNG know."""

from __future__ import annotations

PAGE = "#130e0a"
LINE = "#342c26"
TEXT = "#eee9df"
TEXT_QUIET = "#b8b0a5"
TEXT_FAINT = "#9a9187"
RATING = "#f7b94f"
LIKE = "#f96265"

TONES = ("#dd574b", "#ab2e45", "#72815a", "#3977a8", "#8b939f", "#b45244", "#438a73", "#bca072")
AVATARS = (
    "#75cca7",
    "#c2a7f4",
    "#f58d7c",
    "#71c1f7",
    "#c2c564",
    "#e887b6",
    "#e5b28a",
    "#77cce6",
    "#94cc88",
    "#d896db",
    "#9bb1f5",
    "#73d1ca",
)
AVATAR_TEXT = "#180f09"
