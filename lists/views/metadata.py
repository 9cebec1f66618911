"""What programs read of a list's page: schema.org's ItemList, and the card of a shared link."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lists.models import List
from lists.queries.films import Line
from web import text as texts
from web.link_cards import LONGEST_DESCRIPTION, LinkCard
from web.words import counted

MOST_FILMS = 20
ORDERS = {True: "https://schema.org/ItemListOrderAscending", False: "https://schema.org/ItemListUnordered"}
Whole = Callable[[str], str]  # makes an address of ours a whole one


def described(list_: List) -> str:
    """The page in a line or two, for search engines and link cards alike; nothing of what is not for everybody."""
    words = texts.excerpt(list_.description_html, LONGEST_DESCRIPTION) if list_.is_public else ""
    films = (
        "A smart list" if list_.is_smart else f"A list of {counted(list_.stats.films_count, 'film,films')}"
    )
    return words or f"{films} by {list_.author.name}."


def link_card_of(list_: List, lines: Sequence[Line], whole: Whole) -> LinkCard | None:
    """With the picture of its first film."""
    if not (list_.is_public and lines):
        return None
    return LinkCard(
        kind="website",
        title=f"{list_.title}, a list by {list_.author.name}",
        description=described(list_),
        url=whole(list_.url),
        image=whole(f"{lines[0].film.url}share.png"),
        image_said=f"The poster of {lines[0].film}",
    )


def item_list_of(list_: List, lines: Sequence[Line], whole: Whole) -> dict[str, Any] | None:
    """The list as https://schema.org/ItemList, with the first films of the page."""
    if not list_.is_public:
        return None
    said = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": list_.title,
        "description": described(list_),
        "url": whole(list_.url),
        "author": {"@type": "Person", "name": list_.author.name, "url": whole(list_.author.url)},
        "numberOfItems": 0 if list_.is_smart else list_.stats.films_count,
        "itemListOrder": ORDERS[list_.is_ranked],
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": line.rank or place,
                "name": str(line.film),
                "url": whole(line.film.url),
            }
            for place, line in enumerate(lines[:MOST_FILMS], start=1)
        ],
    }
    return {name: fact for name, fact in said.items() if fact}
