"""The closed words of the catalogue: genres, roles, countries and languages, each with its name in English.

Countries are ISO 3166-1 alpha-2 (former ones: ISO 3166-3, or the code they had), languages ISO 639-1 where there is
one, else 639-3; both as https://cldr.unicode.org names them, through Babel.
"""

from __future__ import annotations

from functools import cache

from babel import Locale

GENRES = {
    "action": "Action",
    "adventure": "Adventure",
    "animation": "Animation",
    "comedy": "Comedy",
    "crime": "Crime",
    "documentary": "Documentary",
    "drama": "Drama",
    "experimental": "Experimental",
    "family": "Family",
    "fantasy": "Fantasy",
    "film-noir": "Film noir",
    "history": "History",
    "horror": "Horror",
    "music": "Music",
    "musical": "Musical",
    "mystery": "Mystery",
    "romance": "Romance",
    "science-fiction": "Science fiction",
    "silent": "Silent",
    "sport": "Sport",
    "thriller": "Thriller",
    "war": "War",
    "western": "Western",
}

FORMER_COUNTRIES = {
    "CSXX": "Czechoslovakia",
    "DD": "East Germany",
    "SU": "Soviet Union",
    "YU": "Yugoslavia",
}
NO_SPOKEN_LANGUAGE = "zxx"
# Spoken or signed in films of ours, and not among the names that Babel has.
RARE_LANGUAGES = {
    "bfi": "British Sign Language",
    "cak": "Kaqchikel",
    "cbv": "Cacua",
    "gul": "Gullah",
    "huu": "Murui Huitoto",
    "kvk": "Korean Sign Language",
    "mix": "Mixtepec Mixtec",
    "tca": "Ticuna",
    "ukl": "Ukrainian Sign Language",
}
SHORT_NAMES = {
    "HK": "Hong Kong",
    "MO": "Macao",
    "PS": "Palestine",
    "CI": "Ivory Coast",
    "TR": "Turkey",
    "MM": "Myanmar",
}


@cache
def countries() -> dict[str, str]:
    """Every country's name by its code, in the order of the names."""
    named = {
        code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()
    }
    for pseudo in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
        named.pop(pseudo, None)
    return by_name({**named, **SHORT_NAMES, **FORMER_COUNTRIES})


@cache
def languages() -> dict[str, str]:
    """Every language's name by its code, in the order of the names."""
    named = {
        code: name for code, name in Locale("en").languages.items() if code.isalpha() and len(code) in (2, 3)
    }
    return by_name({**named, **RARE_LANGUAGES, NO_SPOKEN_LANGUAGE: "No spoken language"})


def by_name(named: dict[str, str]) -> dict[str, str]:
    return dict(sorted(named.items(), key=lambda item: item[1]))
