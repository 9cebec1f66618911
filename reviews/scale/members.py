"""Everybody in the world: members, whom they follow and whom they blocked."""

from __future__ import annotations

from array import array

from reviews.scale.copying import Rows, escaped, line
from reviews.scale.crowd import Crowd
from reviews.scale.mixing import Window
from reviews.scale.times import Clock
from reviews.scale.words import read
from reviews.scale.world import DAY, SPAN, Shuffle, World
from web import text

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONGEST_HANDLE = 14
MEMBERS_A_BLOCK = 400
# The number of people somebody follows: 1.6 times a throw to the power of -0.7, about five.
FOLLOWS, FOLLOWS_POWER, MOST_FOLLOWS = 1.6, -0.7, 3_000
FAME_OF_MEMBERS = 3  # the active ones are followed by most: a throw to this power
MOST_ATTEMPTS = 4
SHARE_PRIVATE = 0.03
LONGEST_AWAY = 14 * DAY  # since somebody looked at their notices
LONGEST_SILENCE = 30 * DAY
ORDINARY = "f\t\t\t\t\tsystem\tt\tf"  # the columns from is_superuser on


class Members:
    """Members by their place in the crowd. `ids` are in no order; `first` is the second of what each did first."""

    def __init__(self, world: World, crowd: Crowd, clock: Clock, password: str) -> None:
        self.world, self.clock, self.password = world, clock, password
        self.count = crowd.count + 1
        self.diarist = crowd.count  # beside the crowd: what they mark, nobody else has to know of
        self.chance = world.chance("members")
        order = Shuffle(self.count, self.chance)
        self.ids = array("i", (order.id_of(place) for place in range(self.count)))
        self.first = array("i", [SPAN]) * self.count
        self.private = bytearray(self.chance.random() < SHARE_PRIVATE for _ in range(self.count))
        self.private[self.diarist] = 0
        self.blocks = {self.pair_of_strangers(): None for _ in range(self.count // MEMBERS_A_BLOCK + 1)}
        self.blocked = {pair for one, other in self.blocks for pair in ((one, other), (other, one))}

    def pair_of_strangers(self) -> tuple[int, int]:
        one, other = self.chance.sample(range(self.count), k=2)
        return one, other

    def is_blocked(self, one: int, other: int) -> bool:
        """In either direction."""
        return (one, other) in self.blocked

    def came(self, member: int, second: int) -> None:
        """The member did something at this second, so they had joined by then."""
        if second < self.first[member]:
            self.first[member] = second

    def write(self, rows: Rows) -> None:
        self.settle_joining()
        self.write_members(rows)
        self.write_follows(rows)
        for number, (blocker, blocked) in enumerate(self.blocks, 1):
            moment = self.clock.moment(max(self.first[blocker], self.first[blocked]))
            rows.add("social_block", line(number, moment, self.ids[blocker], self.ids[blocked]))

    def settle_joining(self) -> None:
        """Everybody joined some time before the first thing they did; who did nothing, any time."""
        throw = self.chance.random
        for member, second in enumerate(self.first):
            before = int(LONGEST_SILENCE * throw() ** 3)
            self.first[member] = second - before if second < SPAN else int(SPAN * throw())

    def write_members(self, rows: Rows) -> None:
        told, chance = read("people"), self.chance
        bios = [f"{escaped(bio)}\t{escaped(text.render(bio).html)}" for bio in told["bios"]]
        for member, number in enumerate(self.ids):
            handle = f"{chance.choice(told['tones'])}_{chance.choice(told['things'])}"[:LONGEST_HANDLE]
            named = chance.random()
            rows.add(
                "accounts_member",
                line(
                    number,
                    self.password,
                    f"{handle.strip('_')}_{base_36(number)}",
                    f"{chance.choice(told['first'])} {chance.choice(told['starts'])}" if named < 0.6 else "",
                    chance.choice(bios) if chance.random() < 0.25 else "\t",
                    chance.choice(told["places"]) if named < 0.2 else "",
                    chance.choice(told["zones"]),
                    self.clock.moment(self.first[member]),
                    ORDINARY,
                    "t" if self.private[member] else "f",
                    self.clock.moment(SPAN - 1 - int(LONGEST_AWAY * chance.random() ** 2)),
                ),
            )

    def write_follows(self, rows: Rows) -> None:
        numbers = iter(range(1, 1 << 40))
        window: Window[str] = Window(
            min(100_000, self.count),
            self.chance,
            lambda row: rows.add("social_follow", f"{next(numbers)}\t{row}"),
        )
        for member in range(self.count):
            for followed in self.followed_by(member):
                begins = max(self.first[member], self.first[followed])
                moment = self.clock.moment(begins + int((SPAN - begins) * self.chance.random()))
                window.put(f"{moment}\t{self.ids[member]}\t{self.ids[followed]}\n")
        window.empty()

    def followed_by(self, member: int) -> list[int]:
        throw = self.chance.random
        most = min(MOST_FOLLOWS, self.count // 4)
        wanted = min(most, int(FOLLOWS * (1 - throw()) ** FOLLOWS_POWER))
        found: dict[int, None] = {}
        for _ in range(wanted):
            for _ in range(MOST_ATTEMPTS):
                other = int(self.count * throw() ** FAME_OF_MEMBERS)
                if other != member and other not in found and not self.is_blocked(member, other):
                    found[other] = None
                    break
        return list(found)


def base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits
