"""What members may write beyond Markdown: `||spoilers||` and `@names`, as rules of its parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

MARKER = "||"
BARS = re.compile(r"\|+")
SCOPE = re.compile(r"film:([a-z0-9]+(?:-[a-z0-9]+)*)\s+(?=\S)")
BLANK = re.compile(r"\s*")
# Not more than the start of a longer word, a mail address or a name at another site.
NAME = re.compile(r"@([A-Za-z0-9_]{2,20})(?![\w@]|\.[A-Za-z0-9])")


def with_spoilers(parser: MarkdownIt) -> MarkdownIt:
    """The parser made to know spoilers, which come out as `<mark>`, with the slug of a film they name as its title."""
    parser.inline.add_terminator_char("|")
    parser.inline.ruler.push("spoiler", spoiler)
    return parser


def with_mentions(parser: MarkdownIt) -> MarkdownIt:
    """The parser made to know `@names`: linked when `env["known"]`, by name in lower case, has them."""
    parser.inline.ruler.push("mention", mention)
    parser.add_render_rule("mention", linked)
    return parser


def spoiler(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's way of calling)
    """Two bars, words, two bars, in one block; code and links are stepped over. Other numbers of bars are just bars."""
    bars = BARS.match(state.src, state.pos, state.posMax)
    if bars is None:
        return False
    if bars.group() != MARKER:
        return as_typed(state, bars.group(), silent=silent)
    end = end_of_words(state, bars.end())
    if state.env.get("in_spoiler") or end < 0 or not state.src[bars.end() : end].strip():
        return as_typed(state, MARKER, silent=silent)
    if not silent:
        push_words(state, bars.end(), end)
    state.pos = end + len(MARKER)
    return True


def as_typed(state: StateInline, typed: str, *, silent: bool) -> bool:
    if not silent:
        state.append_pending(typed)
    state.pos += len(typed)
    return True


def end_of_words(state: StateInline, start: int) -> int:
    """Where the next two bars stand, or -1."""
    before, state.pos, end = state.pos, start, -1
    while end < 0 and state.pos < state.posMax:
        bars = BARS.match(state.src, state.pos, state.posMax)
        if bars is None:
            state.md.inline.skipToken(state)
        elif bars.group() == MARKER:
            end = bars.start()
        else:
            state.pos = bars.end()
    state.pos = before
    return end


def push_words(state: StateInline, start: int, end: int) -> None:
    maximum = state.posMax
    start = skipped(BLANK, state.src, start)
    scope = SCOPE.match(state.src, start, end)
    opening = state.push("spoiler_open", "mark", 1)
    if scope:
        opening.attrs["title"] = scope[1]
        start = scope.end()
    state.pos, state.posMax, state.env["in_spoiler"] = start, end, True
    state.md.inline.tokenize(state)
    state.push("spoiler_close", "mark", -1)
    state.posMax, state.env["in_spoiler"] = maximum, False


def skipped(pattern: re.Pattern[str], source: str, start: int) -> int:
    found = pattern.match(source, start)
    return found.end() if found else start


def mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "@" or state.linkLevel:
        return False
    before = state.src[state.pos - 1] if state.pos else " "
    found = NAME.match(state.src, state.pos, state.posMax)
    if found is None or before.isalnum() or before in "@/":
        return False
    name = found[1].rstrip("_") if before == "_" else found[1]  # _@name_ is a slanted name
    if not silent:
        state.push("mention", "", 0).content = name
    state.pos += 1 + len(name)
    return True


def linked(
    renderer: RendererProtocol, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    name = tokens[index].content
    known: dict[str, Any] = env.get("known", {})
    spelled = known.get(name.lower())
    return f'<a href="/@{spelled}/">@{name}</a>' if spelled else f"@{name}"
