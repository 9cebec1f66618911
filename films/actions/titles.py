"""Keeps the keys under which films are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Max

from films.models import AlternativeTitle, Film, TitleKey
from films.titles import folded, without_article

LONGEST_KEY = 300
MOST_ENDINGS = 12
HYPHENS = str.maketrans("", "", "-‐·")


@transaction.atomic
def index_titles(films: Sequence[Film]) -> None:
    """Writes the keys of these films anew; what made them popular stays with them."""
    ids = [film.pk for film in films]
    popularity = dict(
        TitleKey.objects.filter(film__in=ids).values_list("film").annotate(popularity=Max("popularity"))
    )
    others: dict[int, list[str]] = {}
    for film_id, title in AlternativeTitle.objects.filter(film__in=ids).values_list("film", "title"):
        others.setdefault(film_id, []).append(title)

    TitleKey.objects.filter(film__in=ids).delete()
    TitleKey.objects.bulk_create(
        [
            TitleKey(film=film, key=key, is_main=is_main, popularity=popularity.get(film.pk, 0))
            for film in films
            for key, is_main in keys_of(film, others.get(film.pk, []))
        ],
        batch_size=2_000,
    )


def keys_of(film: Film, other_titles: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Every key of a film once, and whether it is one of the two titles the film goes by."""
    seen = set()
    for title, is_main in [
        (film.title, True),
        (film.original_title, True),
        *((title, False) for title in other_titles),
    ]:
        key = folded(title)[:LONGEST_KEY]
        joined = folded(title.translate(HYPHENS))[:LONGEST_KEY]  # WALL·E and Spider-Man are typed in one word
        for variant in (key, without_article(key), joined, *endings(key)):
            if variant and variant not in seen:
                seen.add(variant)
                yield variant, is_main


def endings(key: str) -> list[str]:
    """Titles in scripts without spaces are found from every character on."""
    if not key or key[0] < "\u2e80":
        return []
    return [key[start:] for start in range(1, min(len(key), MOST_ENDINGS)) if key[start] != " "]
