"""The one renderer from what members write to HTML: Markdown without raw HTML, plus a small set of typed tags.

`Rendered.html` is the whole text, `Rendered.lead_html` its first lines for cards. Both are stored beside the source,
so that pages only print them. VERSION says which renderer made a stored text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

VERSION = 1
LONGEST = 100_000
LEAD_LENGTH = 420
LEAD_SLACK = 180

# Brackets are tried as links again and again: without this bound 50,000 of them take seconds.
MOST_BRACKETS = 300
# Lines are looked at once for every quotation and list around them. Nobody's review has this many; it is shown as typed.
MOST_LINES = 10_000
LINE_END = re.compile(r"[\r\n]")

# The tags of Letterboxd's exports (reference section 1.4), as they stand in the output once Markdown has escaped them.
TYPED_TAG = re.compile(r"&lt;(/?(?:b|strong|i|em|blockquote|br)|/a)\s*/?&gt;", re.IGNORECASE)
TYPED_LINK = re.compile(
    r"&lt;a\s+href=&quot;((?:(?!&quot;|[<>\s]).){1,2000})&quot;[^<>]{0,200}?&gt;", re.IGNORECASE
)
CODE = re.compile(r"(<pre>.*?</pre>|<code>.*?</code>)", re.DOTALL)
EMPTY_INLINE = re.compile(r"<(b|strong|i|em)>(\s*)</\1>")
EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")
TAG = re.compile(r"<[^>]*>")
EDGE = re.compile(r"<(?!br>|hr>)(?P<closing>/?)[^>]*>\n?")

ALLOWED_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "b",
    "i",
    "s",
    "a",
    "blockquote",
    "ul",
    "ol",
    "li",
    "code",
    "pre",
    "hr",
    "h3",
    "h4",
}
cleaner = nh3.Cleaner(
    tags=ALLOWED_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow ugc noopener",
)
markdown = (
    MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("strikethrough").disable("image")
)
markdown_without_links = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(
    ["image", "link", "reference"]
)
paragraphs_alone = MarkdownIt("zero", {"html": False})


@dataclass(frozen=True)
class Rendered:
    html: str
    lead_html: str


@lru_cache(maxsize=4)  # one save asks several times: the form, the entry, perhaps a comparison
def render(source: str) -> Rendered:
    """Turns a member's Markdown into clean HTML. Raises ValueError for more than LONGEST characters."""
    if len(source) > LONGEST:
        raise ValueError(f"A text has at most {LONGEST} characters.")
    if len(LINE_END.findall(source)) > MOST_LINES:
        whole = cleaner.clean(paragraphs_alone.render(source.strip())).strip()
        return Rendered(whole, lead_of(whole))
    parser = markdown if source.count("[") <= MOST_BRACKETS else markdown_without_links
    lowered = parser.render(source.strip()).replace("<h1>", "<h3>").replace("</h1>", "</h3>")
    lowered = lowered.replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    clean = EMPTY_INLINE.sub(r"\2", cleaner.clean(with_typed_tags(lowered)))
    whole = EMPTY_PARAGRAPH.sub("", clean).strip()
    return Rendered(whole, lead_of(whole))


def with_typed_tags(rendered: str) -> str:
    """Lets the tags people know from elsewhere work, except inside code; the cleaner balances them afterwards."""
    parts = CODE.split(rendered)
    for index in range(0, len(parts), 2):
        parts[index] = TYPED_LINK.sub(r'<a href="\1">', TYPED_TAG.sub(r"<\1>", parts[index]))
    return "".join(parts)


def lead_of(whole: str) -> str:
    """The first lines of a rendered text: whole paragraphs up to LEAD_LENGTH characters, or the start of a long one."""
    if len(plain(whole)) <= LEAD_LENGTH + LEAD_SLACK:
        return whole
    taken, length = [], 0
    for block in top_blocks(whole):
        block_length = len(plain(block))
        if length + block_length > LEAD_LENGTH + LEAD_SLACK:
            break
        taken.append(block)
        length += block_length
        if length >= LEAD_LENGTH:
            return "".join(taken)
    if length < LEAD_LENGTH // 2:
        rest = plain(whole)[length:].strip()
        taken.append(f"<p>{html.escape(cut_at_a_word(rest, LEAD_LENGTH - length))} …</p>")
    return "".join(taken)


def top_blocks(whole: str) -> Iterator[str]:
    """The outermost elements one by one, each with all that stands inside it."""
    depth = start = 0
    for edge in EDGE.finditer(whole):
        depth += -1 if edge["closing"] else 1
        if depth == 0:
            yield whole[start : edge.end()]
            start = edge.end()


def plain(rendered: str) -> str:
    """The text of rendered HTML without its tags."""
    return html.unescape(TAG.sub("", rendered.replace("<br>", "\n")))


def cut_at_a_word(text: str, length: int) -> str:
    cut = text[:length]
    return cut[: cut.rfind(" ")] if len(text) > length and " " in cut else cut
