"""The orders that films stand in, on every page that lists films: the films themselves, or rows that each have one.

Who shows a collection adds orders of its own (added, rank, watched) beside these. All of them are paged by key.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from django.db.models import CharField, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from reviews.models import Mark
from reviews.queries.blindness import films_rated_by, is_blind

Rows = TypeVar("Rows", bound="QuerySet[Any]")
GIVEN, SHUFFLED = "given", "shuffled"
LONGEST_SEED = 9


class Sort(NamedTuple):
    """An order, and the fact a film needs to stand in it. `tells_average`: and that is kept from who is in blind mode."""

    label: str
    order: tuple[str, ...]
    needs: str = ""
    tells_average: bool = False


class Ordered(NamedTuple):
    """Rows that have what their order needs, and the order for `web.paging`."""

    rows: Any
    order: tuple[str, ...]


SORTS = {
    "popular": Sort("Popular", ("-stats__popularity", "-stats__film_id")),
    "name": Sort("Name", ("sort_title", "pk")),
    "newest": Sort("Newest", ("-year", "sort_title", "pk"), needs="year"),
    # The order of the newest backwards: one index for both.
    "oldest": Sort("Oldest", ("year", "-sort_title", "-pk"), needs="year"),
    "average": Sort(
        "Best average", ("-stats__average", "-stats__film_id"), needs="stats__average", tells_average=True
    ),
    "worst": Sort(
        "Worst average", ("stats__average", "stats__film_id"), needs="stats__average", tells_average=True
    ),
    "shortest": Sort("Shortest", ("runtime", "sort_title", "pk"), needs="runtime"),
    "longest": Sort("Longest", ("-runtime", "sort_title", "pk"), needs="runtime"),
}
MY_RATING = "my-rating"
RATED_BY = {MY_RATING: Sort("Your rating", (f"-{GIVEN}", "-pk"))}
SHUFFLE = "shuffle"
SHUFFLED_SORT = {SHUFFLE: Sort("Shuffle", (SHUFFLED, "pk"))}


def in_order(
    rows: QuerySet[Any], name: str, viewer: Any, *, film: str = "", whose: Any = None, seed: str = ""
) -> Ordered:
    """The rows in one of SORTS, RATED_BY or SHUFFLED_SORT.

    `film` names the rows' film, "" where they are films; `whose` rating is meant, the viewer's by default. `seed` makes
    one shuffle: the same for the same seed. Rows must not defer what the order asks of their film.
    """
    whose = viewer if whose is None else whose
    if name == MY_RATING:
        return by_rating_of(rows, viewer, whose, film)
    if name == SHUFFLE:
        text = Concat(Cast(F(film or "pk"), CharField()), Value(f"-{seed}"))
        return Ordered(rows.annotate(**{SHUFFLED: Func(text, function="md5")}), (SHUFFLED, "pk"))
    sort, path = SORTS[name], f"{film}__" if film else ""
    rows = rows.select_related(f"{path}stats").filter(**{f"{path}stats__isnull": False})
    if sort.needs:
        rows = rows.filter(**{f"{path}{sort.needs}__isnull": False})
    if sort.tells_average and is_blind(viewer):
        rows = rows.filter(**{f"{film or 'pk'}__in": films_rated_by(viewer)})
    return Ordered(rows, tuple(through(path, part) for part in sort.order))


def through(path: str, part: str) -> str:
    return f"-{path}{part[1:]}" if part[0] == "-" else f"{path}{part}"


def by_rating_of(rows: QuerySet[Any], viewer: Any, whose: Any, film: str) -> Ordered:
    """Films that this member has rated; in blind mode those of them that the viewer has rated too."""
    rated = (
        Mark.objects.of(whose).filter(rating__isnull=False) if whose.is_authenticated else Mark.objects.none()
    )
    key = film or "pk"
    rows = rows.filter(**{f"{key}__in": rated.values("film")})
    if is_blind(viewer) and whose != viewer:
        rows = rows.filter(**{f"{key}__in": films_rated_by(viewer)})
    given = Subquery(rated.filter(film=OuterRef(key)).values("rating")[:1])
    return Ordered(rows.annotate(**{GIVEN: given}), (f"-{GIVEN}", "-pk"))
