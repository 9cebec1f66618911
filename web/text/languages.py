"""Which language a text is in, guessed by its script and its small words; good enough to be offered and corrected.

Libraries that do this take 50 to 100 MB of every process (py3langid 0.4 with numpy 98, eld 1.0 48, langdetect 68); this
takes none to speak of.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from web.text.common_words import CYRILLIC, LATIN, LETTERS
from web.text.leads import words_of
from web.text.rendering import render

# How much is looked at: more says nothing new.
ENOUGH = 4_000
FEWEST_LETTERS = 12
# How much of the points of the best the second may have, and how many a text needs for each of its words.
MARGIN = 0.8
FEWEST_POINTS, POINTS_A_WORD = 1.4, 0.05

WORD = re.compile(r"[^\W\d_]+(?:['’·-][^\W\d_]+)*")
ADDRESS = re.compile(r"https?://\S+|@\w+")
# One script, one language, or the one that most who write it mean.
SCRIPTS = {
    "ko": "\uac00-\ud7a3\u1100-\u11ff", "th": "\u0e01-\u0e5b", "el": "\u0370-\u03ff\u1f00-\u1fff", "he": "\u0590-\u05ff",
    "hy": "\u0530-\u058f", "ka": "\u10a0-\u10ff", "hi": "\u0900-\u097f", "bn": "\u0980-\u09ff", "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff", "ta": "\u0b80-\u0bff", "te": "\u0c00-\u0c7f", "kn": "\u0c80-\u0cff", "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff", "lo": "\u0e80-\u0eff", "my": "\u1000-\u109f", "am": "\u1200-\u137f", "km": "\u1780-\u17ff",
    "ja": "\u3041-\u30ff", "zh": "\u4e00-\u9fff\u3400-\u4dbf", "ar": "\u0600-\u06ff", "Latn": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "Cyrl": "\u0400-\u04ff",
}  # fmt: skip
LETTERS_OF = {script: re.compile(f"[{letters}]") for script, letters in SCRIPTS.items()}
PERSIAN, URDU = re.compile("[پچگژکی]"), re.compile("[ٹڈڑںے]")


def language_of(source: str) -> str:
    """The language of this Markdown as a BCP 47 base code, or "" for a text too short or too mixed to tell.

    About 50 languages are known; the likest of them stands for others.
    """
    return language_of_words(words_of(render(source).html))


def language_of_words(text: str) -> str:
    text = ADDRESS.sub(" ", text)[:ENOUGH].lower()
    counts = Counter({script: len(letters.findall(text)) for script, letters in LETTERS_OF.items()})
    script, most = counts.most_common(1)[0]
    if script in ("zh", "ja"):
        return "ja" if counts["ja"] * 10 > counts["zh"] else "zh"
    if most < FEWEST_LETTERS or most * 2 < counts.total():
        return ""
    if script == "ar":
        return arabic_script(text)
    return by_words(text) if script in ("Latn", "Cyrl") else script


def arabic_script(text: str) -> str:
    if len(URDU.findall(text)) * 40 > len(text):
        return "ur"
    return "fa" if len(PERSIAN.findall(text)) * 25 > len(text) else "ar"


def by_words(text: str) -> str:
    words = WORD.findall(text.replace("’", "'"))
    points: defaultdict[str, float] = defaultdict(float)
    for features, known in ((words, word_points()), (text, letter_points())):
        for feature, count in Counter(features).items():
            for language, worth in known.get(feature, ()):
                points[language] += worth * count
    ranked = sorted([*points.items(), ("", 0.0), ("", 0.0)], key=lambda each: -each[1])
    (best, most), (_, next_most) = ranked[:2]
    is_clear = most >= max(FEWEST_POINTS, POINTS_A_WORD * len(words)) and next_most <= most * MARGIN
    return best if is_clear else ""


Points = dict[str, list[tuple[str, float]]]


@cache
def word_points() -> Points:
    """What each small word speaks for, and how much: the less, the more languages have it."""
    having: dict[str, list[str]] = {}
    for language, words in {**LATIN, **CYRILLIC}.items():
        for word in set(words.split()):
            having.setdefault(word, []).append(language)
    return {word: [(language, 1 / len(of)) for language in of] for word, of in having.items()}


@cache
def letter_points() -> Points:
    """What each rare letter speaks for: less than half of what a word does."""
    points: Points = {}
    for letters, languages in LETTERS.items():
        of = languages.split()
        for letter in letters:
            points.setdefault(letter, []).extend((language, 0.4 / len(of)) for language in of)
    return points
