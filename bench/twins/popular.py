"""What is popular: ranked once in ten minutes as the site does, and one statement for what is shown."""

from __future__ import annotations

import time
from typing import NamedTuple

from bench.twins.browse import states
from bench.twins.cards import FILM, WITH_FILM, both, card
from bench.twins.database import rows
from bench.twins.layout import Request, next_page, page
from bench.twins.parts import SITE_NAME, empty, more, poster

REVIEWS_A_PAGE, FILMS_SHOWN, MOST_RANKED, MOST_WEIGHED = 24, 60, 72, 300
MOST_ACTS, MOST_LIKES, QUIP = 20_000, 3_000, 5
SECONDS_REMEMBERED = 600
CURRENT = ' aria-current="page"'


class Period(NamedTuple):
    label: str
    words: str
    days: int


PERIODS = {
    "week": Period("This week", "in the last seven days", 7),
    "month": Period("This month", "in the last thirty days", 30),
    "year": Period("This year", "in the last 365 days", 365),
    "all": Period("Of all time", "so far", 0),
}
WEIGHED = f"CASE WHEN stats.is_quip THEN least(acts, {QUIP}) ELSE acts END"
LIKED = f"""
SELECT subject AS id, {WEIGHED} AS number FROM (SELECT subject, count(*) AS acts FROM (
        SELECT entry_id AS subject FROM reviews_reviewlike WHERE created_at >= now() - make_interval(days => %(days)s)
        ORDER BY created_at DESC LIMIT {MOST_ACTS}) AS latest
    GROUP BY subject ORDER BY acts DESC, subject DESC LIMIT {MOST_WEIGHED}) AS counted
JOIN reviews_reviewstats AS stats ON stats.entry_id = subject ORDER BY number DESC, subject DESC LIMIT {MOST_RANKED}
"""
WATCHED = f"""
SELECT film_id AS id, count(*) AS number FROM (
    SELECT film_id FROM reviews_mark
    WHERE watched_at IS NOT NULL AND watched_at >= now() - make_interval(days => %(days)s)
    ORDER BY watched_at DESC LIMIT {MOST_ACTS}) AS latest
GROUP BY film_id ORDER BY number DESC, film_id DESC LIMIT {MOST_RANKED}
"""
RANKED_REVIEWS = both(f"""
SELECT {{card}}, {FILM} FROM unnest(%(keys)s::bigint[]) WITH ORDINALITY AS rank(id, place)
JOIN reviews_entry AS entry ON entry.id = rank.id {{joins}} {WITH_FILM}
WHERE entry.text <> '' AND {{visible}} ORDER BY rank.place LIMIT {REVIEWS_A_PAGE}
""")
OF_THE_WEEK = both(f"""
SELECT {{card}}, {FILM}, {WEIGHED} AS weight FROM (SELECT entry_id, count(*) AS acts FROM (
        SELECT entry_id FROM reviews_reviewlike WHERE created_at >= date_trunc('hour', now() - interval '7 days')
        ORDER BY created_at DESC LIMIT {MOST_LIKES}) AS latest
    GROUP BY entry_id ORDER BY acts DESC, entry_id DESC LIMIT {MOST_RANKED}) AS ranked
JOIN reviews_entry AS entry ON entry.id = ranked.entry_id {{joins}} {WITH_FILM}
WHERE entry.text <> '' AND {{visible}} ORDER BY weight DESC, entry.id DESC LIMIT {REVIEWS_A_PAGE + 1}
""")
RANKED_FILMS = f"""
SELECT {FILM}, mark.rating, mark.watched_at, mark.liked_at, mark.watchlisted_at
FROM unnest(%(keys)s::bigint[]) WITH ORDINALITY AS rank(id, place) JOIN films_film AS film ON film.id = rank.id
LEFT JOIN reviews_mark AS mark ON mark.film_id = film.id AND mark.member_id = %(viewer)s
WHERE film.state <> 'retired' AND NOT film.is_adult ORDER BY rank.place LIMIT {FILMS_SHOWN}
"""
remembered: dict[tuple[str, int, int], list[int]] = {}


def ranked(request: Request, statement: str, days: int) -> list[int]:
    """The keys of what is ranked first, asked for every ten minutes."""
    key = statement, days, int(time.monotonic() // SECONDS_REMEMBERED)
    if key not in remembered:
        remembered[key] = [one.id for one in rows(request.connection, statement, days=days)]
    return remembered[key]


def popular_reviews_page(request: Request) -> str | None:
    """The week's and the ranked ones; of all time nobody measures."""
    name, is_member = request.query.get("period", "week"), request.viewer is not None
    if name not in PERIODS or name == "all":
        return None
    following = ""
    if name == "week":
        found = rows(request.connection, OF_THE_WEEK[is_member], viewer=request.viewer_id)
        if len(found) > REVIEWS_A_PAGE:
            last = found[REVIEWS_A_PAGE - 1]
            following = next_page(request.path, request.query, last.weight, last.id)
    else:
        keys = ranked(request, LIKED, PERIODS[name].days)
        found = rows(request.connection, RANKED_REVIEWS[is_member], keys=keys, viewer=request.viewer_id)
    said = f"By the number of likes given {PERIODS[name].words}; a quip, of fewer than 20 words, counts {QUIP} at most. "
    said += f"Counted are the latest {MOST_LIKES:,} likes at most." if name == "week" else limits("likes")
    shown = "\n".join(
        [card(request, one, one.slug, "poster", request.full_path) for one in found[:REVIEWS_A_PAGE]]
    )
    if not shown:
        url, action = "/reviews/?sort=newest", "The newest reviews"
        shown = empty("A quiet time", "No review was liked in it.", url=url, action=action, name="talk")
    newest = '<a href="/reviews/?sort=newest">Newest</a>'
    main = f"""<header class="page-head"><h1 class="page-head__title">Reviews</h1><p class="page-head__line">The ones with the most likes.</p></header>
<h2 class="visually-hidden">The reviews</h2>
{ways(request, "/reviews/", "Reviews", name, newest)}
{formula(said)}
{shown}
{more(following)}"""
    words = "What members wrote about films, and what others liked of it."
    return page(request, f"Popular reviews · {SITE_NAME}", main, description=words)


def popular_films_page(request: Request) -> str | None:
    name = request.query.get("period", "week")
    if name not in PERIODS or name == "all":
        return None
    keys = ranked(request, WATCHED, PERIODS[name].days)
    films = rows(request.connection, RANKED_FILMS, keys=keys, viewer=request.viewer_id)
    said = f"By the number of members who marked the film as watched {PERIODS[name].words}. {limits('marks')}"
    shown = "".join([f"<li>{poster(film, 'medium', states=states(film))}</li>" for film in films])
    if shown:
        shown = f'<ul class="poster-grid">{shown}</ul>'
    else:
        text = "Nobody marked a film as watched in this time."
        shown = empty("Nothing was watched", text, url="/films/", action="All films", name="film")
    main = f"""<header class="page-head"><h1 class="page-head__title">Popular films</h1><p class="page-head__line">What everybody watches. <a class="link" href="/films/">Browse all films</a></p></header>
<h2 class="visually-hidden">The films</h2>
{ways(request, "/films/popular/", "Films", name)}
{formula(said)}
{shown}"""
    words = "What members watch: this week, this month, this year and of all time."
    return page(request, f"Popular films · {SITE_NAME}", main, description=words)


def limits(what: str) -> str:
    return (
        f"Counted are the latest {MOST_ACTS:,} {what} at most, anew every {SECONDS_REMEMBERED // 60} minutes."
    )


def formula(said: str) -> str:
    return f'<details class="formula"><summary>How this order is made</summary>\n<p>{said}</p></details>'


def ways(request: Request, url: str, what: str, current: str, more_periods: str = "") -> str:
    subjects = " ".join(
        [
            f'<a href="{address}"{CURRENT if label == what else ""}>{label}</a>'
            for address, label in (
                ("/films/popular/", "Films"),
                ("/reviews/", "Reviews"),
                ("/members/popular/", "Members"),
            )
        ]
    )
    periods = "".join(
        [
            f'<a href="{url}?period={name}"{CURRENT if name == current else ""}>{one.label}</a>'
            for name, one in PERIODS.items()
        ]
    )
    whose = ""
    if request.viewer:
        address = f"{url}?period={current}"
        among = f'<a href="{address}&amp;among=following">Among people you follow</a>'
        everybody = f'<a href="{address}" aria-current="true">Everybody</a>'
        whose = f'<nav class="sorts" aria-label="Whose choice">{everybody} {among}</nav>'
    return f"""<nav class="sorts" aria-label="Popular">{subjects}</nav>
<nav class="tabs" aria-label="{what}">{periods}{more_periods}</nav>
{whose}"""
