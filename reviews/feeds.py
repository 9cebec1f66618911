"""Feeds for readers: RSS 2.0 with the elements that tools for film diaries know, and a few of our own.

The elements `letterboxd:…` and `tmdb:…` are those of Letterboxd's feeds under the same namespaces, so that what reads
those reads ours. What these have no place for stands under HOUSELIGHTS.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import format_html
from django.utils.xmlutils import SimplerXMLGenerator

from accounts.models import Member
from films.models import Film
from reviews.models import Entry
from reviews.quoting import is_withheld, whole_html
from web.words import in_glyphs

HOUSELIGHTS = "urn:houselights:feed:1"
NAMESPACES = {
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:letterboxd": "https://letterboxd.com",
    "xmlns:tmdb": "https://themoviedb.org",
    "xmlns:houselights": HOUSELIGHTS,
}
MOST_ITEMS = 50
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
OWN_ADDRESS = re.compile(r'(?<=\shref=")/(?!/)')


class ReaderFeed(Rss201rev2Feed):
    """RSS with the elements of film diaries. `began_at` is the feed's time while nothing is in it."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **NAMESPACES}

    def latest_post_date(self) -> datetime.datetime:
        times = [item["updateddate"] or item["pubdate"] for item in self.items]
        latest: datetime.datetime = max([*times, self.feed["began_at"]])
        return latest

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """As Django's, but with the type of the feed beside its own address."""
        feed_url, self.feed["feed_url"] = self.feed["feed_url"], None
        super().add_root_elements(handler)
        self.feed["feed_url"] = feed_url
        own = {"rel": "self", "type": "application/rss+xml", "href": feed_url}
        handler.addQuickElement("atom:link", None, own)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("dc:creator", item["creator"])
        for name, said in item["facts"]:
            handler.addQuickElement(name, said)


def feed_of_member(member: Member, entries: Iterable[Entry], request: HttpRequest) -> ReaderFeed:
    about = f"What {member.name} watches and writes."
    return filled_feed(member.name, member.url, about, member.joined_at, entries, request)


def feed_of_tag(member: Member, tag: str, entries: Iterable[Entry], request: HttpRequest) -> ReaderFeed:
    about = f"What {member.name} watches and writes, and tags “{tag}”."
    return filled_feed(f"{member.name}: {tag}", member.url, about, member.joined_at, entries, request)


def feed_of_film(film: Film, entries: Iterable[Entry], request: HttpRequest) -> ReaderFeed:
    return filled_feed(str(film), film.url, f"Reviews of {film}.", film.added_at, entries, request)


def filled_feed(
    name: str,
    url: str,
    description: str,
    began_at: datetime.datetime,
    entries: Iterable[Entry],
    request: HttpRequest,
) -> ReaderFeed:
    feed = ReaderFeed(
        title=clean(f"{settings.SITE_NAME} - {name}"),
        link=request.build_absolute_uri(url),
        description=clean(description),
        feed_url=request.build_absolute_uri(request.path),
        began_at=began_at,
    )
    for entry in entries:
        add_entry(feed, entry, request)
    return feed


def add_entry(feed: ReaderFeed, entry: Entry, request: HttpRequest) -> None:
    kind = "review" if entry.is_review else "watch"
    feed.add_item(
        title=clean(title_of(entry)),
        link=request.build_absolute_uri(entry.url),
        description=clean(description_of(entry, request)),
        pubdate=entry.created_at,
        updateddate=entry.edited_at,
        unique_id=f"houselights-{kind}-{entry.pk}",
        unique_id_is_permalink=False,
        creator=clean(entry.author.name),
        facts=[(name, clean(said)) for name, said in facts_of(entry, request) if said],
    )


def title_of(entry: Entry) -> str:
    """Film, Year - ★★★★½ (contains spoilers)"""
    year = f", {entry.film.year}" if entry.film.year else ""
    rating = f" - {in_glyphs(entry.rating)}" if entry.rating else ""
    return f"{entry.film.title}{year}{rating}{' (contains spoilers)' if is_withheld(entry) else ''}"


def facts_of(entry: Entry, request: HttpRequest) -> list[tuple[str, str]]:
    """The elements beyond RSS; the empty ones are left out."""
    film = entry.film
    return [
        ("letterboxd:watchedDate", entry.watched_on.isoformat() if entry.watched_on else ""),
        ("letterboxd:rewatch", yes_or_no(entry.is_rewatch)),
        ("letterboxd:filmTitle", film.title),
        ("letterboxd:filmYear", str(film.year or "")),
        ("letterboxd:memberRating", f"{entry.rating / 2:.1f}" if entry.rating else ""),
        ("letterboxd:memberLike", yes_or_no(entry.author_liked_film)),  # type: ignore[attr-defined]
        ("tmdb:movieId", film.tmdb_id),
        ("houselights:spoilers", yes_or_no(entry.has_spoilers)),
        *(("houselights:tag", tag) for tag in entry.tags),
        ("houselights:text", text_of(entry, request) if entry.is_review and not is_withheld(entry) else ""),
    ]


def yes_or_no(flag: bool) -> str:  # noqa: FBT001
    return "Yes" if flag else "No"


def description_of(entry: Entry, request: HttpRequest) -> str:
    """The poster, then the review or when the film was watched."""
    poster = format_html(
        '<p><img src="{}" alt="{}"></p>', request.build_absolute_uri(entry.film.poster_src), entry.film
    )
    return f"{poster} {text_of(entry, request) if entry.is_review else watched(entry)}"


def text_of(entry: Entry, request: HttpRequest) -> str:
    """The text as readers elsewhere may show it: nothing given away, and addresses of ours whole."""
    return OWN_ADDRESS.sub(request.build_absolute_uri("/"), whole_html(entry))


def watched(entry: Entry) -> str:
    """Watched on Saturday May 9, 2026."""
    day = entry.watched_on
    verb = "Stopped watching" if entry.is_stopped else "Watched"
    return f"<p>{verb} on {DAYS[day.weekday()]} {day:%B} {day.day}, {day.year}.</p>" if day else ""


def clean(words: str) -> str:
    """Without the signs that no XML may hold."""
    return NO_XML.sub("", words)
