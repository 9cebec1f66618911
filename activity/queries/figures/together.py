"""Two members beside each other: what both have seen, how near their ratings are, where they differ, what one wants that
the other has seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connections, router
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from accounts.models import Member
from activity.actions.taste import AS_GOOD_AS_ALIKE, UNKNOWN_FILMS, WIDEST_APART
from activity.queries.figures.viewings import shown_rating
from reviews.models import Mark
from reviews.queries.blindness import is_blind
from reviews.queries.watchlists import shows_watchlist
from social.models import Viewer
from web.prepared import execute, prepared, value_of

LEAST_SHARED = 3  # films both have rated, for a number that says something
LOVED = 9  # half-stars
DIFFERENT = AS_GOOD_AS_ALIKE + 1  # half-stars

# Each list has an order of two whole numbers that no two of its films share.
LISTS = {
    "differ": f"theirs IS NOT NULL AND abs(ours - theirs) >= {DIFFERENT}",
    "love": f"(ours >= {LOVED} AND theirs >= {LOVED} OR both_like)",
    "common": "both_saw",
    "first_saw": "we_saw AND they_want",
    "second_saw": "they_saw AND we_want",
}
WEIGHTS = {
    "differ": "abs(ours - theirs)",
    "love": "coalesce(ours, 0) + coalesce(theirs, 0)",
    "common": "coalesce(ours, 0) + coalesce(theirs, 0)",
    "first_saw": "coalesce(ours, 0)",
    "second_saw": "coalesce(theirs, 0)",
}
PAIR = """
WITH a (mark, film, rating, saw, likes, wants) AS MATERIALIZED ({first}),
b (mark, film, rating, saw, likes, wants) AS MATERIALIZED ({second}),
pair AS MATERIALIZED (
    SELECT film, a.rating AS ours, b.rating AS theirs, a.saw AND b.saw AS both_saw, a.likes AND b.likes AS both_like,
        a.saw AS we_saw, b.saw AS they_saw, a.wants AS we_want, b.wants AS they_want
    FROM a JOIN b USING (film)
)"""
SUMS = """
SELECT 'sums' AS which, count(*) FILTER (WHERE both_saw), count(ours + theirs), sum(abs(ours - theirs)),
    count(*) FILTER (WHERE abs(ours - theirs) <= {alike}) FROM pair"""
HOW_MANY = """
UNION ALL SELECT '{which}', count(*), NULL, NULL, NULL FROM pair WHERE {condition}"""
FIRST = """
UNION ALL (SELECT '{which} film', film, ours, theirs, {weight} FROM pair WHERE {condition}
    ORDER BY {weight} DESC, film DESC LIMIT %s)"""
SUMMARY = (
    PAIR
    + SUMS.format(alike=AS_GOOD_AS_ALIKE)
    + "".join(HOW_MANY.format(which=which, condition=condition) for which, condition in LISTS.items())
    + "".join(
        FIRST.format(which=which, condition=condition, weight=WEIGHTS[which])
        for which, condition in LISTS.items()
    )
)
PAGE = """
SELECT film, ours, theirs, {weight} FROM pair WHERE ({condition}) AND ({weight}, film) < (%s, %s)
ORDER BY {weight} DESC, film DESC LIMIT %s"""
PAGES = {which: PAIR + PAGE.format(condition=LISTS[which], weight=WEIGHTS[which]) for which in LISTS}
BEGINNING = (2**31, 2**62)  # before every film


class Shared(NamedTuple):
    """A film and what each gave it, in half-stars; `weight` is its place in its list."""

    film: int
    ours: int | None
    theirs: int | None
    weight: int


class Pair(NamedTuple):
    """Two members whose pages the viewer may see."""

    first: Member
    second: Member
    viewer: Viewer

    def lists(self) -> list[str]:
        """The lists that may be shown: nobody's watchlist is given away."""
        hidden = {
            which
            for which, member in (("first_saw", self.second), ("second_saw", self.first))
            if not shows_watchlist(member, self.viewer)
        }
        return [which for which in LISTS if which not in hidden]


class Together(NamedTuple):
    """How many films are in each list, the first of each, and how near the ratings are: `apart` are half-stars added up
    over the `rated` films both have rated, `agreed` those they rate as good as alike."""

    seen: int
    rated: int
    apart: int
    agreed: int
    counts: dict[str, int]
    first: dict[str, list[Shared]]

    @property
    def agreement(self) -> int | None:
        """From 0 to 100, by the formula of "Your taste" (activity.actions.taste) without the likes, which go one way."""
        if self.rated < LEAST_SHARED:
            return None
        alike = self.rated - self.apart / WIDEST_APART + UNKNOWN_FILMS / 2
        return round(100 * alike / (self.rated + UNKNOWN_FILMS))


@prepared
def marks_shown(member: Member, viewer: Viewer, *, is_hiding: bool) -> QuerySet[Mark, Any]:
    """What the member did with each film: mark, film, rating, watched, liked, on the watchlist."""
    marks = Mark.objects.visible_to(viewer).of(member)
    return marks.values_list(
        "pk",
        "film",
        shown_rating(viewer) if is_hiding else "rating",
        is_set("watched_at"),
        is_set("liked_at"),
        is_set("watchlisted_at"),
    )


def is_set(name: str) -> ExpressionWrapper:
    return ExpressionWrapper(Q(**{f"{name}__isnull": False}), output_field=BooleanField())


def ask(pair: Pair, statement: str, values: list[int]) -> list[Any]:
    parts = [
        marks_shown.part(
            (member, pair.viewer),
            {"is_hiding": is_blind(pair.viewer) and member.pk != pair.viewer.pk},
            keys_alone=False,
        )
        for member in (pair.first, pair.second)
    ]
    (first, first_values), (second, second_values) = parts
    sql = statement.replace("{first}", first).replace("{second}", second)
    wide = [value_of(value) for value in [*first_values, *second_values, *values]]
    return execute(connections[router.db_for_read(Mark)], sql, wide)


def together(pair: Pair, *, at_most: int) -> Together:
    """The sums, and at most so many films of each list."""
    shown = pair.lists()
    rows = ask(pair, SUMMARY, [at_most] * len(LISTS))
    first: dict[str, list[Shared]] = {which: [] for which in shown}
    sums, counts = (0, 0, 0, 0), {}
    for which, number, *others in rows:
        name, _, is_film = which.partition(" ")
        if name == "sums":
            sums = (number, others[0], int(others[1] or 0), others[2])
        elif name in first and is_film:
            first[name].append(Shared(number, others[0], others[1], others[2]))
        elif name in first:
            counts[name] = number
    return Together(*sums, counts, {which: in_order(films) for which, films in first.items()})


def in_order(films: Iterable[Shared]) -> list[Shared]:
    return sorted(films, key=lambda one: (-one.weight, -one.film))


def some_of(pair: Pair, which: str, after: tuple[int, int], *, at_most: int) -> list[Shared]:
    """The films of one list that come after this place, which is a weight and a film."""
    return [Shared(*row) for row in ask(pair, PAGES[which], [*after, at_most])]
