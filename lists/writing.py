"""A list as a CSV file, in the form "Letterboxd list export v7" that other sites read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator

from lists.models import List
from lists.queries.outside import Written

FIRST_LINE = "Letterboxd list export v7"
OF_LIST = ("Date", "Name", "Tags", "URL", "Description")
OF_FILMS = ("Position", "Name", "Year", "URL", "Description")
# Spreadsheets take a cell that begins so for a formula (OWASP, "CSV Injection"); a quote before it makes it words.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Line:
    """What a csv writer writes to: gives back what it is given."""

    def write(self, words: str) -> str:
        return words


def list_csv(list_: List, films: Iterable[Written], whole: Callable[[str], str]) -> Iterator[str]:
    """The lines of the file, one after the other, so that a long list is never in memory whole."""
    write = csv.writer(Line()).writerow
    yield write([FIRST_LINE])
    yield write(OF_LIST)
    tags = ", ".join(list_.tags)
    head = (list_.created_at.date().isoformat(), list_.title, tags, whole(list_.url), list_.description)
    yield write(map(harmless, head))
    yield "\r\n"
    yield write(OF_FILMS)
    for position, (film, note) in enumerate(films, start=1):
        yield write(map(harmless, (position, film.title, film.year or "", whole(film.url), note)))


def harmless(cell: object) -> str:
    words = str(cell)
    return f"'{words}" if words.startswith(FORMULAS) else words
