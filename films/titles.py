"""Titles as keys: for addresses, for alphabetical order, and for being found however they are typed."""

from __future__ import annotations

import re
import unicodedata

from django.utils.text import slugify

ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "gli",
        "i",
        "uno",
        "una",
        "o",
        "os",
        "as",
        "um",
        "uma",
    ]
)
FRACTIONS = {"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"}
# Letters that Unicode does not take apart into a base and an accent.
LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ı": "i",
        "·": "-",
        "’": "'",
    }
)
# E.T. and M*A*S*H are typed without their signs.
INITIALS = re.compile(r"(?<!\w)(?:[^\W\d_][.*])+[^\W\d_]?(?!\w)")
LONGEST_SLUG = 100


def folded(text: str) -> str:
    """The text without case, accents and punctuation, words parted by single spaces: what searches compare."""
    for sign, spelled in FRACTIONS.items():
        text = text.replace(sign, spelled)
    text = INITIALS.sub(lambda initials: re.sub("[.*]", "", initials[0]), text)
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    bare = "".join(character for character in decomposed if not is_accent(character))
    composed = unicodedata.normalize("NFC", bare).replace("'", "")
    return " ".join("".join(character if is_of_a_word(character) else " " for character in composed).split())


def is_of_a_word(character: str) -> bool:
    """Letters, digits, and the marks without which the words of many scripts fall apart."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def is_accent(character: str) -> bool:
    """A combining mark of the Latin, Greek and Cyrillic scripts; those of other scripts change the letter."""
    return "\u0300" <= character <= "\u036f"


def without_article(key: str) -> str:
    """A folded title without its leading article; the same title when nothing would be left."""
    first, _, rest = key.partition(" ")
    return rest if first in ARTICLES and rest else key


def sort_key(title: str) -> str:
    """The key for alphabetical order, whatever the collation: folded, the article left out."""
    return without_article(folded(title))[:200]


def slug_of(*words: str | int | None, otherwise: str = "untitled") -> str:
    """An address made of these words, or another one where no Latin letter and no digit is among them."""
    text = " ".join(str(word) for word in words if word)
    for sign, spelled in FRACTIONS.items():
        text = text.replace(sign, spelled.replace("/", "-"))
    return slugify(text.casefold().translate(LETTERS))[:LONGEST_SLUG].strip("-") or otherwise
