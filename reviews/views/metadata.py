"""What programs read of an entry's page: schema.org's Review, and the card of a shared link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reviews.models import Entry
from reviews.models.marks import HIGHEST_RATING, LOWEST_RATING
from reviews.quoting import first_words, is_withheld, said_of
from web import text as texts
from web.link_cards import LONGEST_DESCRIPTION, LinkCard

MOST_WORDS = 5_000  # characters: search engines show a few hundred
Whole = Callable[[str], str]  # makes an address of ours a whole one


def described(entry: Entry) -> str:
    """The page in a line or two, for search engines and link cards alike."""
    words = first_words(entry, LONGEST_DESCRIPTION) if entry.is_public else ""
    return words or f"{entry.author.name} on {entry.film}."


def link_card_of(entry: Entry, whole: Whole) -> LinkCard | None:
    """Nothing of what is not for everybody."""
    if not entry.is_public:
        return None
    said = f"{said_of(entry)} by {entry.author.name}"
    return LinkCard(
        kind="article",
        title=said,
        description=described(entry),
        url=whole(entry.url),
        image=whole(f"{entry.url}share.png"),
        image_said=said,
    )


def review_of(entry: Entry, whole: Whole) -> dict[str, Any] | None:
    """The review as https://schema.org/Review, its text only where it gives nothing away; needs `text_html`."""
    if not (entry.is_public and entry.is_review):
        return None
    film, edited = entry.film, entry.edited_at
    movie = {
        "@type": "Movie",
        "name": film.title,
        "url": whole(film.url),
        "image": whole(film.poster_src if film.poster else f"{film.url}share.png"),
        "dateCreated": str(film.year or ""),
    }
    said = {
        "@context": "https://schema.org",
        "@type": "Review",
        "url": whole(entry.url),
        "author": {"@type": "Person", "name": entry.author.name, "url": whole(entry.author.url)},
        "itemReviewed": {name: fact for name, fact in movie.items() if fact},
        "reviewRating": rating_of(entry.rating),
        "datePublished": entry.created_at.date().isoformat(),
        "dateModified": edited.date().isoformat() if edited else "",
        "inLanguage": entry.language,
        "reviewBody": "" if is_withheld(entry) else texts.excerpt(entry.text_html, MOST_WORDS),
    }
    return {name: fact for name, fact in said.items() if fact}


def rating_of(rating: int | None) -> dict[str, Any]:
    if not rating:
        return {}
    limits = {"bestRating": HIGHEST_RATING / 2, "worstRating": LOWEST_RATING / 2}
    return {"@type": "Rating", "ratingValue": rating / 2, **limits}
