"""Films' former addresses lead on, on every page that has a film in its address."""

from __future__ import annotations

import re

from films.queries.finding import present_slugs
from web.redirects import leading_on

PLACE_OF_FILM = re.compile(r"(?P<before>(?:/@\w+)?/film/)(?P<slug>[-\w]{1,120})(?P<rest>/.*)\Z", re.ASCII)


def present_path(path: str) -> str | None:
    """The path at …/film/…/ with the film's present address, None where it never had this one."""
    place = PLACE_OF_FILM.match(path)
    if not place:
        return None
    present = next(iter(present_slugs(place["slug"])), None)
    return f"{place['before']}{present}{place['rest']}" if present else None


former_film_addresses_lead_on = leading_on(present_path)
