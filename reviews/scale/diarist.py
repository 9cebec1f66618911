"""One member who has logged films every day for twelve years: the longest diary and watchlist that pages are measured with."""

from __future__ import annotations

from reviews.scale.diaries import SHARE_RATED, Diaries, Viewing
from reviews.scale.world import SPAN, World

MOST_ENTRIES = 20_000
REVIEWS_AN_ENTRY = 50  # a smaller world has a shorter diary
SHARE_NEW = 0.75  # of the viewings, the others are of films seen before
ENTRIES_A_WISH = 6  # films on the watchlist


class Diarist:
    """Writes dated entries without text, so that the world has its reviews still."""

    def __init__(self, world: World, diaries: Diaries, member: int) -> None:
        self.diaries, self.member = diaries, member
        self.chance = world.chance("diarist")
        self.count = min(MOST_ENTRIES, world.reviews // REVIEWS_AN_ENTRY)
        self.unseen = list(range(1, world.films + 1))
        self.chance.shuffle(self.unseen)
        self.seen: list[int] = []
        self.first: dict[int, int] = {}
        self.numbers: dict[int, int] = {}
        self.ratings: dict[int, int | None] = {}

    def write(self) -> None:
        diaries = self.diaries
        for number in range(self.count):
            at = int((SPAN - 1) * (number + self.chance.random()) / self.count)
            film = self.film_at(at)
            if film is None:
                continue
            diaries.members.came(self.member, at)
            last = self.numbers[film] = self.numbers.get(film, 0) + 1
            rating = self.ratings[film] = diaries.rating(film, SHARE_RATED)
            diaries.write_entry(
                Viewing(film, self.member, last, last, rating, has_text=False, earliest=at), at
            )
        for film, last in self.numbers.items():
            diaries.now = self.first[film]
            diaries.write_mark(
                film, self.member, is_watched=True, rating=self.ratings[film], last_number=last
            )
        self.want(self.unseen[: self.count // ENTRIES_A_WISH])

    def want(self, films: list[int]) -> None:
        for film in films:
            at = self.diaries.now = int((SPAN - 1) * self.chance.random())
            self.diaries.members.came(self.member, at)
            self.diaries.write_mark(film, self.member, is_watched=False, rating=None, last_number=0)

    def film_at(self, at: int) -> int | None:
        """One that is out, new to them or seen before; None at the very beginning."""
        if self.unseen and (not self.seen or self.chance.random() < SHARE_NEW):
            film = self.unseen.pop()
            if self.diaries.catalogue.released[film] <= at:
                self.seen.append(film)
                self.first[film] = at
                return film
            self.unseen.insert(0, film)
        return self.chance.choice(self.seen) if self.seen else None
