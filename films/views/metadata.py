"""What programs read of a film's page: schema.org's Movie, and the card of a shared link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.text import Truncator

from films import vocabulary
from films.models import Film, Person
from reviews.models.stats import HIGHEST_RATING, LOWEST_RATING
from web.link_cards import LONGEST_DESCRIPTION, Fact, LinkCard

MOST_ACTORS = 10
Whole = Callable[[str], str]  # makes an address of ours a whole one


def link_card_of(film: Film, whole: Whole) -> LinkCard:
    """Needs `stats`."""
    average = film.stats.average
    facts = [
        Fact("Directed by", film.directed_by),
        Fact("Average rating", "" if average is None else f"{average / 2:.2f} out of 5"),
    ]
    return LinkCard(
        kind="video.movie",
        title=str(film),
        description=Truncator(film.synopsis or film.tagline).chars(LONGEST_DESCRIPTION),
        url=whole(film.url),
        image=whole(f"{film.url}share.png"),
        image_said=f"The poster of {film}",
        facts=tuple(fact for fact in facts if fact.value),
    )


def movie_of(context: Mapping[str, Any], whole: Whole) -> dict[str, Any]:
    """The film of a page as https://schema.org/Movie, without what is not known."""
    film, facts, makers = context["film"], context["facts"], context["credits"]
    said = {
        "@context": "https://schema.org",
        "@type": "Movie",
        "name": film.title,
        "alternateName": film.original_title,
        "description": film.synopsis,
        "image": whole(picture_of(film)),
        "url": whole(film.url),
        "dateCreated": film.released_on.isoformat() if film.released_on else str(film.year or ""),
        "duration": f"PT{film.runtime}M" if film.runtime else "",
        "genre": [genre.name for genre in facts.genres],
        "director": people(makers.directors, whole),
        "actor": people([credit.person for credit in makers.cast[:MOST_ACTORS]], whole),
        "countryOfOrigin": [{"@type": "Country", "name": country.name} for country in facts.countries],
        "inLanguage": [code for code in film.languages if code != vocabulary.NO_SPOKEN_LANGUAGE],
        "sameAs": [link.url for link in facts.elsewhere],
        "aggregateRating": rating_of(film.stats),
    }
    return {name: fact for name, fact in said.items() if fact}


def picture_of(film: Film) -> str:
    """The poster, or the drawn picture with the drawn poster on it: search engines want pixels."""
    return film.poster_src if film.poster else f"{film.url}share.png"


def people(some: Iterable[Person], whole: Whole) -> list[dict[str, str]]:
    return [{"@type": "Person", "name": person.name, "sameAs": whole(person.url)} for person in some]


def rating_of(stats: Any) -> dict[str, Any]:
    """The published average, how many ratings it is made of, and how many reviews there are; nothing before it is
    published."""
    if stats.average is None:
        return {}
    return {
        "@type": "AggregateRating",
        "ratingValue": round(stats.average / 2, 2),
        "ratingCount": stats.ratings_count,
        "reviewCount": stats.reviews_count,
        "bestRating": HIGHEST_RATING / 2,
        "worstRating": LOWEST_RATING / 2,
    }
