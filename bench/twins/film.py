"""The film page in six statements, nine for a member."""

from __future__ import annotations

from html import escape

from bench.twins import film_facts as facts
from bench.twins import lists
from bench.twins.database import Row, row, rows
from bench.twins.film_liked import LIKED, liked_by
from bench.twins.film_panel import panel
from bench.twins.film_reviews import reviews_section
from bench.twins.layout import Request, page
from bench.twins.parts import (
    MEDIA,
    SITE_NAME,
    avatar,
    counted,
    histogram,
    icon,
    poster,
    poster_strip,
    short_count,
    stars,
)
from films.posters import tone_of

RATED = (
    f"ARRAY[{', '.join(f'stats.rated_{rating}' for rating in range(1, 11))}] AS rated, stats.ratings_count"
)
FILM = f"""
SELECT film.*, stats.average, stats.watched_count, stats.liked_count, stats.watchlist_count, stats.reviews_count, {RATED},
    ARRAY(SELECT title FROM films_alternativetitle WHERE film_id = film.id ORDER BY id) AS other_titles,
    mark.watched_at, mark.liked_at, mark.watchlisted_at, mark.rating, COALESCE(mark.last_entry_number > 0 AND EXISTS (
        SELECT FROM reviews_entry WHERE author_id = mark.member_id AND film_id = film.id), false) AS has_entries
FROM films_film AS film JOIN reviews_filmstats AS stats ON stats.film_id = film.id
LEFT JOIN reviews_mark AS mark ON mark.film_id = film.id AND mark.member_id = %(viewer)s
WHERE film.slug = %(slug)s
"""
CREDITS = """
SELECT credit.role, credit.character, person.id, person.slug, person.name
FROM films_credit AS credit JOIN films_person AS person ON person.id = credit.person_id
WHERE credit.film_id = %(film)s ORDER BY credit.billing, credit.id
"""
ALSO = """
SELECT slug, title, year, directed_by, poster FROM films_film AS film
WHERE id IN (SELECT film_id FROM films_credit WHERE person_id = ANY(%(directors)s) AND role = 'director')
    AND id <> %(film)s AND state <> 'retired' AND NOT is_adult
ORDER BY COALESCE(year, 9999) DESC, sort_title, id LIMIT 5
"""
SIMILAR = """
SELECT other.slug, other.title, other.year, other.directed_by, other.poster FROM reviews_similarfilm AS likeness
JOIN films_film AS other ON other.id = likeness.other_id
WHERE likeness.film_id = %(film)s AND other.state <> 'retired' AND NOT other.is_adult
ORDER BY likeness.points DESC, likeness.other_id DESC LIMIT 5
"""
# Where there is a follow there is no block: the database sees to that.
WATCHERS = """
SELECT member.id, member.username, member.display_name, member.avatar, latest.rating, latest.liked_at FROM (
    SELECT mark.id, mark.member_id, mark.watched_at, mark.rating, mark.liked_at FROM social_follow AS follow
    JOIN reviews_mark AS mark ON mark.member_id = follow.followed_id AND mark.film_id = %(film)s
    WHERE follow.follower_id = %(viewer)s AND mark.watched_at IS NOT NULL
    ORDER BY mark.watched_at DESC, mark.id DESC LIMIT 24) AS latest
JOIN accounts_member AS member ON member.id = latest.member_id ORDER BY latest.watched_at DESC, latest.id DESC
"""


def film_page(request: Request, slug: str) -> str | None:
    connection, viewer = request.connection, request.viewer
    film = row(connection, FILM, slug=slug, viewer=request.viewer_id)
    if film is None:
        return None
    makers = rows(connection, CREDITS, film=film.id)
    directors = [credit for credit in makers if credit.role == "director"]
    also = []
    if directors:
        also = rows(connection, ALSO, directors=[person.id for person in directors], film=film.id)
    similar = rows(connection, SIMILAR, film=film.id)
    watchers = rows(connection, WATCHERS, film=film.id, viewer=viewer.id) if viewer else []
    likes = rows(connection, LIKED, film=film.id, viewer=viewer.id) if viewer else []
    title = escape(f"{film.title} ({film.year})" if film.year else film.title)
    main = f"""{backdrop(film)}
<section class="film">
<div class="film__poster">{poster(film, "large")}</div>
{head(film, directors)}
<div class="film__panel">
{panel(request, film)}
</div>
<div class="film__about">
{about(film)}
{facts.facts(film, makers)}
<p class="film__mend"><a class="link" href="/report/film/{film.slug}/" rel="nofollow">{icon("flag")} Report this film</a></p>
</div>
<div class="film__ratings">
{ratings(film)}
{counts(film)}
</div>
</section>

<div class="split">
{reviews_section(request, film)}
<aside class="split__aside">
{liked_by(likes, film.slug)}
{watched_by(watchers)}
{lists.with_film(request, film)}
{also_by(also, directors)}
{similar_to(film, similar)}
</aside>
</div>"""
    return page(
        request,
        f"{title} · {SITE_NAME}",
        main,
        description=description(film, title),
        canonical=f"/film/{slug}/",
        main_class=f"glow tone-{tone_of(film.title, film.year)}",
    )


def description(film: Row, title: str) -> str:
    words = film.synopsis.split()
    shown = " ".join(words[:30]) + (" …" if len(words) > 30 else "")
    return (
        f"{title}, directed by {escape(film.directed_by)}. {escape(shown)}"
        if film.directed_by
        else escape(shown)
    )


def backdrop(film: Row) -> str:
    if not film.backdrop:
        return ""
    widths = ", ".join(f"{MEDIA}backdrops/{film.backdrop}-{width}.webp {width}w" for width in (800, 1600))
    return (
        f'<div class="backdrop"><picture><source type="image/webp" srcset="{widths}" sizes="(min-width: 74rem) 1136px, 100vw">'
        f'<img class="backdrop__picture focus-{round(film.backdrop_focus / 5)}" src="{MEDIA}backdrops/{film.backdrop}-1600.jpg" '
        'width="1600" height="686" alt="" fetchpriority="high"></picture></div>'
    )


def head(film: Row, directors: list[Row]) -> str:
    long = " film__title--long" if len(film.title) > 48 else ""
    original = ""
    if film.original_title:
        original = f'<p class="film__original"><bdi>{escape(film.original_title)}</bdi></p>'
    return f"""<header class="film__head">
<h1 class="film__title{long}">{escape(film.title)}</h1>
{original}
{facts.byline(film, directors)}
</header>"""


def about(film: Row) -> str:
    parts = []
    if film.is_adult:
        parts.append('<p class="small muted">An adult film: kept out of browsing and search.</p>')
    if film.state == "provisional":
        parts.append('<p class="small muted">Added by a member; a curator has not looked at it yet.</p>')
    if film.tagline:
        parts.append(f'<p class="film__tagline" dir="auto">{escape(film.tagline)}</p>')
    if film.synopsis:
        parts.append(f'<p class="film__synopsis" dir="auto">{escape(film.synopsis)}</p>')
    return "\n".join(parts)


def ratings(film: Row) -> str:
    url, said = f"/film/{film.slug}/ratings/", counted(film.ratings_count, "rating", "ratings")
    if film.average is not None:
        top = (
            f'<a class="histogram__average" href="{url}"><span class="visually-hidden">Average rating: </span>'
            f'{film.average / 2:.1f}</a>\n<div><span class="stars stars--{round(film.average)} stars--small" '
            f'aria-hidden="true"></span><p class="histogram__count">{said}</p></div>'
        )
    elif film.ratings_count:
        link = f'<a class="link" href="{url}">{said}</a>'
        top = f'<p class="histogram__count">{link}: too few for an average yet</p>'
    else:
        top = '<p class="histogram__count">Nobody has rated it yet</p>'
    foot = ""
    if film.reviews_count:
        foot = f'<p class="histogram__foot">{counted(film.reviews_count, "review", "reviews")}</p>'
    return f"""<section class="histogram" aria-label="Ratings">
<div class="histogram__head">
{top}
</div>
{histogram(film, url, ("member", "members"), end="/")}
{foot}
</section>"""


def counts(film: Row) -> str:
    parts, url = [], f"/film/{film.slug}/"
    if film.watched_count:
        parts.append(f'<a href="{url}members/">Watched by {short_count(film.watched_count)}</a>')
    if film.liked_count:
        parts.append(f'<a href="{url}likes/">{counted(film.liked_count, "like", "likes")}</a>')
    if film.watchlist_count:
        parts.append(f"<span>on {counted(film.watchlist_count, 'watchlist', 'watchlists')}</span>")
    return f'<p class="film__counts">{"".join(parts)}</p>' if parts else ""


def watched_by(watchers: list[Row]) -> str:
    if not watchers:
        return ""
    faces = "".join(
        [
            f'<li class="watcher">{avatar(one, one.id, "medium", is_named=True)}{judged(one)}</li>'
            for one in watchers
        ]
    )
    return f"""<section>
<h2 class="eyebrow">Watched by people you follow</h2>
<ul class="avatar-row">{faces}</ul>
</section>"""


def judged(mark: Row) -> str:
    if mark.rating:
        return stars(mark.rating, "small")
    return f'<span class="liked-mark">{icon("heart", "Liked the film")}</span>' if mark.liked_at else ""


def also_by(films: list[Row], directors: list[Row]) -> str:
    if not films:
        return ""
    whose = escape(directors[0].name) if len(directors) == 1 else "the same directors"
    return f"""<section>
<h2 class="eyebrow">Also by {whose}</h2>
{poster_strip(films, " poster-strip--small")}
</section>"""


def similar_to(film: Row, films: list[Row]) -> str:
    shown = poster_strip(films, " poster-strip--small") if films else ""
    words = "More of them, and why" if films else "What else is like this"
    return f"""<section>
<h2 class="eyebrow">Similar films</h2>
{shown}
<p class="order-line"><a class="link" href="/film/{film.slug}/similar/">{words}</a></p>
</section>"""
