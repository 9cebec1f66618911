"""A list of chosen films in three statements, the comments the third of them."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from bench.twins import browse, comments
from bench.twins.cards import FILM
from bench.twins.database import Row, row, rows
from bench.twins.entry import local
from bench.twins.layout import Request, next_page, page
from bench.twins.list_facts import description, for_programs
from bench.twins.parts import (
    HEART,
    HEART_LINE,
    LOCK,
    SITE_NAME,
    TALK,
    avatar,
    counted,
    dated,
    empty,
    icon,
    more,
    name_of,
    poster,
)

POSTERS_A_PAGE = 100
BLOCK = "NOT EXISTS (SELECT FROM social_block WHERE blocker_id = {} AND blocked_id = {})"
VISIBLE = f"""(list.reach = 'everyone' OR list.reach <> 'nobody' AND list.author_id = %(viewer)s
        OR list.reach = 'followers' AND EXISTS (
            SELECT FROM social_follow WHERE follower_id = %(viewer)s AND followed_id = list.author_id))
    AND {BLOCK.format("%(viewer)s", "list.author_id")} AND {BLOCK.format("list.author_id", "%(viewer)s")}"""
LIST = """
SELECT list.id, list.title, list.slug, list.audience, list.reach, list.description_html, list.tags, list.is_ranked,
    list.updated_at, list.author_id, list.removed_at, author.username, author.display_name, author.avatar,
    stats.films_count, stats.likes_count, stats.comments_count,
    coalesce(nullif(list.comments_from, ''), author.comments_from) AS comments_from, {own}
FROM lists_list AS list JOIN accounts_member AS author ON author.id = list.author_id
JOIN lists_liststats AS stats ON stats.list_id = list.id
WHERE list.slug = %(slug)s AND upper(author.username) = upper(%(username)s) AND author.username = %(username)s
    AND list.filters IS NULL AND {visible}
"""
OF_VIEWER = """
    EXISTS (SELECT FROM lists_listlike WHERE list_id = list.id AND member_id = %(viewer)s) AS liked,
    (SELECT count(*) FROM lists_item AS item JOIN reviews_mark AS mark
        ON mark.film_id = item.film_id AND mark.member_id = %(viewer)s AND mark.watched_at IS NOT NULL
        WHERE item.list_id = list.id) AS seen,
    (SELECT is_on FROM lists_listsubscription WHERE list_id = list.id AND member_id = %(viewer)s) AS hears,
    EXISTS (SELECT FROM social_follow WHERE follower_id = list.author_id AND followed_id = %(viewer)s) AS owner_follows"""
TO_VIEWER = LIST.format(visible=VISIBLE, own=OF_VIEWER)
TO_EVERYBODY = LIST.format(
    visible="list.reach = 'everyone'", own="false AS liked, 0 AS seen, NULL AS hears, false AS owner_follows"
)
FILMS = f"""
WITH item AS MATERIALIZED (SELECT film_id, place FROM lists_item WHERE list_id = %(list)s
    ORDER BY place LIMIT {POSTERS_A_PAGE + 1})
SELECT {FILM}, item.place, {{mark}} FROM item JOIN films_film AS film ON film.id = item.film_id {{joined}}
ORDER BY item.place
"""
WITH_MARKS = FILMS.format(
    mark="mark.rating, mark.watched_at, mark.liked_at, mark.watchlisted_at",
    joined="LEFT JOIN reviews_mark AS mark ON mark.film_id = item.film_id AND mark.member_id = %(viewer)s",
)
WITHOUT_MARKS = FILMS.format(
    mark="NULL AS rating, NULL AS watched_at, NULL AS liked_at, NULL AS watchlisted_at", joined=""
)
ORDERS = {
    "": "List order",
    **{
        name: browse.SORTS[name].label for name in ("name", "newest", "oldest", "popular", "average", "worst")
    },
    "shortest": browse.SORTS["shortest"].label,
    "longest": browse.SORTS["longest"].label,
}


def list_page(request: Request, username: str, slug: str) -> str | None:
    viewer, is_member = request.viewer_id, request.viewer is not None
    wanted: dict[str, Any] = {"username": username, "slug": slug}
    found = (
        row(request.connection, TO_VIEWER, **wanted, viewer=viewer)
        if is_member
        else row(request.connection, TO_EVERYBODY, **wanted)
    )
    if found is None:
        return None
    films = (
        rows(request.connection, WITH_MARKS, list=found.id, viewer=viewer)
        if is_member
        else rows(request.connection, WITHOUT_MARKS, list=found.id)
    )
    url, is_own = f"/@{username}/list/{slug}/", found.author_id == viewer
    main = f"""{f'<draft-saved key="m{viewer}-list-{found.id}"></draft-saved>' if is_own else ""}
{head(request, found, is_own=is_own)}
{acts(request, found, url, is_own=is_own)}
{progress(found) if is_member and found.films_count else ""}
</div>
<section id="films">
<h2 class="visually-hidden">The films</h2>
{bar(request, url) if films else ""}
{grid(request, found, films, is_own=is_own)}
</section>
<div class="list-comments">{comments.thread(request, found, url, comments.LISTS)}</div>"""
    title = f"{escape(found.title)}, a list by {name_of(found)} · {SITE_NAME}"
    facts = for_programs(request, found, films, url) if not is_member and films else ""
    return page(request, title, main, description=description(found), canonical=url, facts=facts)


def head(request: Request, found: Row, *, is_own: bool) -> str:
    url = f"/@{found.username}/"
    ranked = f"<span>{icon('list')} ranked</span>" if found.is_ranked else ""
    audience = ""
    if found.audience != "everyone":
        who = "followers" if found.audience == "followers" else "only you" if is_own else "only who keeps it"
        audience = f'<span class="tag-word">{LOCK} {who}</span>'
    text = ""
    if found.description_html:
        text = f'<div class="list-head__text prose" dir="auto">{found.description_html}</div>'
    tags = "".join(
        [
            f'<li><a href="{url}lists/?tag={quote(tag)}"><bdi>{escape(tag)}</bdi></a></li>'
            for tag in found.tags
        ]
    )
    return f"""<div class="list-top">
<header class="list-head">
<p class="list-head__owner">{avatar(found, found.author_id, "medium")} <span>List by <a href="{url}">{name_of(found)}</a></span></p>
<h1 class="list-head__title"><bdi>{escape(found.title)}</bdi></h1>
<p class="list-head__facts">
<span>{counted(found.films_count, "film", "films")}</span>
{ranked}
{audience}
<span>changed {dated(local(request, found.updated_at))}</span>
</p>
{text}
{f'<ul class="tags" aria-label="Tags">{tags}</ul>' if tags else ""}
</header>"""


def acts(request: Request, found: Row, url: str, *, is_own: bool) -> str:
    edit = f'<a href="{url}edit/">{icon("pencil")} Edit</a>' if is_own else ""
    said = counted(found.comments_count, "comment", "comments")
    if request.viewer:
        rest = '<span class="visually-hidden"> this list into one of your own</span>'
        key = f'<input type="hidden" name="save_key" value="{uuid4()}">'
        copy = (
            f'<form method="post" action="/lists/{found.id}/clone/">{request.csrf_field}{key}'
            f"<button>{icon('list')} Copy{rest}</button></form>"
        )
    else:
        rest = '<span class="visually-hidden"> this list: sign in first</span>'
        here = quote(request.full_path, safe="/")
        copy = f'<a href="/accounts/login/?next={here}" rel="nofollow">{icon("list")} Copy{rest}</a>'
    return f"""<div class="list-acts">
{like_button(request, found, url, is_own=is_own)}
<a href="#comments">{TALK} {said}</a>
{edit}
{copy}
<drop-menu><details class="menu"><summary>{icon("more")} More<span class="visually-hidden"> about this list</span></summary>
<div class="menu__list">
{for_members(request, found) if request.viewer else ""}
<a href="{url}export.csv">{icon("share")} Save as a file (CSV)</a>
{feed(url) if found.reach == "everyone" else ""}
{last_act(found, url, is_own=is_own)}
</div></details></drop-menu>
</div>"""


def for_members(request: Request, found: Row) -> str:
    here = f'<input type="hidden" name="next" value="{request.path}">'
    return f"""<form method="post" action="/lists/{found.id}/watchlist/">{request.csrf_field}{here}<button>{icon("bookmark-line")} Add all to your watchlist</button></form><p class="menu__hint">Except those you have watched.</p>
<form method="post" action="/lists/{found.id}/add-all/">{request.csrf_field}{here}<button>{icon("plus")} Add all to another list</button></form>"""


def feed(url: str) -> str:
    return f'<a href="{url}rss/">{icon("bell-line")} Feed of what is added (RSS)</a>'


def last_act(found: Row, url: str, *, is_own: bool) -> str:
    if is_own:
        return f'<a href="{url}?link=open#secret-link">{LOCK} Secret link</a>'
    return f'<a href="/report/list/{found.id}/" rel="nofollow">{icon("flag")} Report</a>'


def like_button(request: Request, found: Row, url: str, *, is_own: bool) -> str:
    count, name, id_ = found.likes_count, name_of(found), f"list-{found.id}"
    if is_own:
        button = "" if count else '<span class="like__count">No likes yet</span>'
    elif not request.viewer:
        button = (
            f'<a class="like__button" href="/accounts/login/?next={quote(url)}" rel="nofollow">{HEART_LINE} Like'
            f'<span class="visually-hidden"> {name}’s list: sign in first</span></a>'
        )
    else:
        verb, heart, word, look = (
            ("unlike", HEART, "Liked", " like__button--on")
            if found.liked
            else ("like", HEART_LINE, "Like", "")
        )
        address = f"/lists/{found.id}/{verb}/"
        button = (
            f'<form method="post" action="{address}" data-hx-post="{address}" data-hx-target="#like-{id_}" '
            f'data-hx-swap="outerHTML">{request.csrf_field}<button class="like__button{look}" id="like-{id_}-button">'
            f'{heart} {word}<span class="visually-hidden"> {name}’s list</span></button></form>'
        )
    likes = ""
    if count:
        heart = f"{HEART} " if is_own else ""
        likes = f'<a class="like__count" href="{url}likes/">{heart}{counted(count, "like", "likes")}</a>'
    return f'<div class="like" id="like-{id_}">\n{button}\n{likes}\n\n</div>'


def progress(found: Row) -> str:
    number = found.films_count
    return f"""<div class="progress">
<p class="progress__words" id="progress">{icon("eye")} <span>You have seen <b>{found.seen}</b> of {number}, {found.seen * 100 // number} per cent</span></p>
<progress class="progress__bar" value="{found.seen}" max="{number}" aria-labelledby="progress"></progress>
</div>"""


def bar(request: Request, url: str) -> str:
    fade = ""
    orders = dict(ORDERS)
    if request.viewer:
        fade = f'<a href="{url}?fade=seen">{icon("eye")} Fade watched films</a>'
        orders["my-rating"] = "Your rating"
    orders["added"] = "Added lately"
    links = [
        f'<a href="{url}{"?sort=" if name else ""}{name}"{"" if name else browse.CURRENT}>{label}</a>'
        for name, label in orders.items()
    ]
    return f"""<div class="list-bar">
<nav class="sorts" aria-label="How they are shown"><a href="{url}"{browse.CURRENT}>Posters</a><a href="{url}?view=detail">Details</a></nav>
<p class="sorts">{fade}<a href="{url}?filter=open" rel="nofollow">{icon("filter")} Filter</a></p>
</div>
<nav class="sorts" aria-label="Order">{" ".join(links)} </nav>"""


def grid(request: Request, found: Row, films: list[Row], *, is_own: bool) -> str:
    if not films:
        words = "The seats are there, the films are still to come."
        way_on = {"url": f"{request.path}edit/", "action": "Add films"} if is_own else {}
        return empty("Nothing in it yet", words, name="list", **way_on)
    shown = films[:POSTERS_A_PAGE]
    following = ""
    if len(films) > POSTERS_A_PAGE:
        following = next_page(request.path, request.query, shown[-1].place).replace("after=", "from=")
    lines = []
    for place, film in enumerate(shown, start=1):
        rank = ""
        if found.is_ranked:
            rank = f'<span class="list-rank"><span class="visually-hidden">Number </span>{place}</span>'
        lines.append(f"<li>{rank}{poster(film, 'medium', states=browse.states(film))}</li>\n")
    return f'<ul class="poster-grid list-films">\n{"".join(lines)}</ul>\n{more(following)}'
