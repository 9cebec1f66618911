"""A diary as a calendar of whole days, for programs that show calendars.

The format is iCalendar (RFC 5545). Its best library for Python was tried: it takes a millisecond for an event, two
seconds for a calendar, and 10 MB of each process. The tests read with it what is written here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.http import HttpRequest

from accounts.models import Member
from reviews.feeds import clean
from reviews.models import Entry
from reviews.quoting import first_words
from web.caching import etag_of
from web.words import in_glyphs

MOST_EVENTS = 2_000
CONTENT_TYPE = "text/calendar; charset=utf-8"
WORDS_OF_REVIEW = 300
LONGEST_LINE = 75  # octets, without the end of the line (3.1)
ESCAPED = {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,", ord("\n"): "\\n", ord("\r"): None}  # 3.3.11
NO_START = 0b1100_0000  # the first bits of an octet within a character of UTF-8 are 10
WITHIN = 0b1000_0000


def calendar_of(member: Member, entries: Sequence[Entry], request: HttpRequest) -> bytes:
    """Every entry as an event of its day. The same entries make the same bytes."""
    name = text(f"{member.name}: {settings.SITE_NAME}")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{text(settings.SITE_NAME)}//Diary//EN",
        "METHOD:PUBLISH",
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    ]
    for entry in entries:
        lines += event_of(entry, request)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def event_of(entry: Entry, request: HttpRequest) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:houselights-entry-{entry.pk}@{request.get_host()}"
    yield f"DTSTAMP:{changed_at(entry).astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{entry.shown_on:%Y%m%d}"
    yield f"SUMMARY:{text(summary_of(entry))}"
    if words := description_of(entry):
        yield f"DESCRIPTION:{text(words)}"
    if entry.tags:
        yield f"CATEGORIES:{','.join(map(text, entry.tags))}"
    yield f"URL:{request.build_absolute_uri(entry.url)}"
    yield f"CLASS:{'PUBLIC' if entry.is_public else 'PRIVATE'}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy for it
    yield "END:VEVENT"


def text(words: str) -> str:
    return clean(words).translate(ESCAPED)


def folded(line: str) -> bytes:
    """The line with its end, in pieces of at most so many octets, cut between characters; a blank begins each but the
    first."""
    octets, pieces = line.encode(), []
    while len(octets) > LONGEST_LINE:
        end = LONGEST_LINE
        while octets[end] & NO_START == WITHIN:
            end -= 1
        pieces.append(octets[:end])
        octets = b" " + octets[end:]
    return b"\r\n".join([*pieces, octets]) + b"\r\n"


def summary_of(entry: Entry) -> str:
    """Her (2013) ★★★★½"""
    return f"{entry.film} {in_glyphs(entry.rating)}".rstrip()


def description_of(entry: Entry) -> str:
    """What kind of viewing it was if no first one, and the beginning of the review."""
    kind = {"stopped": f"{entry.stopped_words.capitalize()}.", "rewatched": "Rewatched."}.get(
        entry.viewing, ""
    )
    return f"{kind} {first_words(entry, WORDS_OF_REVIEW)}".strip()


def changed_at(entry: Entry) -> datetime.datetime:
    return entry.edited_at or entry.created_at


def etag_of_calendar(member: Member, entries: Sequence[Entry], request: HttpRequest) -> str:
    """Of all that the calendar is made from, without making it."""
    said = [
        (
            *(entry.pk, entry.url, str(entry.film), entry.watched_on, entry.viewing, entry.stopped_minute),
            *(entry.rating, entry.tags, entry.reach, entry.has_spoilers, entry.lead_html, changed_at(entry)),
        )
        for entry in entries
    ]
    return etag_of(repr((request.get_host(), member.name, said)).encode())
