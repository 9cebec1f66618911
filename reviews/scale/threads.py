"""What is said under reviews: about one comment for two reviews, most of them under the much liked."""

from __future__ import annotations

import random

from reviews.scale.copying import Rows, escaped
from reviews.scale.members import Members
from reviews.scale.texts import composed
from reviews.scale.times import Clock
from reviews.scale.words import read
from reviews.scale.world import DAY, SPAN, World
from web import text as texts

# A like in so many comes with a comment; so many reviews have one without any like.
SHARE_OF_LIKES, SHARE_OF_REVIEWS = 0.25, 0.12
SHARE_BY_THE_OWNER, SHARE_NAMING = 0.2, 0.1
LONGEST_WAIT = 3 * DAY
STOCK = 400


class Threads:
    """Writes the comments of one review after the other."""

    def __init__(self, world: World, members: Members, clock: Clock, rows: Rows) -> None:
        self.members, self.clock, self.rows = members, clock, rows
        chance = world.chance("threads")
        self.throw = chance.random
        self.texts = stock_of_comments(chance)
        self.comments = self.subscriptions = self.mentions = 0

    def under(self, entry: int, owner: int, givers: list[int], at: int) -> None:
        """`givers` are the places of those who may comment: they liked the review, or know its author."""
        said: set[int] = set()
        for giver in givers:
            author = owner if said and self.throw() < SHARE_BY_THE_OWNER else giver
            at = min(SPAN - 1, at + 60 + int(LONGEST_WAIT * self.throw() ** 3))
            self.write(entry, author, owner, at)
            if author != owner and author not in said:
                self.subscriptions += 1
                moment = self.clock.moment(at)
                self.rows.add(
                    "reviews_threadsubscription",
                    f"{self.subscriptions}\tt\t{moment}\t{entry}\t{self.members.ids[author]}\n",
                )
            said.add(author)

    def write(self, entry: int, author: int, owner: int, at: int) -> None:
        self.comments += 1
        self.members.came(author, at)
        text = self.texts[int(self.throw() * len(self.texts))]
        moment, ids = self.clock.moment(at), self.members.ids
        self.rows.add(
            "reviews_comment",
            f"{self.comments}\t{text}\t\t{moment}\t{entry}\t{ids[author]}\t{ids[owner]}\n",
        )
        if author != owner and self.throw() < SHARE_NAMING:
            self.mentions += 1
            self.rows.add("reviews_mention", f"{self.mentions}\t{moment}\t{self.comments}\t{ids[owner]}\n")


def stock_of_comments(chance: random.Random) -> list[str]:
    """The columns text, text_html and renderer of each, as COPY takes them."""
    told = read("sentences")
    made = [composed(told, chance)[:300] for _ in range(STOCK)]
    return [f"{escaped(text)}\t{escaped(texts.render(text).html)}\t{texts.VERSION}" for text in made]
