"""The front door: two statements for a visitor, four for a member whose feed has something."""

from __future__ import annotations

from bench.twins.cards import FILM, WITH_FILM, both, card
from bench.twins.database import Row, rows
from bench.twins.feed import feed, kinds
from bench.twins.first_evening import first_evening
from bench.twins.layout import Request, page
from bench.twins.parts import SITE_NAME, more, name_of, poster_strip
from bench.twins.viewer import Viewer

HERO_POSTERS = 5
POPULAR_FILMS = f"""
SELECT {FILM} FROM reviews_filmstats AS stats JOIN films_film AS film ON film.id = stats.film_id
WHERE stats.popularity > 0 AND film.state <> 'retired' AND NOT film.is_adult
ORDER BY stats.popularity DESC, stats.film_id DESC LIMIT 13
"""
LIKED_THIS_WEEK = both(f"""
SELECT {{card}}, {FILM} FROM (
    SELECT entry.id, lately.likes FROM (
        SELECT entry_id, count(*) AS likes FROM reviews_reviewlike WHERE created_at >= now() - interval '7 days'
        GROUP BY entry_id ORDER BY likes DESC, entry_id DESC) AS lately
    JOIN reviews_entry AS entry ON entry.id = lately.entry_id WHERE entry.text <> '' AND {{visible}}
    ORDER BY lately.likes DESC, entry.id DESC LIMIT 6) AS chosen
JOIN reviews_entry AS entry ON entry.id = chosen.id {{joins}} {WITH_FILM} ORDER BY chosen.likes DESC, entry.id DESC
""")
NEWEST = both(f"""
SELECT {{card}}, {FILM} FROM (
    SELECT id FROM reviews_entry AS entry WHERE text <> '' AND {{visible}}
    ORDER BY created_at DESC, id DESC LIMIT 6) AS chosen
JOIN reviews_entry AS entry ON entry.id = chosen.id {{joins}} {WITH_FILM} ORDER BY entry.created_at DESC, entry.id DESC
""")
WATCHLIST = f"""
SELECT {FILM} FROM reviews_mark AS mark JOIN films_film AS film ON film.id = mark.film_id
WHERE mark.member_id = %(viewer)s AND mark.watchlisted_at IS NOT NULL
ORDER BY mark.watchlisted_at DESC, mark.id DESC LIMIT 5
"""
WELCOME = """<div class="hero__words">
<h1 class="hero__title">The lights come up, and people start to talk.</h1>
<p class="hero__line">Keep a diary of the films you watch, rate them in half-stars, write about them, and find what to see and read next through the people whose words you like.</p>
<p class="hero__actions"><a class="button button--primary" href="/accounts/signup/">Create an account</a> <a class="button button--quiet" href="/films/">Look around first</a></p>
</div>"""
PROMISES = """<h2 class="visually-hidden">What to expect</h2>
<ul class="promises">
<li><h3>Your diary, day by day</h3><p>Every viewing with its date, its stars and your words. First times and rewatches, public, for followers or for you alone.</p></li>
<li><h3>Writing travels by likes</h3><p>On every review you see which other reviews of the film its author liked. Good words lead to good words.</p></li>
<li><h3>Nothing in the way</h3><p>No advertising, no tracking, no cookies while you look around. Pages that arrive at once, on any screen, even without scripts.</p></li>
</ul>"""


def home_page(request: Request) -> str:
    return members_home(request, request.viewer) if request.viewer else visitors_home(request)


def popular_now(request: Request) -> list[Row]:
    """The reviews most liked this week; in a quiet week the newest."""
    is_member = request.viewer is not None
    liked = rows(request.connection, LIKED_THIS_WEEK[is_member], viewer=request.viewer_id)
    return liked or rows(request.connection, NEWEST[is_member], viewer=request.viewer_id)


def visitors_home(request: Request) -> str:
    films = rows(request.connection, POPULAR_FILMS)
    reviews = popular_now(request)
    hero, others = films[:HERO_POSTERS], films[HERO_POSTERS:]
    posters = poster_strip(hero).replace("poster-strip", "hero__posters", 1) if hero else ""
    more_films = ""
    if others:
        heading = section_head("Popular films", "/films/", "All films")
        more_films = f'<section class="section">{heading}\n{poster_strip(others)}</section>'
    main = f"""<section class="hero">
{WELCOME}
{posters}
</section>
{PROMISES}
{more_films}
{popular_reviews(request, reviews, "")}"""
    return page(request, f"{SITE_NAME}: a diary for films, and the words that stay", main)


def section_head(heading: str, url: str, words: str) -> str:
    return f'<div class="section__head"><h2>{heading}</h2><a class="section__more" href="{url}">{words}</a></div>'


def popular_reviews(request: Request, reviews: list[Row], here: str) -> str:
    if not reviews:
        return ""
    heading = section_head("Popular reviews", "/reviews/", "All reviews")
    return f'<section class="section">{heading}\n{cards(request, reviews, here)}</section>'


def cards(request: Request, reviews: list[Row], here: str) -> str:
    return "\n".join([card(request, review, review.slug, "poster", here) for review in reviews])


def members_home(request: Request, viewer: Viewer) -> str:
    found = feed(request)
    watchlist = rows(request.connection, WATCHLIST, viewer=viewer.id)
    main = f"""<div class="split">
<section>
{told(found.rows) if found.rows else quiet(request, viewer)}
{more(found.next_url)}
</section>
{aside(viewer, watchlist)}
</div>"""
    return page(request, SITE_NAME, main)


def told(feed_rows: str) -> str:
    return f"""<header class="page-head"><h1 class="page-head__title">From people you follow</h1></header>
{kinds("/")}
<h2 class="visually-hidden">What they did</h2>
<div class="feed">{feed_rows}</div>"""


def quiet(request: Request, viewer: Viewer) -> str:
    greeting = f"""<header class="page-head"><h1 class="page-head__title">Good to have you here, {name_of(viewer)}</h1>
<p class="page-head__line">The last film you saw is a good beginning: its day, how you liked it, and a few words if you want.</p>
<p class="hero__actions"><a class="button button--primary" href="/log/" data-dialog>Log a film</a> <a class="button button--quiet" href="/films/">Look around</a></p>
</header>"""
    reviews = popular_reviews(request, popular_now(request), request.full_path)
    return "\n".join([greeting, first_evening(request), reviews])


def aside(viewer: Viewer, watchlist: list[Row]) -> str:
    url = f"/@{viewer.username}/watchlist/"
    link = f'<a class="section__more" href="{url}">All of it</a>' if watchlist else ""
    films = '<p class="muted small">Films you want to see stand here. <a class="link" href="/films/">Look for some</a>.</p>'
    if watchlist:
        films = poster_strip(watchlist, " poster-strip--small")
    return f"""<aside class="split__aside">
<section><div class="section__head"><h2 class="eyebrow">Your watchlist</h2>{link}</div>
{films}</section>
</aside>"""
