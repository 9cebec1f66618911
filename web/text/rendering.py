"""The one renderer from what members write to HTML: Markdown without raw HTML, plus a small set of typed tags.

`Rendered.html` is the whole text, `Rendered.lead_html` its first lines for cards. Both are stored beside the source,
so that pages only print them.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt

from web.text.cleaning import cleaned
from web.text.leads import lead_of
from web.text.syntax import with_mentions, with_spoilers

VERSION = 2
LONGEST = 100_000
MOST_NAMES = 10

# Brackets are tried as links again and again: without this bound 50,000 of them take seconds.
MOST_BRACKETS = 300
# Lines are looked at once for every quotation and list around them. Nobody's review has this many; it is shown as typed.
MOST_LINES = 10_000
LINE_END = re.compile(r"[\r\n]")

OPTIONS = {"html": False, "maxNesting": 20}
markdown = MarkdownIt("commonmark", OPTIONS).enable("strikethrough").disable("image")
markdown_without_links = MarkdownIt("commonmark", OPTIONS).disable(["image", "link", "reference"])
paragraphs_alone = with_spoilers(MarkdownIt("zero", {"html": False}))
for parser in (markdown, markdown_without_links):
    with_mentions(with_spoilers(parser))


@dataclass(frozen=True)
class Rendered:
    html: str
    lead_html: str


def render(source: str, known: Collection[str] = ()) -> Rendered:
    """Turns a member's Markdown into clean HTML; `known` are the usernames whose `@name` becomes a link.

    Raises ValueError for more than LONGEST characters.
    """
    return rendered(source, tuple(sorted(known)) if "@" in source else ())


@lru_cache(maxsize=4)  # one save asks several times: the form, the entry, its length and language
def rendered(source: str, known: tuple[str, ...]) -> Rendered:
    if len(source) > LONGEST:
        raise ValueError(f"A text has at most {LONGEST} characters.")
    parser = parser_for(source)
    made = parser.render(source.strip(), {"known": {name.lower(): name for name in known}})
    for level in ("h1>", "h2>"):
        made = made.replace(f"<{level}", "<h3>").replace(f"</{level}", "</h3>")
    whole = cleaned(made, has_typed_tags=parser is not paragraphs_alone)
    return Rendered(whole, lead_of(whole))


def parser_for(source: str) -> MarkdownIt:
    if len(LINE_END.findall(source)) > MOST_LINES:
        return paragraphs_alone
    return markdown if source.count("[") <= MOST_BRACKETS else markdown_without_links


def names_mentioned(source: str) -> list[str]:
    """The names that the text mentions as `@name`, in order, each once whatever its case, at most MOST_NAMES."""
    if "@" not in source:
        return []
    names: dict[str, str] = {}
    for block in parser_for(source).parse(source.strip()):
        for token in block.children or ():
            if token.type == "mention":
                names.setdefault(token.content.lower(), token.content)
    return list(names.values())[:MOST_NAMES]
