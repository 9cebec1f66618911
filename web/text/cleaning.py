"""From what Markdown made to the small set of tags that is stored: typed tags, covers, and the cleaner after them."""

from __future__ import annotations

import re

import nh3

from web.text.spoilers import covered

# The tags of Letterboxd's exports (reference section 1.4), as they stand in the output once Markdown has escaped them.
TYPED_TAG = re.compile(r"&lt;(/?(?:b|strong|i|em|blockquote|br)|/a)\s*/?&gt;", re.IGNORECASE)
TYPED_LINK = re.compile(
    r"&lt;a\s+href=&quot;((?:(?!&quot;|[<>\s]).){1,2000})&quot;[^<>]{0,200}?&gt;", re.IGNORECASE
)
CODE = re.compile(r"(<pre>.*?</pre>|<code>.*?</code>)", re.DOTALL)
EMPTY_INLINE = re.compile(r"<(b|strong|i|em)>(\s*)</\1>")
EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")
# Markdown alone makes <mark>, of spoilers: what members type of it is escaped.
MARKED = re.compile(r'<mark(?: title="(?P<film>[a-z0-9-]+)")?>(?P<words>.*?)</mark>', re.DOTALL)
PLACE = re.compile(r"<mark>(\d+)</mark>")
LINK = re.compile(r"(<a(?: [^>]*)?>)((?:(?!</a>).)*)</a>", re.DOTALL)

TAGS_IN_SPOILERS = {"br", "strong", "em", "b", "i", "s", "a", "code"}
TAGS = TAGS_IN_SPOILERS | {"p", "blockquote", "ul", "ol", "li", "pre", "hr", "h3", "h4"}


def cleaner_of(tags: set[str]) -> nh3.Cleaner:
    attributes = {"a": {"href"}, "ol": {"start"}}
    schemes = {"http", "https", "mailto"}
    return nh3.Cleaner(
        tags=tags, attributes=attributes, url_schemes=schemes, link_rel="nofollow ugc noopener"
    )


whole_cleaner = cleaner_of(TAGS | {"mark"})
words_cleaner = cleaner_of(TAGS_IN_SPOILERS)


def cleaned(rendered: str, *, has_typed_tags: bool = True) -> str:
    """The HTML that is stored. Spoilers are cleaned by themselves, so that no tag begun in one can end its cover early."""
    with_tags = with_typed_tags if has_typed_tags else str
    covers: list[tuple[str, str]] = []

    def set_aside(spoiler: re.Match[str]) -> str:
        words = EMPTY_INLINE.sub(r"\2", words_cleaner.clean(with_tags(spoiler["words"]))).strip()
        if not words:
            return ""
        covers.append((words, spoiler["film"] or ""))
        return f"<mark>{len(covers) - 1}</mark>"

    outer = MARKED.sub(set_aside, rendered)
    clean = EMPTY_INLINE.sub(r"\2", whole_cleaner.clean(with_tags(outer)))
    if covers:
        clean = PLACE.sub(lambda place: covered(*covers[int(place[1])]), links_moved_inside(clean, covers))
    return EMPTY_PARAGRAPH.sub("", clean).strip()


def with_typed_tags(rendered: str) -> str:
    """Lets the tags people know from elsewhere work, except inside code; the cleaner balances them afterwards."""
    parts = CODE.split(rendered)
    for index in range(0, len(parts), 2):
        parts[index] = TYPED_LINK.sub(r'<a href="\1">', TYPED_TAG.sub(r"<\1>", parts[index]))
    return "".join(parts)


def links_moved_inside(clean: str, covers: list[tuple[str, str]]) -> str:
    """A link with spoilers in it becomes a link in each of them: a tick box does not belong inside a link."""

    def moved(link: re.Match[str]) -> str:
        for place in PLACE.finditer(link[2]):
            words, film = covers[int(place[1])]
            covers[int(place[1])] = (words if "<a" in words else f"{link[1]}{words}</a>", film)
        return link[2] if "<mark>" in link[2] else link.group()

    return LINK.sub(moved, clean)
