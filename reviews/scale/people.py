"""Those who make films: names put together by number, so that everybody's is their own and nobody's is remembered."""

from __future__ import annotations

import random
from collections.abc import Iterator

from films.models import Role
from films.titles import folded, slug_of
from reviews.scale.copying import Rows, line
from reviews.scale.words import read
from reviews.scale.world import Shuffle

PEOPLE_A_FILM = 1.2
CREW = (Role.DIRECTOR, Role.WRITER, Role.PHOTOGRAPHY, Role.EDITING, Role.MUSIC, Role.PRODUCER)


class People:
    """`name(number)` and the slug are functions of the number alone, from 1 to `count`."""

    def __init__(self, films: int, chance: random.Random) -> None:
        told = read("people")
        self.first, self.middle = told["first"], told["middle"]
        self.last = list(dict.fromkeys(start + end for start in told["starts"] for end in told["ends"]))
        self.characters = told["characters"]
        self.count = int(films * PEOPLE_A_FILM)
        self.order = Shuffle(len(self.first) * len(self.middle) * len(self.last), chance)

    def name(self, number: int) -> str:
        rest, first = divmod(self.order.id_of(number) - 1, len(self.first))
        last, middle = divmod(rest, len(self.middle))
        return " ".join(filter(None, (self.first[first], self.middle[middle], self.last[last])))

    def draw(self, chance: random.Random) -> int:
        """Anybody, the busy ones more often."""
        return int(self.count * chance.random() ** 2) + 1

    def write(self, rows: Rows) -> None:
        for number in range(1, self.count + 1):
            name = self.name(number)
            rows.add("films_person", line(number, slug_of(name), name, folded(name), "", "", "", ""))

    def credits(self, fame: float, chance: random.Random) -> Iterator[tuple[Role, int, int, str]]:
        """Role, person, billing and character of a film's credits: more of them the better it is known."""
        directors = 2 if chance.random() < 0.06 else 1
        crew = CREW[: 1 + int(chance.random() * (2 + 4 * fame) + fame)]
        roles = [CREW[0]] * (directors - 1) + list(crew)
        roles += [Role.ACTOR] * int(1 + chance.random() * 3 + 6 * fame)
        billed: dict[Role, int] = {}
        for role, person in zip(roles, self.different(len(roles), chance), strict=True):
            billed[role] = billed.get(role, 0) + 1
            character = self.characters[person % len(self.characters)] if role == Role.ACTOR else ""
            yield role, person, billed[role], character

    def different(self, count: int, chance: random.Random) -> list[int]:
        found: dict[int, None] = {}
        while len(found) < count:
            found[self.draw(chance)] = None
        return list(found)
