"""The catalogue of the world: every film with its titles, makers and facts."""

from __future__ import annotations

import datetime
import zlib
from array import array

from films.actions.titles import keys_of
from films.models import Film, FilmState
from films.titles import slug_of, sort_key
from reviews.scale.copying import NOTHING, Rows, line
from reviews.scale.people import People
from reviews.scale.texts import stock_of_synopses
from reviews.scale.times import Clock
from reviews.scale.titles import Language, Languages, Titles
from reviews.scale.world import DAY, Shuffle, World

# The best-known film is older than the story, so that nobody has to wait for it.
YEAR_OF_THE_BEST_KNOWN = 1994
YEARS_OF_CINEMA = 100
GENRES = (
    "drama drama drama drama comedy comedy comedy thriller thriller romance romance action action crime crime"
)
GENRES += (
    " horror horror adventure science-fiction fantasy mystery family animation documentary war history music"
)
GENRES += " western musical sport film-noir experimental silent"
# Unknown films that are on no offer, and those that no curator has looked at yet.
SHARES_OF_STATES = ((0.004, FilmState.RETIRED), (0.02, FilmState.PROVISIONAL))
SHARE_OF_ADULT = 0.004
WELL_KNOWN = 300
LARGEST_QUALITY = 220


class Seen:
    """Says whether a text came before, in a fixed amount of memory; now and then it says so of a new one."""

    def __init__(self) -> None:
        self.bits = bytearray(1 << 24)

    def came_before(self, text: str) -> bool:
        place, bit = divmod(zlib.crc32(text.encode()) >> 5, 8)
        stood = self.bits[place] >> bit & 1
        self.bits[place] |= 1 << bit
        return bool(stood)


class Catalogue:
    """Writes the films, and keeps of each, by its rank of fame, when it came out and how well it is liked."""

    def __init__(self, world: World, clock: Clock) -> None:
        self.world, self.clock = world, clock
        chance = world.chance("catalogue")
        self.order = Shuffle(world.films, chance)
        self.languages = Languages(world.films, chance)
        self.people = People(world.films, chance)
        self.synopses = stock_of_synopses(self.people.characters, chance)
        self.genres = GENRES.split()
        self.seen = Seen()
        self.chance = chance
        self.keyed = Film()
        self.ids = {"credits": 0, "titles": 0, "keys": 0}
        self.released = array("i", bytes(4 * (world.films + 1)))
        self.quality = array("h", bytes(2 * (world.films + 1)))

    def id_of(self, rank: int) -> int:
        return self.order.id_of(rank - 1)

    def write(self, rows: Rows) -> None:
        for number in range(1, self.world.films + 1):
            self.write_film(rows, number, self.order.place_of(number) + 1)

    def write_film(self, rows: Rows, number: int, rank: int) -> None:
        chance = self.chance
        fame = (WELL_KNOWN / (WELL_KNOWN + rank)) ** 0.5
        language = self.languages.draw(chance)
        titles = self.languages.titles(language, fame, chance)
        directors = self.write_credits(rows, number, fame)
        year = self.year_of(rank)
        rows.add("films_film", self.film(number, rank, titles, year, language, ", ".join(directors)[:300]))
        self.write_titles(rows, number, titles)
        self.quality[rank] = int(chance.gauss(40 * fame, 90))
        self.quality[rank] = max(-LARGEST_QUALITY, min(LARGEST_QUALITY, self.quality[rank]))

    def year_of(self, rank: int) -> int:
        if rank == 1:
            return YEAR_OF_THE_BEST_KNOWN
        return self.world.until.year - int(YEARS_OF_CINEMA * self.chance.random() ** 1.3)

    def film(
        self, number: int, rank: int, titles: Titles, year: int, language: Language, directed_by: str
    ) -> str:
        chance = self.chance
        released = self.release(rank, year)
        slug = slug_of(titles.title, year)
        if self.seen.came_before(slug):
            slug = f"{slug}-{number}"
        return line(
            number,
            slug,
            self.state(rank),
            titles.title,
            titles.original,
            sort_key(titles.title),
            year,
            released.isoformat() if chance.random() < 0.7 else NOTHING,
            min(300, int(abs(chance.gauss(100, 22)))) + 1 if chance.random() < 0.96 else NOTHING,
            "",
            chance.choice(self.synopses) if chance.random() < 0.75 else "",
            "{" + ",".join(dict.fromkeys(chance.choices(self.genres, k=1 + int(3 * chance.random())))) + "}",
            "{" + chance.choice(language.countries) + "}",
            "{" + language.code + "}",
            "\t\t\t\t\t\t50",
            "t" if rank > WELL_KNOWN and chance.random() < SHARE_OF_ADULT else "f",
            directed_by,
            self.clock.moment(0),
        )

    def release(self, rank: int, year: int) -> datetime.date:
        """The day, kept as seconds of the story when the story had begun."""
        day = datetime.date(year, 1, 1) + datetime.timedelta(days=int(365 * self.chance.random()))
        day = min(day, self.world.until - datetime.timedelta(days=1))
        self.released[rank] = max(0, (day - self.world.begins_on).days * DAY)
        return day

    def state(self, rank: int) -> str:
        if rank > WELL_KNOWN:
            throw = self.chance.random()
            for share, state in SHARES_OF_STATES:
                if throw < share:
                    return state.value
        return FilmState.PUBLISHED.value

    def write_credits(self, rows: Rows, film: int, fame: float) -> list[str]:
        """Returns the directors' names in billing order."""
        directors = []
        for role, person, billing, character in self.people.credits(fame, self.chance):
            self.ids["credits"] += 1
            rows.add("films_credit", line(self.ids["credits"], role.value, character, billing, film, person))
            if role == role.DIRECTOR:
                directors.append(self.people.name(person))
        return directors

    def write_titles(self, rows: Rows, film: int, titles: Titles) -> None:
        for other in titles.others:
            self.ids["titles"] += 1
            rows.add("films_alternativetitle", line(self.ids["titles"], other, film))
        self.keyed.title, self.keyed.original_title = titles.title, titles.original
        for key, is_main in keys_of(self.keyed, titles.others):
            self.ids["keys"] += 1
            rows.add("new_title_key", line(self.ids["keys"], film, key, "t" if is_main else "f"))
