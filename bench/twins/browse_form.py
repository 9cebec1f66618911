"""The form of filters below its first row: all that stands folded."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any

from films import vocabulary
from web.words import in_words

FIRST_YEAR, LAST_YEAR = 1870, 2100
ROLES = tuple(
    (role, role.replace("_", " ").capitalize())
    for role in (
        "director",
        "writer",
        "producer",
        "photography",
        "editing",
        "music",
        "production_design",
        "costume",
        "sound",
        "animation",
        "actor",
    )
)
RATINGS = tuple((rating, in_words(rating)) for rating in range(10, 0, -1))
AVERAGES = tuple((f"{rating / 2:g}", words) for rating, words in RATINGS)
OWN_RATINGS = tuple((str(rating), words) for rating, words in RATINGS)
YEARS_AGO = tuple(
    (str(years), "1 year" if years == 1 else f"{years} years") for years in (1, 2, 3, 5, 10, 20)
)
STATES = tuple(
    (f"{sign}{name}", words)
    for name, *said in (
        ("watched", "Watched", "Not watched"),
        ("liked", "Liked", "Not liked"),
        ("rated", "Rated", "Not rated"),
        ("watchlist", "On the watchlist", "Not on the watchlist"),
        ("logged", "In the diary", "Not in the diary"),
        ("rewatched", "Rewatched", "Not rewatched"),
        ("reviewed", "Reviewed", "Not reviewed"),
    )
    for sign, words in zip(("", "-"), said, strict=True)
)


@lru_cache(maxsize=256)
def more_fields(year: str) -> str:
    genres = tuple(vocabulary.GENRES.items())
    unwanted = tuple((f"-{word}", f"Not {label}") for word, label in genres)
    fields = [
        place("genre", "And genre", key="genre-2", options=("Any", genres + unwanted)),
        *ends("year", "Year from", "Year to", value=year, numbers=(FIRST_YEAR, LAST_YEAR)),
        *ends("runtime", "Minutes from", "Minutes to", numbers=(1, 9_999)),
        place("person", "Made by or with"),
        place("role", "As", options=("Any role", ROLES)),
        *ends("average", "Average from", "Average to", options=("Any", AVERAGES)),
        *ends("popularity", "Popularity from", "Popularity to", numbers=(0, 99_999_999)),
    ]
    return f"""<div class="film-filters__row">{"".join(fields)}</div>
<p class="small muted">The popularity of a film is all that was watched, liked and written of it, counted together.</p>"""


@lru_cache(maxsize=1)
def own_fields() -> str:
    fields = [
        place("mine", "And you", key="mine-2", options=("Any film", STATES)),
        *ends("my-rating", "Your rating from", "Your rating to", options=("Any", OWN_RATINGS)),
        *ends("seen-in", "Seen from year", "Seen up to year", numbers=(FIRST_YEAR, LAST_YEAR)),
        *ends("times-seen", "Times seen from", "Times seen to", numbers=(1, 999)),
        place("not-seen-for", "Not seen for", options=("Any time", YEARS_AGO)),
    ]
    return f"""<p class="film-filters__title eyebrow">What you did</p>
<div class="film-filters__row">{"".join(fields)}</div>"""


def ends(name: str, *labels: str, value: str = "", **more: Any) -> list[str]:
    return [
        place(f"{name}-{end}", label, value=value, **more)
        for end, label in zip(("from", "to"), labels, strict=True)
    ]


def place(
    name: str,
    label: str,
    *,
    key: str = "",
    value: str = "",
    options: tuple[str, tuple[tuple[str, str], ...]] | None = None,
    numbers: tuple[int, int] | None = None,
) -> str:
    """One field: a list of choices, a number, or words."""
    key = key or name
    said = f'<div class="filters__field"><label for="filter-{key}">{label}</label>'
    if options:
        choices = "".join(
            [
                f'<option value="{word}">{escape(text)}</option>\n'
                for word, text in (("", options[0]), *options[1])
            ]
        )
        return f'{said}<select name="{name}" id="filter-{key}">\n{choices}</select></div>\n'
    if numbers:
        return (
            f'{said}<input type="number" name="{name}" id="filter-{key}" value="{value}" min="{numbers[0]}"'
            f' max="{numbers[1]}" inputmode="numeric"></div>\n'
        )
    return f'{said}<input type="text" name="{name}" id="filter-{key}" value="" maxlength="200" autocomplete="off"></div>\n'
