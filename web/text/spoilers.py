"""How words that give something away are covered, uncovered and left out.

A cover is a tick box before words with the attribute `hidden`, which the style sheet lifts while the box is ticked:
it opens without scripts and by keyboard, stands inside a paragraph, and where there are no styles the words stay shut.
Inside the words is no other `<span>`, so that a cover ends at the next two that end.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

LEFT_OUT = "[spoiler]"
SIGN = '<span class="spoiler-words"'
COVER = re.compile(
    rf'{SIGN}(?: data-film="(?P<film>[a-z0-9-]+)")? data-nosnippet><label>.*?</label> <span hidden>(?P<words>.*?)</span></span>',
    re.DOTALL,
)
YEAR = re.compile(r"(?:18|19|20)\d\d")


def covered(words: str, film: str = "") -> str:
    """These words of clean HTML under a cover; `film` is the slug of the film they are about, if another than the text's."""
    scope = f' data-film="{film}"' if film else ""
    told = f" for <i>{html.escape(title_in(film))}</i>" if film else ""
    return (
        f'{SIGN}{scope} data-nosnippet><label><input type="checkbox"> Spoiler{told}</label>'
        f" <span hidden>{words}</span></span>"
    )


def title_in(slug: str) -> str:
    """About what the film is called: dont-look-up-2021 is Dont Look Up (2021)."""
    *words, last = slug.split("-")
    if words and YEAR.fullmatch(last):
        return f"{' '.join(words).title()} ({last})"
    return slug.replace("-", " ").title()


def uncovered(rendered: str, seen: Collection[str], about: str = "") -> str:
    """The HTML with the spoilers of films in `seen` (slugs) as plain words; those that name no film are of `about`."""
    if SIGN not in rendered:
        return rendered
    return COVER.sub(
        lambda cover: cover["words"] if (cover["film"] or about) in seen else cover.group(), rendered
    )


def films_named(rendered: str) -> set[str]:
    """The slugs of the films that spoilers in this HTML name."""
    if SIGN not in rendered:
        return set()
    return {cover["film"] for cover in COVER.finditer(rendered) if cover["film"]}


def covers_in(rendered: str) -> int:
    """How many there are: each takes many times what its bars did."""
    return rendered.count(SIGN)


def without_spoilers(rendered: str) -> str:
    """The HTML with a word in the place of each spoiler, for places where nothing can be opened."""
    return COVER.sub(LEFT_OUT, rendered) if SIGN in rendered else rendered


def laid_open(rendered: str) -> str:
    """The HTML with all spoilers as plain words: for counting, never for showing."""
    return COVER.sub(r"\g<words>", rendered) if SIGN in rendered else rendered


def pieces(rendered: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """The HTML cut at its covers: what stands before each with None, then its words with the cover."""
    start = 0
    for cover in COVER.finditer(rendered):
        yield rendered[start : cover.start()], None
        yield cover["words"], cover
        start = cover.end()
    yield rendered[start:], None
