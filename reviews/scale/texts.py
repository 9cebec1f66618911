"""A stock of composed reviews, each rendered once by the one renderer, to be used again and again."""

from __future__ import annotations

import random
from typing import Any

from reviews.actions.entries import Viewing
from reviews.scale.copying import escaped
from reviews.scale.words import Told, read

# As many sentences as a review has: most have a few, one in fifty goes on over pages.
LENGTHS = [1] * 8 + [2] * 7 + [3] * 8 + [4] * 7 + [5] * 6 + [6] * 5 + [8] * 4 + [10] * 2 + [14, 20, 36]
SENTENCES_A_PARAGRAPH = 4
SHARE_ELSEWHERE = 0.15
FEWEST_TEXTS, MOST_TEXTS = 400, 4_000
REVIEWS_A_TEXT = 50
RENDERED = ("text", "text_html", "lead_html", "is_long", "renderer", "length", "language")


def stock_of_reviews(reviews: int, chance: random.Random) -> list[str]:
    """The columns RENDERED of each text, as COPY takes them."""
    told = read("sentences")
    count = min(MOST_TEXTS, max(FEWEST_TEXTS, reviews // REVIEWS_A_TEXT))
    return [columns_of(composed(told, chance)) for _ in range(count)]


def columns_of(text: str) -> str:
    facts = Viewing(text=text).facts
    return "\t".join(field_of(facts[column]) for column in RENDERED)


def field_of(value: object) -> str:
    if isinstance(value, bool):
        return "t" if value else "f"
    return escaped(str(value))


def composed(told: Told, chance: random.Random) -> str:
    """A review of some sentences in paragraphs; one in seven is in another language than English."""
    if chance.random() < SHARE_ELSEWHERE:
        sentences = chance.sample(told["elsewhere"], k=chance.choice((1, 1, 2)))
    else:
        count = chance.choice(LENGTHS)
        sentences = [
            filled(sentence, told, chance) for sentence in chance.choices(told["sentences"], k=count)
        ]
    each = range(0, len(sentences), SENTENCES_A_PARAGRAPH)
    return "\n\n".join(" ".join(sentences[start : start + SENTENCES_A_PARAGRAPH]) for start in each)


def filled(sentence: str, told: Told, chance: random.Random) -> str:
    """The sentence with a new word in every gap, and a capital in front."""
    for gap, words in (
        ("thing", "things"),
        ("quality", "qualities"),
        ("person", "people"),
        ("place", "places"),
    ):
        while f"{{{gap}}}" in sentence:
            sentence = sentence.replace(f"{{{gap}}}", chance.choice(told[words]), 1)
    return sentence[0].upper() + sentence[1:]


def stock_of_synopses(characters: list[str], chance: random.Random) -> list[str]:
    told = read("sentences")
    made = []
    for _ in range(FEWEST_TEXTS):
        one, other = chance.sample(characters, k=2)
        text = " ".join(chance.sample(told["synopses"], k=2))
        made.append(filled(text.replace("{character2}", other).replace("{character}", one), told, chance))
    return made


def stock_of_tags(chance: random.Random) -> list[str]:
    """Arrays of one to three tags, as COPY takes them."""
    tags: list[Any] = read("sentences")["tags"]
    return [
        "{" + ",".join(f'"{tag}"' for tag in chance.sample(tags, k=chance.randint(1, 3))) + "}"
        for _ in range(200)
    ]
