"""Shorter forms of a rendered text: the lead that cards show, excerpts without tags. Spoilers are never cut open."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from web.text.spoilers import covered, laid_open, pieces, without_spoilers

LEAD_LENGTH = 420
LEAD_SLACK = 180

TAG = re.compile(r"<[^>]*>")
EDGE = re.compile(r"<(?!br>|hr>|input )(?P<closing>/?)[^>]*>\n?")


def lead_of(whole: str) -> str:
    """The first lines of a rendered text: whole paragraphs up to LEAD_LENGTH characters, or the start of a long one."""
    if len(words_of(whole)) <= LEAD_LENGTH + LEAD_SLACK:
        return whole
    taken, length = "", 0
    for block in top_blocks(whole):
        block_length = len(words_of(block))
        if length + block_length > LEAD_LENGTH + LEAD_SLACK:
            break
        taken += block
        length += block_length
        if length >= LEAD_LENGTH:
            return taken
    if length < LEAD_LENGTH // 2:
        taken += f"<p>{start_of(whole[len(taken) :], LEAD_LENGTH - length)} …</p>"
    return taken


def top_blocks(whole: str) -> Iterator[str]:
    """The outermost elements one by one, each with all that stands inside it."""
    depth = start = 0
    for edge in EDGE.finditer(whole):
        depth += -1 if edge["closing"] else 1
        if depth == 0:
            yield whole[start : edge.end()]
            start = edge.end()


def start_of(rest: str, length: int) -> str:
    """The first words, without tags, covers kept; words under a cover are cut only where nothing stands before them."""
    taken = ""
    for piece, cover in pieces(rest):
        words = words_of(piece)
        words = words if taken else words.lstrip()
        if len(words) > length and cover and taken:
            break
        said = html.escape(cut_at_a_word(words, length))
        taken += covered(said, cover["film"] or "") if cover else said
        if len(words) > length:
            break
        length -= len(words)
    return taken.rstrip()


def excerpt(rendered: str, length: int) -> str:
    """The first words as plain text of at most `length` characters on one line, "[spoiler]" where there is one."""
    text = " ".join(plain(rendered).split())
    return text if len(text) <= length else f"{cut_at_a_word(text, length - 1).rstrip(' ,;:–—-')}…"


def plain(rendered: str) -> str:
    """The text of rendered HTML without its tags, "[spoiler]" in the place of spoilers."""
    return words_of(without_spoilers(rendered))


def words_of(rendered: str) -> str:
    """All the words of rendered HTML, those of spoilers too: for counting, or to be covered again."""
    return html.unescape(TAG.sub("", laid_open(rendered).replace("<br>", "\n")))


def cut_at_a_word(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    at = text.rfind(" ", length // 2, length + 1)  # there may be no blanks for long, as in Japanese
    return text[: at if at > 0 else length]
