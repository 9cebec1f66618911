"""Lists with their covers, as the pages of films and of members show them at the side."""

from __future__ import annotations

from html import escape
from types import SimpleNamespace
from typing import Any

from bench.twins.database import Row, rows
from bench.twins.layout import Request
from bench.twins.parts import LOCK, MEDIA, counted, icon, name_of, poster_source

CARD = """list.id, list.title, list.slug, list.audience, list.filters IS NOT NULL AS is_smart, stats.films_count,
    member.id AS author_id, member.username, member.display_name, (SELECT json_agg(shown) FROM (
        SELECT film.slug, film.title, film.year, film.directed_by, film.poster
        FROM lists_item AS item JOIN films_film AS film ON film.id = item.film_id
        WHERE item.list_id = list.id ORDER BY item.place LIMIT 5) AS shown) AS cover"""
BESIDE = """JOIN lists_liststats AS stats ON stats.list_id = list.id
    JOIN accounts_member AS member ON member.id = list.author_id"""
OF_FILM = f"""
WITH readable AS MATERIALIZED (SELECT list.* FROM (
        SELECT list_id FROM lists_item WHERE film_id = %(film)s ORDER BY added_at DESC, id DESC LIMIT 400) AS latest
    JOIN lists_list AS list ON list.id = latest.list_id
    WHERE list.reach = 'everyone' AND list.published_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = %(viewer)s AND blocked_id = list.author_id)
        AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = list.author_id AND blocked_id = %(viewer)s)
        AND NOT EXISTS (SELECT FROM social_membermute WHERE member_id = %(viewer)s AND muted_id = list.author_id))
SELECT {CARD}, (SELECT count(*) FROM readable) AS number FROM readable AS list {BESIDE}
ORDER BY stats.likes_count DESC, list.id DESC LIMIT 3
"""
OF_MEMBER = f"""
SELECT {CARD}, (SELECT count(*) FROM lists_list WHERE author_id = %(author)s AND reach = ANY(%(reaches)s)) AS number
FROM lists_list AS list {BESIDE}
WHERE list.author_id = %(author)s AND list.reach = ANY(%(reaches)s) ORDER BY list.updated_at DESC, list.id DESC LIMIT 3
"""


def with_film(request: Request, film: Row) -> str:
    found = rows(request.connection, OF_FILM, film=film.id, viewer=request.viewer_id)
    if not found:
        return ""
    number = found[0].number
    said = "more than 100 lists" if number > 100 else f"{number} {'list' if number == 1 else 'lists'}"
    return f"""<section>
<h2 class="eyebrow">In lists</h2>
{stack(found, request)}
<p class="order-line"><a class="link" href="/film/{film.slug}/lists/">In {said}</a></p>
</section>"""


def of_member(found: list[Row], request: Request, url: str) -> str:
    if not found:
        return ""
    return f"""<section><h2 class="eyebrow">Lists</h2>
{stack(found, request, is_own_page=True)}
<p class="order-line"><a class="link" href="{url}lists/">All lists</a></p></section>"""


def stack(found: list[Row], request: Request, *, is_own_page: bool = False) -> str:
    cards = [f"<li>{card(one, request.viewer_id, is_own_page=is_own_page)}</li>" for one in found]
    return f'<ul class="list-stack">{"".join(cards)}</ul>'


def card(shown: Row, viewer: int, *, is_own_page: bool) -> str:
    url = f"/@{shown.username}/list/{shown.slug}/"
    number = "Smart list" if shown.is_smart else counted(shown.films_count, "film", "films")
    author = "" if is_own_page else f' <span>by <a href="/@{shown.username}/">{name_of(shown)}</a></span>'
    return f"""<article class="list-card list-card--compact" id="list-{shown.id}" data-place>
<a class="list-card__cover" href="{url}" tabindex="-1" aria-hidden="true">{cover(shown)}</a>
<h3 class="list-card__title"><a href="{url}"><bdi>{escape(shown.title)}</bdi></a></h3>
<p class="list-card__line"><span>{number}</span>{author}{audience(shown, viewer)}</p>
</article>"""


def audience(shown: Row, viewer: int) -> str:
    if shown.audience == "everyone":
        return ""
    who = (
        "followers"
        if shown.audience == "followers"
        else "only you"
        if shown.author_id == viewer
        else "only who keeps it"
    )
    return f' <span class="tag-word">{LOCK} {who}</span>'


def cover(shown: Row) -> str:
    films = [SimpleNamespace(**film) for film in shown.cover or ()]
    places = [f'<span class="cover__place"><picture>{picture(film)}</picture></span>' for film in films]
    sign = "" if films else icon("filter" if shown.is_smart else "list")
    places += [
        f'<span class="cover__place cover__place--empty">{"" if place else sign}</span>'
        for place in range(5 - len(films))
    ]
    smart = " cover--smart" if shown.is_smart else ""
    return f'<span class="cover{smart}" aria-hidden="true">{"".join(places)}</span>'


def picture(film: Any) -> str:
    source = ""
    if film.poster:
        widths = ", ".join(f"{MEDIA}posters/{film.poster}-{width}.webp {width}w" for width in (150, 300, 600))
        source = f'<source type="image/webp" srcset="{widths}" sizes="90px">'
    image = poster_source(film)
    return (
        f'{source}<img class="cover__picture" src="{image}" width="200" height="300" alt="" loading="lazy" '
        'decoding="async">'
    )
