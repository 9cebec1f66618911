"""Words that a viewer does not want to meet."""

from __future__ import annotations

import re
from functools import lru_cache

from social.models import Viewer
from web import text as texts

PATTERNS_KEPT = 2_000


def muted_words_among(rendered: str, viewer: Viewer, *, also: str = "") -> str:
    """The first of the viewer's muted words in a rendered text or in what also stands there, "" for none."""
    muted: list[str] = getattr(viewer, "muted_words", [])
    if not muted:
        return ""
    found = one_of(tuple(muted)).search(f"{also}\n{texts.plain(rendered)}".casefold())
    if not found:
        return ""
    return next(words for words in muted if words.casefold() == " ".join(found.group().split()))


@lru_cache(maxsize=PATTERNS_KEPT)
def one_of(muted: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these as whole words, with any white space between, in a text without capitals; the longest of several."""
    longest_first = sorted(
        (words.casefold().split() for words in muted), key=lambda words: -len(" ".join(words))
    )
    spelled = "|".join(r"\s+".join(map(re.escape, words)) for words in longest_first)
    return re.compile(rf"(?<!\w)(?:{spelled})(?!\w)")
