"""What programs read of a list's page."""

from __future__ import annotations

import json
import re
from html import escape

from bench.twins.database import Row
from bench.twins.layout import Request
from bench.twins.parts import SITE_NAME, counted, name_of

LONGEST_DESCRIPTION, MOST_FILMS = 180, 20
TAG = re.compile("<[^>]*>")


def for_programs(request: Request, found: Row, films: list[Row], url: str) -> str:
    """The card of a shared link, and the list as https://schema.org/ItemList."""
    origin, first = request.origin, films[0]
    said = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "name": found.title,
        "description": description(found),
        "url": f"{origin}{url}",
        "author": {"@type": "Person", "name": name_of(found), "url": f"{origin}/@{found.username}/"},
        "numberOfItems": found.films_count,
        "itemListOrder": f"https://schema.org/ItemList{'OrderAscending' if found.is_ranked else 'Unordered'}",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": film.title, "url": f"{origin}/film/{film.slug}/"}
            for place, film in enumerate(films[:MOST_FILMS], start=1)
        ],
    }
    described, title = description(found), f"{escape(found.title)}, a list by {name_of(found)}"
    facts = {
        "og:site_name": SITE_NAME,
        "og:type": "website",
        "og:title": title,
        "og:description": described,
        "og:url": f"{origin}{url}",
        "og:image": f"{origin}/film/{first.slug}/share.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"The poster of {escape(first.title)}",
    }
    card = "".join([f'<meta property="{name}" content="{words}">\n' for name, words in facts.items()])
    linked = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'{card}<script type="application/ld+json">{linked}</script>'


def description(found: Row) -> str:
    words = TAG.sub("", found.description_html) if found.reach == "everyone" else ""
    if not words:
        return f"A list of {counted(found.films_count, 'film', 'films')} by {name_of(found)}."
    return words if len(words) <= LONGEST_DESCRIPTION else f"{words[: LONGEST_DESCRIPTION - 1]}…"
