"""Words by how often they are used: the first ones everywhere, the last ones once in a while."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
Told = dict[str, Any]


def read(name: str) -> Told:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text())


class Words:
    """The words of one language, as many as asked for: known ones first, then made of syllables. Drawn by Zipf's law."""

    def __init__(self, language: Told, count: int, chance: random.Random) -> None:
        self.words = list(language["words"])
        known = set(self.words)
        syllables = language["syllables"]
        is_short = language.get("join") == ""
        while len(self.words) < count:
            word = "".join(chance.choices(syllables, k=chance.choice((2, 3) if is_short else (2, 3, 3, 4))))
            while word in known:
                word += chance.choice(syllables)
            known.add(word)
            self.words.append(word)

    def word(self, throw: float) -> str:
        """The word of rank r about 1/r as often as the first."""
        return self.words[int(len(self.words) ** throw) - 1]
