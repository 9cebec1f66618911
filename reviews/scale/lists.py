"""Lists and what is in them: most have a dozen films, one has thousands; a few are liked by hundreds."""

from __future__ import annotations

from films.titles import slug_of
from reviews.scale.copying import NOTHING, Rows, escaped, line
from reviews.scale.crowd import Crowd
from reviews.scale.films import Catalogue
from reviews.scale.members import Members
from reviews.scale.texts import filled
from reviews.scale.times import Clock, second_of
from reviews.scale.words import read
from reviews.scale.world import SPAN, Fame, World
from web import text as texts

MEMBERS_A_LIST = 20
FEWEST_LISTS = 60
# The number of films: 8 times a throw to the power of -0.7, about 25, and up to so many; the longest list has more.
FILMS, FILMS_POWER, MOST_FILMS, LONGEST = 8, -0.7, 500, 10_000
# The number of likes: half a throw to the power of -0.9.
LIKES, LIKES_POWER = 0.5, -0.9
STEP = 2**20
SHARE_RANKED, SHARE_WITH_NOTE, SHARE_ONLY_ME, SHARE_FOLLOWERS = 0.3, 0.05, 0.1, 0.1
NOTES = 200
SHARE_WITH_BEST_KNOWN = 0.3


class Lists:
    """Writes the lists of a world whose films and members are known."""

    def __init__(
        self, world: World, crowd: Crowd, catalogue: Catalogue, members: Members, clock: Clock, rows: Rows
    ) -> None:
        self.world, self.crowd, self.catalogue, self.members = world, crowd, catalogue, members
        self.clock, self.rows = clock, rows
        self.chance = world.chance("lists")
        self.throw = self.chance.random
        self.fame = Fame(world)
        told = read("sentences")
        self.things, self.qualities = told["things"], told["qualities"]
        notes = [filled(self.chance.choice(told["sentences"]), told, self.chance) for _ in range(NOTES)]
        self.notes = [f"{escaped(note)}\t{escaped(texts.render(note).html)}" for note in notes]
        self.items = self.likes = 0

    def write(self) -> None:
        for number in range(1, max(FEWEST_LISTS, self.members.count // MEMBERS_A_LIST) + 1):
            author = self.crowd.anybody(self.throw())
            at = second_of(self.throw(), self.throw())
            self.members.came(author, at)
            audience = "everyone" if number == 1 else self.audience()
            self.write_list(number, author, audience, at)
            for place, film in enumerate(self.films_of(number), 1):
                self.write_item(number, place, film, author, at)
            if audience == "everyone":
                self.write_likes(number, author, at)

    def audience(self) -> str:
        throw = self.throw()
        if throw < SHARE_ONLY_ME:
            return "me"
        return "followers" if throw < SHARE_ONLY_ME + SHARE_FOLLOWERS else "everyone"

    def write_list(self, number: int, author: int, audience: str, at: int) -> None:
        thing, quality = self.chance.choice(self.things), self.chance.choice(self.qualities)
        title = f"Films with a {quality} {thing}"
        is_narrowed = self.members.private[author] and audience == "everyone"
        moment = self.clock.moment(at)
        rendered = texts.render(f"For the {thing}.")
        self.rows.add(
            "lists_list",
            line(
                number,
                audience,
                "followers" if is_narrowed else audience,
                moment,
                title,
                f"{slug_of(title)[:100]}-{number}",
                f"For the {thing}.",
                escaped(rendered.html),
                escaped(rendered.lead_html),
                texts.VERSION,
                "t" if self.throw() < SHARE_RANKED else "f",
                "{}",
                "",
                "",
                "",
                moment if audience == "everyone" and not is_narrowed else NOTHING,
                moment,
                self.members.ids[author],
            ),
        )

    def films_of(self, number: int) -> list[int]:
        """The ranks of different films, well-known ones more often; the first list has as many as there are, to LONGEST."""
        if number == 1:
            return self.chance.sample(range(1, self.world.films + 1), k=min(LONGEST, self.world.films))
        wanted = min(MOST_FILMS, self.world.films // 2, int(FILMS * (1 - self.throw()) ** FILMS_POWER))
        found: dict[int, None] = {1: None} if self.throw() < SHARE_WITH_BEST_KNOWN else {}
        for _ in range(wanted * 2):
            if len(found) >= wanted:
                break
            found[self.fame.rank(self.throw())] = None
        return list(found)

    def write_item(self, number: int, place: int, film: int, author: int, at: int) -> None:
        self.items += 1
        note = self.chance.choice(self.notes) if self.throw() < SHARE_WITH_NOTE else "\t"
        self.rows.add(
            "lists_item",
            f"{self.items}\t{place * STEP}\t{note}\t{texts.VERSION}\tf\t{self.clock.moment(at)}"
            f"\t{self.members.ids[author]}\t{self.catalogue.id_of(film)}\t{number}\n",
        )

    def write_likes(self, number: int, author: int, at: int) -> None:
        """None twice, none by its author or across a block; private authors' by nobody."""
        if self.members.private[author]:
            return
        wanted = min(self.crowd.count // 4, int(LIKES * (1 - self.throw()) ** LIKES_POWER))
        givers = {author}
        for _ in range(wanted):
            giver = self.crowd.anybody(self.throw())
            if giver in givers or self.members.is_blocked(giver, author):
                continue
            givers.add(giver)
            second = at + int((SPAN - at) * self.throw() ** 2)
            self.members.came(giver, second)
            self.likes += 1
            ids = self.members.ids
            self.rows.add(
                "lists_listlike",
                f"{self.likes}\t{self.clock.moment(min(second, SPAN - 1))}\t{ids[author]}\t{number}\t{ids[giver]}\n",
            )
