"""Titles of films in many languages and scripts."""

from __future__ import annotations

import random
from itertools import accumulate
from typing import NamedTuple

from reviews.scale.words import Told, Words, read

# Vocabulary grows with the root of the number of titles (Heaps' law).
WORDS_BY_ROOT = 40
LONGEST_TITLE = 120


class Titles(NamedTuple):
    """As known in English, in its own language where that differs, and what else it is called."""

    title: str
    original: str
    others: list[str]


class Language:
    """Draws titles of one language."""

    def __init__(self, told: Told, films: int, chance: random.Random) -> None:
        self.code: str = told["code"]
        self.countries: list[str] = told["countries"]
        self.patterns: list[str] = told["patterns"]
        self.is_latin = told["words"][0].isascii() or told["words"][0][0] < "\u0250"
        self.capitals = self.code == "en"
        share = films * told["share"] / 100
        self.words = Words(told, int(WORDS_BY_ROOT * share**0.5) + len(told["words"]), chance)

    def title(self, chance: random.Random) -> str:
        throw = chance.random
        first, *rest = self.patterns[int(throw() * len(self.patterns))].split("*")
        parts = [first]
        for part in rest:
            word = self.words.word(throw())
            parts += [word.capitalize() if self.capitals else word, part]
        title = "".join(parts)[:LONGEST_TITLE].strip()
        return title[0].upper() + title[1:]


class Languages:
    """All languages, drawn by their share."""

    def __init__(self, films: int, chance: random.Random) -> None:
        told = read("words")["language"]
        self.every = [Language(one, films, chance) for one in told]
        self.english = self.every[0]
        self.shares = list(accumulate(one["share"] for one in told))

    def draw(self, chance: random.Random) -> Language:
        return chance.choices(self.every, cum_weights=self.shares)[0]

    def titles(self, language: Language, fame: float, chance: random.Random) -> Titles:
        """The titles of one film; the better known it is (`fame` 0 to 1), the more names it goes by."""
        own = language.title(chance)
        if language is self.english:
            title, original = own, ""
        elif language.is_latin and chance.random() < 0.4:
            title, original = own, ""  # known everywhere by its own name
        else:
            title, original = self.english.title(chance), own
        count = int(chance.random() * (0.9 + 5 * fame))
        others = dict.fromkeys(self.draw(chance).title(chance) for _ in range(count))
        return Titles(title, original, [other for other in others if other not in (title, original)])
