"""What members do with films, told in the order of time: marks, entries with and without text, favourites, likes."""

from __future__ import annotations

from bisect import bisect
from typing import NamedTuple

from reviews.scale.copying import NOTHING, Rows
from reviews.scale.crowd import Crowd
from reviews.scale.films import Catalogue
from reviews.scale.likes import Likes
from reviews.scale.members import Members
from reviews.scale.mixing import Window
from reviews.scale.texts import stock_of_reviews, stock_of_tags
from reviews.scale.times import Clock, second_of
from reviews.scale.viewings import Viewings
from reviews.scale.world import BEST_KNOWN_SHARE, DAY, SPAN, Fame, World
from web import text as texts

# Of all marks: the film is reviewed, logged with a date, just watched; the rest is on the watchlist.
REVIEWED, LOGGED, WATCHED = 0.49, 0.66, 0.90
# How often people gave each rating from half a star to five: ratings.csv of MovieLens 25M, 25,000,095 ratings.
# F. M. Harper and J. A. Konstan: The MovieLens Datasets, ACM Transactions on Interactive Intelligent Systems 5:4, 2015.
MOVIELENS = (
    393_068,
    776_815,
    399_490,
    1_640_868,
    1_262_797,
    4_896_928,
    3_177_318,
    6_639_798,
    2_200_539,
    3_612_474,
)
STEPS = 1_000
LIKED_BY_RATING = (0.2, 0.01, 0.01, 0.01, 0.01, 0.02, 0.05, 0.12, 0.35, 0.65, 0.85)
SHARE_RATED, SHARE_RATED_WHEN_JUST_WATCHED = 0.85, 0.6
SHARE_UNDATED, SHARE_TAGGED, SHARE_SPOILERS, SHARE_EDITED, SHARE_REMOVED = 0.12, 0.08, 0.06, 0.04, 0.003
FOLLOWERS_ONLY, ONLY_ME = 0.03, 0.05  # up to here
SHARE_SEEN_TWICE, SHARE_SEEN_THREE_TIMES = 0.06, 0.012
SHARE_REWATCHES_WITH_TEXT = 0.4
FAVOURITE_FROM, FAVOURITES = 9, 4
LONGEST_WAIT = 20 * DAY
LAST_MONTH = 30 * DAY


class Viewing(NamedTuple):
    """One time somebody saw a film, to be written as an entry."""

    film: int
    member: int
    number: int
    last_number: int
    rating: int | None
    has_text: bool
    earliest: int


class Diaries:
    """Writes everything about members and films until the world has its reviews."""

    def __init__(
        self, world: World, crowd: Crowd, catalogue: Catalogue, members: Members, clock: Clock, rows: Rows
    ) -> None:
        self.world, self.crowd, self.catalogue, self.members = world, crowd, catalogue, members
        self.clock, self.rows = clock, rows
        chance = world.chance("diaries")
        self.throw = chance.random
        self.fame = Fame(world)
        self.likes = Likes(world, crowd, members, clock, rows)
        self.viewings = Viewings(world, crowd, members, clock, rows)
        self.texts = stock_of_reviews(world.reviews, chance)
        self.tags = stock_of_tags(chance)
        self.ratings = ratings_by_step()
        self.favourites = bytearray(crowd.count)
        self.rewatches: Window[Viewing] = Window(
            min(50_000, world.reviews // 50),
            chance,
            lambda viewing: self.watch_again(viewing, max(viewing.earliest, self.now)),
        )
        self.now = self.reviews = self.first_reviews = 0
        self.marks = self.entries = self.favourite_rows = 0

    def write(self) -> None:
        while self.reviews < self.world.reviews:
            self.mark_next()
        self.rewatches.out = lambda viewing: self.watch_again(viewing, self.lately(viewing.earliest))
        self.rewatches.empty()
        self.likes.window.empty()

    def mark_next(self) -> None:
        """Somebody marks a film for the first time."""
        self.now = second_of(self.reviews / self.world.reviews, self.throw())
        kind = self.throw()
        film = self.film_for(kind)
        member = self.crowd.next_for(film, self.throw())
        self.members.came(member, self.now)
        if kind >= WATCHED:
            self.write_mark(film, member, is_watched=False, rating=None, last_number=0)
            return
        is_entry = kind < LOGGED
        rating = self.rating(film, SHARE_RATED if is_entry else SHARE_RATED_WHEN_JUST_WATCHED)
        last_number = self.times_seen() if is_entry else 0
        self.write_mark(film, member, is_watched=True, rating=rating, last_number=last_number)
        if rating is not None and rating >= FAVOURITE_FROM:
            self.consider_favourite(film, member)
        if is_entry:
            self.reviews += kind < REVIEWED
            self.write_entry(
                Viewing(film, member, 1, last_number, rating, kind < REVIEWED, self.now), self.now
            )

    def film_for(self, kind: float) -> int:
        """A film that is out and that somebody has not marked yet; every twentieth review is of the best-known one."""
        if kind < REVIEWED:
            self.first_reviews += 1
            is_best_known = self.first_reviews % BEST_KNOWN_SHARE == 0
        else:
            is_best_known = self.throw() * BEST_KNOWN_SHARE < 1
        if is_best_known:
            return 1
        film = self.fame.rank(self.throw())
        while self.catalogue.released[film] > self.now:
            film = self.fame.rank(self.throw())
        return film

    def rating(self, film: int, share: float) -> int | None:
        if self.throw() > share:
            return None
        step = int(self.throw() * STEPS) + self.catalogue.quality[film]
        return self.ratings[min(STEPS - 1, max(0, step))]

    def times_seen(self) -> int:
        throw = self.throw()
        return 1 + (throw < SHARE_SEEN_TWICE) + (throw < SHARE_SEEN_THREE_TIMES)

    def lately(self, earliest: int) -> int:
        return max(earliest, SPAN - 1 - int(LAST_MONTH * self.throw()))

    def watch_again(self, viewing: Viewing, at: int) -> None:
        self.write_entry(viewing._replace(number=viewing.number + 1), at)

    def write_mark(
        self, film: int, member: int, *, is_watched: bool, rating: int | None, last_number: int
    ) -> None:
        self.marks += 1
        moment = self.clock.moment(self.now)
        is_liked = is_watched and self.throw() < LIKED_BY_RATING[rating or 0]
        self.rows.add(
            "reviews_mark",
            f"{self.marks}\t{moment if is_watched else NOTHING}\t{moment if is_liked else NOTHING}"
            f"\t{rating or NOTHING}\t{moment if rating else NOTHING}\t{NOTHING if is_watched else moment}"
            f"\t{last_number}\t{moment}\t{self.catalogue.id_of(film)}\t{self.members.ids[member]}\n",
        )

    def write_entry(self, viewing: Viewing, at: int) -> None:
        self.entries += 1
        throw = self.throw
        film, author = self.catalogue.id_of(viewing.film), self.members.ids[viewing.member]
        is_dated = not viewing.has_text or throw() >= SHARE_UNDATED
        audience = throw()
        removed = viewing.has_text and throw() < SHARE_REMOVED
        text = self.texts[int(throw() * len(self.texts))] if viewing.has_text else NO_TEXT
        reach = (
            "me"
            if removed
            else narrowed(audience_of(audience), is_private=self.members.private[viewing.member])
        )
        self.rows.add(
            "reviews_entry",
            f"{self.entries}\t{audience_of(audience)}\t{reach}\t{self.clock.moment(self.later(at)) if removed else NOTHING}"
            f"\t{self.clock.moment(at)}\t{viewing.number}"
            f"\t{self.clock.date(at - int(LONGEST_WAIT * throw() ** 6)) if is_dated else NOTHING}"
            f"\t{'t' if viewing.number > 1 else 'f'}\t{viewing.rating or NOTHING}\t{text}"
            f"\t{'t' if viewing.has_text and throw() < SHARE_SPOILERS else 'f'}"
            f"\t{self.tags[int(throw() * len(self.tags))] if throw() < SHARE_TAGGED else '{}'}"
            f"\t{self.clock.moment(self.later(at)) if throw() < SHARE_EDITED else NOTHING}\t{author}\t{film}\n",
        )
        if is_dated:
            self.viewings.of(self.entries, viewing.film, viewing.member, at)
        if viewing.has_text and audience >= ONLY_ME and not removed:
            self.likes.of(self.entries, viewing.film, film, viewing.member, at)
        if viewing.number < viewing.last_number:
            self.plan_rewatch(viewing, at)

    def later(self, at: int) -> int:
        return at + int((SPAN - at) * self.throw() ** 3)

    def plan_rewatch(self, viewing: Viewing, at: int) -> None:
        has_text = self.reviews < self.world.reviews and self.throw() < SHARE_REWATCHES_WITH_TEXT
        self.reviews += has_text
        self.rewatches.put(viewing._replace(has_text=has_text, earliest=at))

    def consider_favourite(self, film: int, member: int) -> None:
        """Two in five members choose their favourites: the first films they gave the best ratings."""
        if member % 5 < 2 and self.favourites[member] < FAVOURITES:
            self.favourites[member] += 1
            self.favourite_rows += 1
            self.rows.add(
                "reviews_favourite",
                f"{self.favourite_rows}\t{self.favourites[member]}\t{self.catalogue.id_of(film)}\t{self.members.ids[member]}\n",
            )


NO_TEXT = f"\t\t\tf\t{texts.VERSION}\t\t"


def audience_of(throw: float) -> str:
    if throw >= ONLY_ME:
        return "everyone"
    return "followers" if throw < FOLLOWERS_ONLY else "me"


def narrowed(audience: str, *, is_private: int) -> str:
    """Who in effect may read what nobody removed."""
    return "followers" if is_private and audience == "everyone" else audience


def ratings_by_step() -> list[int]:
    """The rating that each of STEPS equally likely throws means."""
    shares = [sum(MOVIELENS[: number + 1]) for number in range(len(MOVIELENS))]
    return [bisect(shares, step / STEPS * shares[-1]) + 1 for step in range(STEPS)]
