"""An entry in the words that may leave the site, where nobody knows who reads them: nothing in them gives a film away."""

from __future__ import annotations

from reviews.models import Entry
from web import text as texts
from web.words import in_glyphs

GIVES_AWAY = "This review gives things away."


def is_withheld(entry: Entry) -> bool:
    """Whether the text stays on the site, behind its cover."""
    return entry.is_review and entry.has_spoilers


def first_words(entry: Entry, length: int) -> str:
    """The beginning of the review in at most so many characters, "" of an entry without one; needs `lead_html`."""
    return GIVES_AWAY if is_withheld(entry) else texts.excerpt(entry.lead_html, length)


def whole_html(entry: Entry) -> str:
    """The review for others to show, its inline spoilers replaced, or a notice; needs `text_html`."""
    return f"<p>{GIVES_AWAY}</p>" if is_withheld(entry) else texts.without_spoilers(entry.text_html)


def said_of(entry: Entry) -> str:
    """What it is, in a line: "A ★★★½ review of Her (2013)"."""
    stars = f"{in_glyphs(entry.rating)} " if entry.rating else ""
    kind = "review of" if entry.is_review else "diary entry on"
    return f"A {stars}{kind} {entry.film}"
