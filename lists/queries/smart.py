"""Smart lists: films that a saved filter finds, always as they are now.

What the words say of somebody they say of the list's author. Its readers meet nothing that they could not read
elsewhere: of the author's diary only the entries they may read count, a watchlist hidden from them is as good as empty,
and in blind mode averages and stars are only asked of films that they have rated (`reviews.queries.filters`).
"""

from __future__ import annotations

from films.models import Film
from films.queries.filter_kinds import UnknownWord
from lists.models import List
from reviews.queries.filters import Filters
from reviews.queries.sorts import RATED_BY, SORTS, Ordered, Sort, in_order
from social.models import Viewer

SMART_SORTS: dict[str, Sort] = {**SORTS, **RATED_BY}
DEFAULT_ORDER = "popular"


def filters_of(list_: List) -> Filters | None:
    """The saved filter, None where one of its words means nothing any more: somebody left the catalogue."""
    try:
        return Filters.read(list_.filters or {})
    except UnknownWord:
        return None


def labels_of(list_: List) -> list[str]:
    """The saved words as people read them; needs the author."""
    filters = filters_of(list_)
    said = filters.labels() if filters else []
    return [f"{list_.author.name}: {one.text}" if one.is_personal else one.text for one in said]


def order_of(list_: List) -> str:
    return list_.order if list_.order in SMART_SORTS else DEFAULT_ORDER


def found_by(list_: List, viewer: Viewer) -> Ordered:
    """The films on offer that the filter leaves, in the order of the list; needs the author."""
    filters = filters_of(list_)
    films = filters.films(viewer, whose=list_.author) if filters else Film.objects.none()
    return in_order(films, order_of(list_), viewer, whose=list_.author)
