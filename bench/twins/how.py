"""How the film of an entry was watched, in words."""

from __future__ import annotations

from html import escape

from bench.twins.database import Row
from films import vocabulary

FACTS = "facts.place, facts.venue, facts.format, facts.language, facts.subtitles"
WITH_FACTS = "LEFT JOIN reviews_viewingfacts AS facts ON facts.entry_id = entry.id"
LANGUAGES = vocabulary.languages()
PLACES = {"cinema": "In a cinema", "festival": "At a festival", "home": "At home", "elsewhere": "Elsewhere"}
FORMATS = {
    "dcp": "Digital projection",
    "35mm": "35 mm film",
    "70mm": "70 mm film",
    "16mm": "16 mm film",
    "imax": "IMAX",
    "stream": "Stream",
    "uhd": "Ultra HD disc",
    "bluray": "Blu-ray",
    "dvd": "DVD",
    "tape": "Tape",
    "file": "File",
    "broadcast": "Broadcast",
}


def how(entry: Row) -> str:
    """Where, from what and in which language it was watched."""
    place = PLACES.get(entry.place, "")
    if entry.venue:
        is_named = entry.place in {"", "cinema", "elsewhere"}
        place = entry.venue if is_named else f"{place}: {entry.venue}"
    heard = []
    if entry.language:
        is_silent = entry.language == "zxx"
        heard.append("no spoken language" if is_silent else f"in {LANGUAGES[entry.language]}")
    if entry.subtitles:
        heard.append(f"{LANGUAGES[entry.subtitles]} subtitles")
    said = (place, FORMATS.get(entry.format, ""), ", ".join(heard))
    return escape(" · ".join([words for words in said if words]))
