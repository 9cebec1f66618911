"""The feed on a page of its own: as many statements as on the front page of a member, less the watchlist."""

from __future__ import annotations

from bench.twins.feed import feed, kinds
from bench.twins.layout import Request, page
from bench.twins.parts import SITE_NAME, empty, more

HEAD = """<header class="page-head"><h1 class="page-head__title">Activity</h1></header>
<nav class="tabs" aria-label="Activity">
<a href="/activity/" aria-current="page">People you follow</a>
<a href="/activity/you/">You</a>
<a href="/activity/incoming/">Incoming</a>
</nav>"""
NOTHING = "Follow people whose words you like, and what they watch and write will stand here."


def activity_page(request: Request) -> str | None:
    """Visitors are sent to sign in, which nobody measures."""
    if not request.viewer:
        return None
    found = feed(request)
    shown = f'<div class="feed">{found.rows}</div>'
    if not found.rows:
        way_on = "Films to rate, people to follow"
        shown = empty("Nothing from others yet", NOTHING, url="/welcome/", action=way_on, name="people")
    main = f"""{HEAD}
{kinds("/activity/")}
<h2 class="visually-hidden">What people you follow did</h2>
{shown}
{more(found.next_url)}"""
    return page(request, f"Activity · {SITE_NAME}", main)
