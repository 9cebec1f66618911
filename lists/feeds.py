"""Feeds of lists: the films that came to one, and the lists of a member. RSS 2.0 (https://www.rssboard.org)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import format_html

from accounts.models import Member
from lists.models import Item, List
from web import text as texts
from web.words import counted

MOST_ITEMS = 50
GIVES_AWAY = "The note gives things away."
OWN_ADDRESS = re.compile(r'(?<=\shref=")/(?!/)')
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2


class ListFeed(Rss201rev2Feed):
    """`began_at` is the feed's time while nothing is in it."""

    def latest_post_date(self) -> datetime.datetime:
        times: list[Any] = [self.feed["began_at"], *(item["pubdate"] for item in self.items)]
        return max(times)


def feed_of_list(list_: List, items: Iterable[Item], request: HttpRequest) -> ListFeed:
    about = f"What is new in a list by {list_.author.name}."
    feed = empty_feed(list_.title, list_.url, about, list_.created_at, request)
    for item in items:
        feed.add_item(
            title=clean(str(item.film)),
            link=request.build_absolute_uri(item.film.url),
            description=clean(said_of(item, request)),
            pubdate=item.added_at,
            unique_id=f"houselights-list-{list_.pk}-film-{item.film_id}",
            unique_id_is_permalink=False,
            author_name=clean(adder_of(item, list_).name),
        )
    return feed


def adder_of(item: Item, list_: List) -> Member:
    """Who put the film there, as far as everybody may know; else whose list it is."""
    adder: Member | None = item.added_by
    return adder if adder and not adder.is_private else list_.author


def feed_of_lists(member: Member, lists: Iterable[List], request: HttpRequest) -> ListFeed:
    about = f"Lists by {member.name}."
    feed = empty_feed(f"{member.name}: lists", f"{member.url}lists/", about, member.joined_at, request)
    for list_ in lists:
        number = "" if list_.is_smart else f"<p>{counted(list_.stats.films_count, 'film,films')}.</p>"
        feed.add_item(
            title=clean(list_.title),
            link=request.build_absolute_uri(list_.url),
            description=clean(f"{number}{for_readers(list_.description_html, request)}"),
            pubdate=list_.published_at,
            unique_id=f"houselights-list-{list_.pk}",
            unique_id_is_permalink=False,
            author_name=clean(member.name),
        )
    return feed


def empty_feed(
    name: str, url: str, about: str, began_at: datetime.datetime, request: HttpRequest
) -> ListFeed:
    return ListFeed(
        title=clean(f"{settings.SITE_NAME} - {name}"),
        link=request.build_absolute_uri(url),
        description=clean(about),
        feed_url=request.build_absolute_uri(request.path),
        began_at=began_at,
    )


def said_of(item: Item, request: HttpRequest) -> str:
    """The poster, then the note, unless it gives things away."""
    source = request.build_absolute_uri(item.film.poster_src)
    poster = format_html('<p><img src="{}" alt="{}"></p>', source, item.film)
    note = (
        f"<p>{GIVES_AWAY}</p>"
        if item.note_html and item.has_spoilers
        else for_readers(item.note_html, request)
    )
    return f"{poster} {note}"


def for_readers(rendered: str, request: HttpRequest) -> str:
    """Without what gives something away, and with whole addresses."""
    return OWN_ADDRESS.sub(request.build_absolute_uri("/"), texts.without_spoilers(rendered))


def clean(words: str) -> str:
    """Without the signs that no XML may hold."""
    return NO_XML.sub("", words)
