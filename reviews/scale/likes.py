"""Who likes which review, when: most reviews nobody, a few thousands."""

from __future__ import annotations

from reviews.scale.copying import Rows
from reviews.scale.crowd import Crowd
from reviews.scale.members import Members
from reviews.scale.mixing import Window
from reviews.scale.threads import SHARE_OF_LIKES, SHARE_OF_REVIEWS, Threads
from reviews.scale.times import Clock
from reviews.scale.world import DAY, SPAN, World

# The number of likes: 0.42 times a throw to the power of -0.8, rounded down, about 1.3 for a review.
LIKES, LIKES_POWER = 0.42, -0.8
SHARE_OF_WATCHERS = 0.7  # the others come from anywhere
SHARE_OF_LATE_LIKES = 0.1
MOST_DAYS = 40
SHARE_ACROSS = 0.2  # of the givers rated the film quite differently
MOST_ATTEMPTS = 4


class Likes:
    """Likes of one review after the other, mixed as they would come in."""

    def __init__(self, world: World, crowd: Crowd, members: Members, clock: Clock, rows: Rows) -> None:
        self.crowd, self.members, self.clock, self.rows = crowd, members, clock, rows
        chance = world.chance("likes")
        self.throw = chance.random
        self.most = crowd.count // 4
        self.count = 0
        self.threads = Threads(world, members, clock, rows)
        self.window = Window(min(100_000, world.reviews // 10), chance, self.write)

    def of(self, entry: int, film: int, film_id: int, author: int, at: int) -> None:
        """Gives the review its likes and comments: none twice, none by its author or across a block."""
        wanted = min(self.most, int(LIKES * (1 - self.throw()) ** LIKES_POWER))
        givers = {author}
        talkers = []
        if self.throw() < SHARE_OF_REVIEWS and (talker := self.giver(film, author, givers)) is not None:
            talkers.append(talker)
        for _ in range(wanted):
            giver = self.giver(film, author, givers)
            if giver is None:
                continue
            givers.add(giver)
            second = self.second(at)
            self.members.came(giver, second)
            moment = self.clock.moment(second)
            across = "t" if self.throw() < SHARE_ACROSS else "f"
            ids = self.members.ids
            self.window.put(f"{across}\t{moment}\t{entry}\t{film_id}\t{ids[giver]}\t{ids[author]}\n")
            if self.throw() < SHARE_OF_LIKES:
                talkers.append(giver)
        self.threads.under(entry, author, talkers, at)

    def giver(self, film: int, author: int, taken: set[int]) -> int | None:
        for _ in range(MOST_ATTEMPTS):
            throw = self.throw
            giver = self.crowd.one_of(film, throw()) if throw() < SHARE_OF_WATCHERS else None
            if giver is None:
                giver = self.crowd.anybody(throw())
            if giver not in taken and not self.members.is_blocked(giver, author):
                return giver
        return None

    def second(self, at: int) -> int:
        """Soon after the review, seldom years later."""
        throw = self.throw()
        if throw < SHARE_OF_LATE_LIKES:
            return at + int((SPAN - at) * self.throw())
        second = at + 60 + int(MOST_DAYS * DAY * self.throw() ** 4)
        return second if second < SPAN else at

    def write(self, row: str) -> None:
        self.count += 1
        self.rows.add("reviews_reviewlike", f"{self.count}\t{row}")
