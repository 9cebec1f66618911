"""The floor that the site is measured against: `application` serves our most visited addresses, by hand.

It reads the tables of the site (BENCH_DSN names their database) and prints pages with the words and the links of the
real ones; `tests/bench/test_twins.py` compares the two. What nobody measures is left out: errors, later pages,
former addresses, the desks of curators.
"""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs, quote

from psycopg import Connection

from bench.twins.activity import activity_page
from bench.twins.browse import browse_page
from bench.twins.database import Row, pool
from bench.twins.diary import diary_page
from bench.twins.entry import entry_page
from bench.twins.film import film_page
from bench.twins.home import home_page
from bench.twins.layout import Request
from bench.twins.likes import Answer, like, likes_page
from bench.twins.list_page import list_page
from bench.twins.notifications import notifications_page
from bench.twins.popular import popular_films_page, popular_reviews_page
from bench.twins.profile import profile_page
from bench.twins.search import suggestions
from bench.twins.stats import stats_page
from bench.twins.viewer import viewer_of
from bench.twins.watchlist import watchlist_page

NAME, SLUG = r"@(?P<username>\w{2,20})", r"film/(?P<slug>[-\w]+)"
PAGES: tuple[tuple[re.Pattern[str], Callable[..., str | None]], ...] = tuple(
    (re.compile(pattern), page)
    for pattern, page in (
        (rf"/{SLUG}/", film_page),
        (rf"/{NAME}/", profile_page),
        (r"/", home_page),
        (rf"/{NAME}/{SLUG}/(?:(?P<number>\d+)/)?", entry_page),
        (rf"/{NAME}/{SLUG}/(?:(?P<number>\d+)/)?likes/", likes_page),
        (rf"/{NAME}/list/(?P<slug>[-\w]+)/", list_page),
        (rf"/{NAME}/watchlist/", watchlist_page),
        (rf"/{NAME}/diary/", diary_page),
        (rf"/{NAME}/stats/", stats_page),
        (r"/films/", browse_page),
        (r"/search/", suggestions),
        (r"/activity/", activity_page),
        (r"/notifications/", notifications_page),
        (r"/reviews/", popular_reviews_page),
        (r"/films/popular/", popular_films_page),
    )
)
LIKE = re.compile(r"/entries/(?P<entry>\d+)/(?P<verb>like|unlike)/")
KEPT = "/:@&+$,-_.!~*'()"  # in the path of an address, as Django has it
LEAST_COMPRESSED, COMPRESSION, GZIP = 200, 3, 31  # as in web/compression.py
REASONS = {200: "200 OK", 302: "302 Found", 403: "403 Forbidden", 404: "404 Not Found"}
StartResponse = Callable[[str, list[tuple[str, str]]], object]


def application(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    cookies = cookies_in(environ.get("HTTP_COOKIE", ""))
    with pool().connection() as connection:
        request = request_of(environ, cookies, connection)
        if environ["REQUEST_METHOD"] == "POST":
            answer = posted(request, environ, cookies)
        else:
            answer = page_at(request)
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Vary", "Cookie, Accept-Encoding"),
        *answer.headers,
    ]
    if request.token and request.token != cookies.get("csrftoken"):
        headers.append(("Set-Cookie", f"csrftoken={request.token}; Path=/; HttpOnly; SameSite=Lax"))
    body = answer.body.encode()
    if len(body) >= LEAST_COMPRESSED and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = zlib.compress(body, COMPRESSION, GZIP)
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response(REASONS[answer.status], headers)
    return [body]


def cookies_in(header: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in header.split("; ") if pair)
    return {name: value for name, _, value in pairs}


def request_of(environ: dict[str, Any], cookies: dict[str, str], connection: Connection[Row]) -> Request:
    path, asked = environ["PATH_INFO"].encode("latin-1").decode(), environ.get("QUERY_STRING", "")
    host = environ.get("HTTP_HOST") or environ["SERVER_NAME"]
    is_suggestions = path == "/search/"  # the same for everybody: nobody's session is asked
    viewer = None if is_suggestions else viewer_of(connection, cookies.get("sessionid", ""))
    return Request(
        connection=connection,
        path=path,
        query={name: values[-1] for name, values in parse_qs(asked, keep_blank_values=True).items()}
        if asked
        else {},
        full_path=f"{quote(path, safe=KEPT)}?{asked}" if asked else quote(path, safe=KEPT),
        origin=f"{environ['wsgi.url_scheme']}://{host}",
        viewer=viewer,
        token=(cookies.get("csrftoken") or secrets.token_hex(16)) if viewer else "",
    )


def page_at(request: Request) -> Answer:
    for pattern, page in PAGES:
        place = pattern.fullmatch(request.path)
        if place:
            body = page(request, **place.groupdict())
            return Answer(404, "") if body is None else Answer(200, body)
    return Answer(404, "")


def posted(request: Request, environ: dict[str, Any], cookies: dict[str, str]) -> Answer:
    """A like given or taken back, refused without the token of the cookie."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    form = parse_qs(environ["wsgi.input"].read(length).decode()) if length else {}
    token = environ.get("HTTP_X_CSRFTOKEN") or form.get("csrfmiddlewaretoken", [""])[0]
    place = LIKE.fullmatch(request.path)
    if not place or not request.viewer or not token or token != cookies.get("csrftoken"):
        return Answer(403, "")
    is_fragment = environ.get("HTTP_HX_REQUEST") == "true"
    back = "" if is_fragment else form.get("next", [""])[0]
    return like(
        request, int(place["entry"]), is_given=place["verb"] == "like", is_fragment=is_fragment, back=back
    )
