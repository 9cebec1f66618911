"""How long a text is: in words, and as one of the lengths that reviews are filtered by."""

from __future__ import annotations

import re
from typing import Final

from web.text.leads import words_of
from web.text.rendering import render

# The words from which on a text is no longer of this length.
LENGTHS: Final = {"quip": 20, "note": 80, "review": 400}
LONGEST_OF_ALL = "essay"

# Chinese and Japanese, then Thai, Lao, Burmese and Khmer: written without blanks between words.
LETTERS_WITHOUT_BLANKS = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
    "\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff]"
)
BETWEEN_WORDS = re.compile(r"[\s/…–—]+")
LETTER = re.compile(r"[^\W_]")


def words_in(source: str) -> int:
    """How many words readers see of this Markdown, spoilers included.

    A word is what stands between blanks and has a letter or digit. Where a script has no blanks between words (Chinese,
    Japanese, Thai, Lao, Burmese, Khmer) two characters are taken for a word, about what they make on average.
    """
    return count_of_words(words_of(render(source).html))


def length_of(source: str) -> str:
    """ "quip" (under 20 words), "note" (under 80), "review" (under 400) or "essay"; "" where there is nothing to read."""
    count = words_in(source)
    if not count and not render(source).html:
        return ""
    return next((length for length, end in LENGTHS.items() if count < end), LONGEST_OF_ALL)


def count_of_words(text: str) -> int:
    without_blanks = len(LETTERS_WITHOUT_BLANKS.findall(text))
    rest = LETTERS_WITHOUT_BLANKS.sub(" ", text) if without_blanks else text
    return (without_blanks + 1) // 2 + sum(1 for word in BETWEEN_WORDS.split(rest) if LETTER.search(word))
