"""The frame of every page: head, masthead, footer; and what a page needs to know about its request."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from psycopg import Connection

from bench.twins import notices
from bench.twins.database import Row
from bench.twins.parts import SITE_NAME, avatar, icon, name_of
from bench.twins.viewer import Viewer

HTMX = (
    '{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyCacheSize":0,'
    '"refreshOnHistoryMiss":true,"timeout":20000,"responseHandling":[{"code":"204","swap":false},'
    '{"code":"[23]..","swap":true},{"code":"422","swap":true},{"code":"[45]..","swap":false,"error":true}]}'
)
LAMP, SEARCH = icon("lamp"), icon("search")
LINKS = (("/films/", "Films"), ("/reviews/", "Reviews"), ("/lists/", "Lists"), ("/members/", "Members"))
SEARCH_FORM = f"""<film-search class="masthead__search" src="/search/?as=suggestions" shortcut>
<form action="/search/" role="search">{SEARCH}
<input type="search" name="q" aria-label="Find a film, a person, a member or a review" placeholder="Find a film, person, review" maxlength="200" autocomplete="off"><kbd aria-hidden="true">/</kbd></form>
</film-search>"""
FOOTER = f"""<footer class="footer">
<div class="footer__bar wrap">
<p class="footer__line">{escape(SITE_NAME)}: when the lights come up and people start to talk.</p>
<nav class="footer__links" aria-label="Footer"><a href="/films/">Films</a><a href="/reviews/">Reviews</a><a href="/lists/">Lists</a><a href="/members/">Members</a><a href="/search/">Search</a><a href="/keyboard/" data-dialog>Keyboard</a></nav>
</div>
</footer>"""


@dataclass(frozen=True)
class Request:
    """What a page is made from. `token` is the csrf token of a member's forms, "" for a visitor."""

    connection: Connection[Row]
    path: str
    query: dict[str, str]
    full_path: str
    origin: str
    viewer: Viewer | None
    token: str

    @property
    def viewer_id(self) -> int:
        """0 for a visitor: nobody has it."""
        return self.viewer.id if self.viewer else 0

    @property
    def csrf_field(self) -> str:
        return f'<input type="hidden" name="csrfmiddlewaretoken" value="{self.token}">'


def page(
    request: Request,
    title: str,
    main: str,
    *,
    description: str = "A diary of the films you watch, and the people whose words about them you like.",
    canonical: str = "",
    main_class: str = "",
    facts: str = "",
) -> str:
    """A whole page; every text given to it is escaped already, the title with the name of the site; `facts`
    are what programs read in its head."""
    viewer = request.viewer
    theme = viewer.theme if viewer and viewer.theme in {"dark", "light"} else ""
    scheme = f' data-theme="{theme}"' if theme else ""
    head = f'<link rel="canonical" href="{request.origin}{canonical}">' if canonical else ""
    headers = f' data-hx-headers=\'{{"X-CSRFToken": "{request.token}"}}\'' if viewer else ""
    return f"""<!doctype html>
<html lang="en"{scheme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
<meta name="color-scheme" content="{theme or "light dark"}">
<meta name="htmx-config" content='{HTMX}'>
<link rel="stylesheet" href="/static/css/main.css">
<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
<script src="/static/django_htmx/htmx-2.min.js" defer></script>
<script type="module" src="/static/js/main.js"></script>
{head}{facts}
</head>
<body{headers}>
<a class="skip-link" href="#main">Skip to the content</a>
{masthead(request)}
<main id="main" class="main {main_class}" tabindex="-1">
<div class="wrap">
<div id="messages" class="messages" role="status"></div>
{main}
</div>
</main>
{FOOTER}
<modal-dialog></modal-dialog>
{'<quick-acts role="status"></quick-acts><poster-lists></poster-lists>' if viewer else ""}
<key-commands></key-commands>
</body>
</html>"""


def masthead(request: Request) -> str:
    path = request.path
    current = ' aria-current="true"' if path.startswith("/film") else ""
    links = "\n".join(
        [f'<a href="{url}"{current if url == "/films/" else ""}>{label}</a>' for url, label in LINKS]
    )
    own = menu(request, request.viewer) if request.viewer else ways_in(request)
    return f"""<header class="masthead">
<div class="masthead__bar wrap">
<a class="masthead__brand" href="/">{LAMP}<span class="masthead__name">{escape(SITE_NAME)}</span></a>
<nav class="masthead__nav" aria-label="Main">
{links}
<a class="masthead__search-link" href="/search/">{SEARCH} Search</a>
</nav>
{SEARCH_FORM}
{own}
</div>
</header>"""


def ways_in(request: Request) -> str:
    here = quote(request.full_path, safe="/")
    return (
        '<div class="masthead__log masthead__log--visitor">'
        f'<a class="button button--quiet" href="/accounts/login/?next={here}">Sign in</a>'
        '<a class="button button--primary" href="/accounts/signup/">Sign up</a></div>'
    )


def menu(request: Request, viewer: Viewer) -> str:
    url = f"/@{viewer.username}/"
    desk = '<a href="/admin/">Behind the screen</a>' if viewer.is_staff else ""
    return f"""<a class="button button--primary masthead__log" href="/log/" data-dialog>{icon("plus")}<span>Log<span class="masthead__log-rest"> a film</span></span></a>
{notices.link(request.connection, viewer)}
<drop-menu class="masthead__member">
<details class="menu">
<summary class="masthead__face">{avatar(viewer, viewer.id, "small", is_plain=True)}<span class="visually-hidden">Your menu</span></summary>
<div class="menu__list">
<p class="menu__who">Signed in as <b>{name_of(viewer)}</b></p>
<a href="{url}">Profile</a>
<a href="{url}diary/">Diary</a>
<a href="{url}films/">Films</a>
<a href="{url}reviews/">Reviews</a>
<a href="{url}lists/">Lists</a>
<a href="{url}watchlist/">Watchlist</a>
<a href="{url}likes/films/">Likes</a>
<a href="/activity/">Activity</a>
<a href="/drafts/">Drafts</a>
<hr>
<a href="/settings/">Settings</a>
{desk}
<form method="post" action="/accounts/logout/">{request.csrf_field}<button>Sign out</button></form>
</div>
</details>
</drop-menu>"""


def next_page(path: str, query: dict[str, str], *keys: object) -> str:
    """The address of the page that starts after the row with these keys, as the site writes it."""
    token = base64.urlsafe_b64encode(json.dumps(list(keys)).encode()).decode().rstrip("=")
    asked = "".join([f"{name}={quote(word)}&" for name, word in query.items() if name != "after"])
    return f"{path}?{asked}after={token}"
