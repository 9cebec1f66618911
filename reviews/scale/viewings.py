"""How dated entries' films were watched: of some the place and the format, of few with whom."""

from __future__ import annotations

import random

from reviews.models.viewings import Format, Place
from reviews.scale.copying import NOTHING, Rows
from reviews.scale.crowd import Crowd
from reviews.scale.members import Members
from reviews.scale.times import Clock
from reviews.scale.words import read
from reviews.scale.world import DAY, SPAN, World

# Of dated entries; companions stand beside some of those that have facts.
SHARE_WITH_FACTS, SHARE_WITH_COMPANION = 0.15, 0.06
SHARE_ANSWERED, SHARE_DECLINED = 0.8, 0.85  # up to here confirmed, declined
SHARE_WITH_FORMAT, SHARE_WITH_LANGUAGE, SHARE_WITH_VENUE = 0.6, 0.2, 0.5
LONGEST_WAIT = 5 * DAY
PLACES = (Place.HOME, Place.HOME, Place.HOME, Place.CINEMA, Place.CINEMA, Place.FESTIVAL, Place.ELSEWHERE)
AT_HOME = (Format.STREAM, Format.STREAM, Format.BLU_RAY, Format.DVD, Format.BROADCAST, Format.FILE)
ON_A_SCREEN = (
    Format.DIGITAL_PROJECTION,
    Format.DIGITAL_PROJECTION,
    Format.FILM_35,
    Format.IMAX,
    Format.FILM_16,
)
LANGUAGES = ("en", "fr", "ja", "de", "es", "zxx")
STOCK, VENUES = 2_000, 200


class Viewings:
    """Writes the facts and companions of one entry after the other; other throws than those of the entries."""

    def __init__(self, world: World, crowd: Crowd, members: Members, clock: Clock, rows: Rows) -> None:
        self.crowd, self.members, self.clock, self.rows = crowd, members, clock, rows
        chance = world.chance("viewings")
        self.throw = chance.random
        self.facts = stock_of_facts(chance)
        self.companions = 0

    def of(self, entry: int, film: int, author: int, at: int) -> None:
        """`film` is its rank, `author` the place of who wrote the entry at this second."""
        if self.throw() >= SHARE_WITH_FACTS:
            return
        self.rows.add("reviews_viewingfacts", f"{entry}\t{self.facts[int(self.throw() * len(self.facts))]}\n")
        if self.throw() < SHARE_WITH_COMPANION:
            self.ask(entry, self.crowd.one_of(film, self.throw()), author, at)

    def ask(self, entry: int, member: int | None, author: int, at: int) -> None:
        """Somebody who knows the film, was a member by then, and is not across a block."""
        if member is None or member == author or self.members.is_blocked(member, author):
            return
        if self.members.first[member] > at:
            return
        self.companions += 1
        answer, moment = self.throw(), self.clock.moment(min(SPAN - 1, at + int(LONGEST_WAIT * self.throw())))
        confirmed = moment if answer < SHARE_ANSWERED else NOTHING
        declined = moment if SHARE_ANSWERED <= answer < SHARE_DECLINED else NOTHING
        ids = self.members.ids
        self.rows.add(
            "reviews_companion",
            f"{self.companions}\t{confirmed}\t{declined}\t{self.clock.moment(at)}\t{entry}\t{ids[member]}\t{ids[author]}\n",
        )


def stock_of_facts(chance: random.Random) -> list[str]:
    """The columns place, venue, format, language and subtitles of each, as COPY takes them."""
    places = read("people")["places"]
    venues = [f"Cinema {number}, {chance.choice(places)}" for number in range(1, VENUES + 1)]
    return ["\t".join(facts_of(venues, chance)) for _ in range(STOCK)]


def facts_of(venues: list[str], chance: random.Random) -> tuple[str, str, str, str, str]:
    place = chance.choice(PLACES)
    is_out = place in {Place.CINEMA, Place.FESTIVAL}
    venue = chance.choice(venues) if is_out and chance.random() < SHARE_WITH_VENUE else ""
    shape = chance.choice(ON_A_SCREEN if is_out else AT_HOME) if chance.random() < SHARE_WITH_FORMAT else ""
    heard = chance.random() < SHARE_WITH_LANGUAGE
    language = chance.choice(LANGUAGES) if heard else ""
    return place.value, venue, str(shape), language, "en" if language not in {"", "en", "zxx"} else ""
