"""The hand-written twins say what the pages say: the floor the site is measured against is not a poorer page."""

from __future__ import annotations

import datetime
import io
import os
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from bench.twins import browse, popular
from bench.twins.application import application
from bench.twins.database import pool
from reviews.models import ReviewLike, ReviewStats
from social.models import Audience
from tests.bench.twin_world import a_small_world
from tests.factories import a_review

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = {"href", "src", "srcset", "action", "formaction", "data-hx-get", "data-hx-post", "data-url"}
SPOKEN = {"alt", "title", "aria-label", "placeholder", "data-label", "value"}
UNSEEN = {"script", "style", "title"}
TOKEN_FIELD = "csrfmiddlewaretoken"
NEVER_THE_SAME = {TOKEN_FIELD, "save_key", "until"}
TOKEN = "t" * 32
# The real page may write white space or an attribute more; a tag more would be another page.
MOST_BYTES_APART, FEW_BYTES = 0.1, 100


class Seen(HTMLParser):
    """What a page says and where it leads: words, addresses, tags; without the head's files and the token's value."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.addresses: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.title = ""
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag if tag in UNSEEN else ""
        said = {name: value or "" for name, value in attrs}
        if tag in {"script", "link", "meta"}:
            return
        self.tags[tag] += 1
        if said.get("name") in NEVER_THE_SAME:
            return
        self.addresses.update(f"{name} {value}" for name, value in said.items() if name in ADDRESSES)
        for name in sorted(SPOKEN & said.keys()):
            self.words += said[name].split()

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, words: str) -> None:
        if self.inside == "title":
            self.title += words
        elif not self.inside:
            self.words += words.split()


@pytest.fixture(autouse=True)
def twins(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    """The twins on the database of the tests, their connections and what they remember closed again."""
    parts = connection.get_connection_params()
    known = {name: parts[name] for name in ("dbname", "user", "password", "host", "port") if parts.get(name)}
    monkeypatch.setitem(os.environ, "BENCH_DSN", make_conninfo("", **known))
    pool.cache_clear()
    browse.remembered.clear()
    popular.remembered.clear()
    yield
    pool().close()
    pool.cache_clear()


@pytest.fixture
def world() -> SimpleNamespace:
    return a_small_world()


PAGES = [
    "/film/her-2013/",
    "/film/other-3-1983/",
    "/@alice/",
    "/@bob/",
    "/@alice/film/her-2013/",
    "/@alice/film/her-2013/2/",
    "/@bob/film/her-2013/",
    "/@carol/film/her-2013/",
    "/",
    "/@alice/film/her-2013/likes/",
    "/@carol/film/her-2013/likes/",
    "/films/",
    "/films/?genre=drama&decade=2010s",
    "/films/?country=US&language=en&sort=name",
    "/films/?year=1983&sort=average",
    "/films/?genre=western",
    "/search/?as=suggestions&q=o",
    "/search/?as=suggestions&q=other",
    "/search/?as=suggestions&q=elle+lu",
    "/search/?as=suggestions&q=spike+jonz",
    "/search/?as=suggestions&q=othr+3",
    "/search/?as=suggestions&q=actor&for=log",
    "/reviews/",
    "/reviews/?period=year",
    "/films/popular/",
    "/films/popular/?period=month",
    "/@alice/list/trains-trams/",
    "/@alice/list/for-later/",
    "/@bob/list/short-and-good/",
    "/@bob/watchlist/",
    "/@alice/watchlist/",
    "/@alice/diary/",
    "/@bob/diary/",
    "/@alice/stats/",
    "/@bob/stats/",
]
FOR_MEMBERS = ["/activity/", "/notifications/", "/film/her-2013/?reviews=taste"]
CAST = ["nobody", "alice", "bob", "carol", "mallory"]


def client_of(world: SimpleNamespace, name: str) -> Client:
    client = Client()
    if name != "nobody":
        client.force_login(getattr(world, name))
        client.cookies["csrftoken"] = TOKEN
    return client


def asked_of_twin(
    client: Client, path: str, method: str = "GET", **headers: str
) -> tuple[str, dict[str, str], bytes]:
    """The status, headers and body of the twin's answer to this client."""
    address, _, query = path.partition("?")
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method, "PATH_INFO": address, "QUERY_STRING": query, "SERVER_NAME": "testserver",
        "HTTP_HOST": "testserver", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), **headers,
    }  # fmt: skip
    if cookies:
        environ["HTTP_COOKIE"] = cookies
    started: list[Any] = []
    body = b"".join(application(environ, lambda status, headers: started.extend([status, dict(headers)])))
    return started[0], started[1], body


@pytest.mark.parametrize("name", CAST)
def test_the_twins_say_what_the_pages_say_to_everybody(world: SimpleNamespace, name: str) -> None:
    client = client_of(world, name)
    shown = 0
    for path in [*PAGES, *(FOR_MEMBERS if name != "nobody" else [])]:
        real = client.get(path)
        status, _, body = asked_of_twin(client, path)
        if real.status_code != 200:
            assert (path, status) == (path, "404 Not Found")
            continue
        compare(path, real.content.decode(), body.decode())
        shown += 1

    assert shown >= len(PAGES) - 7


def compare(path: str, page: str, twin: str) -> None:
    real, ours = Seen(page), Seen(twin)

    assert (path, parting(real.words, ours.words)) == (path, ([], []))
    assert (path, differing(real.addresses, ours.addresses)) == (path, {})
    assert (path, differing(real.tags, ours.tags)) == (path, {})
    assert (path, ours.title) == (path, real.title)
    assert page.count(TOKEN_FIELD) == twin.count(TOKEN_FIELD), path
    body, twin_body = (re.sub(r"\s+", " ", html[max(0, html.find("<body")) :]) for html in (page, twin))
    tokens = page.count(TOKEN_FIELD) * 32  # a masked token is as long again
    assert abs(len(body) - tokens - len(twin_body)) <= FEW_BYTES + MOST_BYTES_APART * len(body), path


def parting(real: list[str], ours: list[str]) -> tuple[list[str], list[str]]:
    """A few words of both from where they part."""
    longest = zip_longest(real, ours)
    place = next((number for number, (one, other) in enumerate(longest) if one != other), len(real))
    return real[place : place + 8], ours[place : place + 8]


def differing(real: Counter[str], ours: Counter[str]) -> dict[str, int]:
    """How many more of each the page has than the twin."""
    return {name: real[name] - ours[name] for name in real | ours if real[name] != ours[name]}


def test_what_the_world_holds_shows(world: SimpleNamespace) -> None:
    """So that equal pages are not equally empty."""
    bob, alice = client_of(world, "bob"), client_of(world, "alice")
    film = asked_of_twin(bob, "/film/her-2013/")[2].decode()
    entry = asked_of_twin(bob, "/@alice/film/her-2013/")[2].decode()
    feed = asked_of_twin(bob, "/")[2].decode()
    profile = asked_of_twin(bob, "/@alice/")[2].decode()

    for words in (
        "For those who follow me.",
        "From behind the wall.",
        "Watched by people you follow",
        "Also by",
        "Trains &amp; &lt;trams&gt;",
    ):
        assert words in film
    assert "Its end gives it away." in entry
    assert "Liked by people you follow" in entry
    assert "on this film at other times" in entry
    for words in ("4 comments", "The train, and the", "Deleted by the author of the review", "Notified"):
        assert words in entry
    assert "From people you follow" in feed
    assert "Your watchlist" in feed
    for words in ("Four favourites", "Recent activity", "Recent reviews", "Popular reviews", "Lyon"):
        assert words in profile
    assert "From behind the wall." not in asked_of_twin(alice, "/film/her-2013/")[2].decode()


def test_what_happened_and_what_is_popular_shows(world: SimpleNamespace) -> None:
    client_of(world, "alice").get("/film/her-2013/?reviews=taste")  # finds out who is near to her
    shown = {
        ("alice", "/notifications/"): ("liked <a", "commented on <a", "follows you", "Mark all as seen"),
        ("bob", "/notifications/"): ("mentioned you under", "@bob"),
        ("alice", "/film/her-2013/?reviews=taste"): (
            "You agree on 2 of 3 films",
            "you liked 1 of their reviews",
        ),
        ("alice", "/reviews/?period=year"): ("Its end gives it away.",),
        ("nobody", "/films/popular/?period=month"): ("poster-grid",),
        ("bob", "/activity/"): ("review--poster", "happening__pictures"),
        ("alice", "/activity/"): ("Films to rate",),
        ("bob", "/@alice/list/trains-trams/"): (
            "Number </span>7",
            "And a <em>tram</em>?",
            "You have seen <b>",
            "Liked",
        ),
        ("dora", "/@bob/watchlist/"): ("Pick one for me", "On your watchlist"),
        ("alice", "/@bob/watchlist/"): ("poster-grid",),
        ("bob", "/@alice/diary/"): ("Trams &amp; &lt;trains&gt; · 35 mm film", "no spoken language"),
        ("nobody", "/@alice/stats/"): (
            "Viewings by year",
            "chart__plot",
            "Most seen people",
            "Lists on the way",
        ),
    }

    for (name, path), words in shown.items():
        page = asked_of_twin(client_of(world, name), path)[2].decode()
        assert [word for word in words if word not in page] == [], (name, path)


def test_what_was_removed_or_is_private_shows_to_its_author_alone(world: SimpleNamespace) -> None:
    private = a_review(world.dora, world.others[0], text="For me alone.", audience=Audience.ME)
    removed = a_review(world.dora, world.others[0], text="Taken away.")
    type(removed).objects.filter(pk=removed.pk).update(removed_at=timezone.now())
    addresses = [private.url, removed.url, "/@dora/", "/film/other-0-1980/"]

    for name in ("dora", "bob", "nobody"):
        client = client_of(world, name)
        for path in addresses:
            real, twin = client.get(path), asked_of_twin(client, path)[2].decode()
            if real.status_code == 200:
                compare(path, real.content.decode(), twin)
            assert ("For me alone." in twin or "Taken away." in twin) == (name == "dora"), (name, path)


def test_an_empty_feed_shows_what_is_popular(world: SimpleNamespace) -> None:
    client = client_of(world, "mallory")
    ReviewLike.objects.update(created_at=timezone.now() - datetime.timedelta(days=30))

    compare("/", client.get("/").content.decode(), asked_of_twin(client, "/")[2].decode())
    assert "Popular reviews" in asked_of_twin(client, "/")[2].decode()


def test_a_like_is_given_and_taken_back_and_counted(world: SimpleNamespace) -> None:
    client = client_of(world, "dora")
    number = world.of_bob.pk
    said = {"HTTP_X_CSRFTOKEN": TOKEN, "HTTP_HX_REQUEST": "true"}

    for verb, count in (("like", 3), ("like", 3), ("unlike", 2), ("unlike", 2)):
        status, _, button = asked_of_twin(client, f"/entries/{number}/{verb}/", "POST", **said)
        assert status == "200 OK"
        assert ReviewStats.objects.get(entry=number).likes_count == count
        assert ReviewLike.objects.filter(entry=number).count() == count
        real = client.post(f"/entries/{number}/{verb}/", headers={"HX-Request": "true"})
        compare(verb, real.content.decode(), button.decode())


def test_a_plain_form_leads_back(world: SimpleNamespace) -> None:
    client = client_of(world, "dora")
    answer = asked_of_twin(client, f"/entries/{world.of_bob.pk}/like/", "POST", HTTP_X_CSRFTOKEN=TOKEN)

    assert answer[0] == "302 Found"
    assert answer[1]["Location"] == "/@bob/film/her-2013/"


@pytest.mark.parametrize("name", ["nobody", "dora"])
def test_without_the_token_nothing_is_liked(world: SimpleNamespace, name: str) -> None:
    status, _, _ = asked_of_twin(client_of(world, name), f"/entries/{world.of_bob.pk}/like/", "POST")

    assert status == "403 Forbidden"
    assert not ReviewLike.objects.filter(entry=world.of_bob, member=world.dora).exists()
