"""Everything about what members write: from Markdown to clean HTML, leads and excerpts, spoilers, mentions, measures.

What is stored has its spoilers covered; pages uncover them for who has seen the film. VERSION says which renderer made
a stored text.
"""

from web.text.languages import language_of
from web.text.leads import LEAD_LENGTH, LEAD_SLACK, excerpt, plain
from web.text.measures import LENGTHS, length_of, words_in
from web.text.quotations import quote
from web.text.rendering import LONGEST, VERSION, Rendered, names_mentioned, render
from web.text.spoilers import covers_in, films_named, uncovered, without_spoilers

__all__ = [
    "LEAD_LENGTH",
    "LEAD_SLACK",
    "LENGTHS",
    "LONGEST",
    "VERSION",
    "Rendered",
    "covers_in",
    "excerpt",
    "films_named",
    "language_of",
    "length_of",
    "names_mentioned",
    "plain",
    "quote",
    "render",
    "uncovered",
    "without_spoilers",
    "words_in",
]
