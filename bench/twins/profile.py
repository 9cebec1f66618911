"""The profile in five statements."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from bench.twins import lists
from bench.twins.cards import FILM, OF_AUTHOR, WITH_FILM, both, card, reaches
from bench.twins.database import Row, row, rows
from bench.twins.film import RATED
from bench.twins.layout import Request, page
from bench.twins.parts import (
    MONTHS,
    SITE_NAME,
    avatar,
    counted,
    empty,
    histogram,
    icon,
    name_of,
    poster,
    poster_strip,
    short_count,
    stars,
)

MEMBER = f"""
SELECT member.id, member.username, member.display_name, member.bio_html, member.location, member.website,
    member.pronouns, member.avatar, member.is_active, stats.films_count, {RATED}, counts.followers, counts.following,
    between_us.follows, between_us.follows_back, between_us.mutes, between_us.is_blocked, year.films AS films_this_year
FROM accounts_member AS member
JOIN reviews_memberstats AS stats ON stats.member_id = member.id
JOIN social_followcounts AS counts ON counts.member_id = member.id
CROSS JOIN LATERAL (SELECT
    EXISTS (SELECT FROM social_follow WHERE follower_id = %(viewer)s AND followed_id = member.id) AS follows,
    EXISTS (SELECT FROM social_follow WHERE follower_id = member.id AND followed_id = %(viewer)s) AS follows_back,
    EXISTS (SELECT FROM social_membermute WHERE member_id = %(viewer)s AND muted_id = member.id) AS mutes,
    EXISTS (SELECT FROM social_block WHERE blocker_id = %(viewer)s AND blocked_id = member.id)
        OR EXISTS (SELECT FROM social_block WHERE blocker_id = member.id AND blocked_id = %(viewer)s) AS is_blocked
    ) AS between_us
CROSS JOIN LATERAL (SELECT count(DISTINCT film_id) AS films FROM reviews_entry AS entry
    WHERE author_id = member.id AND watched_on >= date_trunc('year', now() AT TIME ZONE member.time_zone)::date
        AND (reach = 'everyone' OR reach <> 'nobody' AND member.id = %(viewer)s
            OR reach = 'followers' AND between_us.follows)) AS year
WHERE upper(member.username) = upper(%(username)s) AND member.username = %(username)s
"""
FAVOURITES = f"""
SELECT {FILM} FROM reviews_favourite AS favourite JOIN films_film AS film ON film.id = favourite.film_id
WHERE favourite.member_id = %(author)s ORDER BY favourite.position
"""
LATEST = f"""
SELECT entry.number, entry.watched_on, entry.is_rewatch, entry.rating, entry.is_review, {FILM},
    mark.liked_at IS NOT NULL AS author_liked_film
FROM (SELECT id, number, watched_on, is_rewatch, rating, film_id, author_id, lead_html <> '' AS is_review
    FROM reviews_entry AS entry WHERE author_id = %(author)s AND watched_on IS NOT NULL AND {OF_AUTHOR}
    ORDER BY watched_on DESC, id DESC LIMIT 4) AS entry
JOIN films_film AS film ON film.id = entry.film_id
LEFT JOIN reviews_mark AS mark ON mark.member_id = entry.author_id AND mark.film_id = entry.film_id
ORDER BY entry.watched_on DESC, entry.id DESC
"""
REVIEWS = both(f"""
WITH recent AS MATERIALIZED (
    SELECT entry.id FROM reviews_entry AS entry
    WHERE entry.author_id = %(author)s AND entry.text <> '' AND {OF_AUTHOR}
    ORDER BY entry.created_at DESC, entry.id DESC LIMIT 3
), popular AS MATERIALIZED (
    SELECT stats.entry_id AS id FROM reviews_reviewstats AS stats JOIN reviews_entry AS entry ON entry.id = stats.entry_id
    WHERE stats.author_id = %(author)s AND stats.likes_count > 0 AND entry.text <> '' AND {OF_AUTHOR}
        AND NOT EXISTS (SELECT FROM recent WHERE recent.id = stats.entry_id)
    ORDER BY stats.likes_count DESC, stats.entry_id DESC LIMIT 3
), chosen AS (SELECT id, true AS is_recent FROM recent UNION ALL SELECT id, false FROM popular)
SELECT chosen.is_recent, {{card}}, {FILM} FROM chosen JOIN reviews_entry AS entry ON entry.id = chosen.id {{joins}} {WITH_FILM}
""")
TABS = (
    ("diary/", "Diary"),
    ("films/", "Films"),
    ("reviews/", "Reviews"),
    ("lists/", "Lists"),
    ("watchlist/", "Watchlist"),
    ("likes/films/", "Likes"),
    ("tags/", "Tags"),
    ("stats/", "Stats"),
)
CURRENT = ' aria-current="page"'


def profile_page(request: Request, username: str) -> str | None:
    connection, viewer = request.connection, request.viewer_id
    member = row(connection, MEMBER, username=username, viewer=viewer)
    if member is None or member.is_blocked:
        return None
    is_own = member.id == viewer
    readable: dict[str, Any] = {
        "author": member.id,
        "reaches": reaches(is_own=is_own, follows=member.follows),
    }
    favourites = rows(connection, FAVOURITES, author=member.id)
    latest = rows(connection, LATEST, **readable)
    reviews = rows(connection, REVIEWS[viewer != 0], **readable, viewer=viewer)
    recent = sorted(
        (one for one in reviews if one.is_recent), key=lambda one: (one.created_at, one.id), reverse=True
    )
    popular = sorted(
        (one for one in reviews if not one.is_recent), key=lambda one: (one.likes_count, one.id), reverse=True
    )
    own_lists = rows(connection, lists.OF_MEMBER, **readable)
    url, name = f"/@{member.username}/", name_of(member)
    is_empty = not (member.films_count or favourites or latest or recent or own_lists)
    main = f"""{head(request, member, url, own_lists[0].number if own_lists else 0, is_own=is_own)}
{tabs(name, url)}
<div class="split">
<div>
{f'<div class="prose" dir="auto">{member.bio_html}</div>' if member.bio_html else ""}
{favourite_films(favourites, is_own=is_own)}
{activity(latest, member, url)}
{section(request, "Recent reviews", recent, f"{url}reviews/")}
{section(request, "Popular reviews", popular)}
{nothing_yet(is_own=is_own) if is_empty else ""}
</div>
{aside(ratings(member, url), lists.of_member(own_lists, request, url))}
</div>"""
    return page(
        request,
        f"{name} (@{member.username}) · {SITE_NAME}",
        main,
        description=f"What {name} watches and writes: {counted(member.films_count, 'film', 'films')}.",
        canonical=url,
    )


def head(request: Request, member: Row, url: str, lists_number: int, *, is_own: bool) -> str:
    name = name_of(member)
    return f"""<header class="profile">
{avatar(member, member.id, "large", is_plain=True)}
<div class="profile__who">
<h1 class="profile__name">{name}</h1>
<p class="profile__line">{" · ".join(line(member))}</p>
<div class="profile__actions">
{ways_to_act(request, member, url, name, is_own=is_own)}
</div>
</div>
<dl class="numbers">
<div><dt>Films</dt><dd><a href="{url}films/">{short_count(member.films_count)}</a></dd></div>
<div><dt>This year</dt><dd><a href="{url}diary/">{short_count(member.films_this_year)}</a></dd></div>
<div><dt>Lists</dt><dd><a href="{url}lists/">{short_count(lists_number)}</a></dd></div>
<div><dt>Following</dt><dd><a href="{url}following/">{short_count(member.following)}</a></dd></div>
<div><dt>Followers</dt><dd><a id="followers-of-{member.id}" href="{url}followers/">{short_count(member.followers)}</a></dd></div>
</dl>
</header>"""


def line(member: Row) -> list[str]:
    parts = [f"@{member.username}"]
    if member.location:
        parts.append(escape(member.location))
    if member.website:
        shown = escape(member.website.partition("://")[2].rstrip("/"))
        parts.append(
            f'<a class="link" href="{escape(member.website)}" rel="nofollow ugc noopener">{shown}</a>'
        )
    if member.pronouns:
        parts.append(escape(member.pronouns))
    if member.follows_back:
        parts.append('<span class="tag-word">follows you</span>')
    if not member.is_active:
        parts.append('<span class="tag-word">suspended</span>')
    return parts


def ways_to_act(request: Request, member: Row, url: str, name: str, *, is_own: bool) -> str:
    if is_own:
        return (
            f'<a class="button" href="/settings/">{icon("pencil")} Edit profile</a> '
            f'<a class="button button--quiet" href="{url}?as=stranger" rel="nofollow">{icon("eye")} As a stranger sees it</a>'
        )
    if not request.viewer:
        return (
            f'<a class="button" href="/accounts/login/?next={quote(url)}" rel="nofollow">Follow'
            f'<span class="visually-hidden"> {name}: sign in first</span></a>'
        )
    verb, state = ("unfollow", " button--quiet") if member.follows else ("follow", "")
    words = f'{icon("check")} Following<span class="visually-hidden"> {name}; stop following</span>'
    if not member.follows:
        words = f'Follow<span class="visually-hidden"> {name}</span>'
    button = f"follow-{member.id}"
    removing = ""
    if member.follows_back:
        removing = (
            f'<form method="post" action="{url}remove/">{request.csrf_field}<button>{icon("people")} Remove this follower'
            "</button></form>"
        )
    mute, shape, muting = ("unmute", "eye", "Unmute") if member.mutes else ("mute", "eye-off", "Mute")
    return f"""<div id="{button}">
<form method="post" action="{url}{verb}/" data-hx-post="{url}{verb}/" data-hx-target="#{button}" data-hx-swap="outerHTML">{request.csrf_field}<input type="hidden" name="next" value="{url}">
<button class="button{state}" id="{button}-button">{words}</button></form>
</div> <a class="button button--quiet" href="/@{request.viewer.username}/with/{member.username}/" rel="nofollow">{icon("people")} Compare with me</a>
<drop-menu><details class="menu"><summary class="button button--quiet button--icon">{icon("more")}<span class="visually-hidden">More about {name}</span></summary>
<div class="menu__list">{removing}
<form method="post" action="{url}{mute}/">{request.csrf_field}<button>{icon(shape)} {muting} {name}</button></form><p class="menu__hint">Who is muted does not come to your feeds and lists, and is not told.</p>
<form method="post" action="{url}block/">{request.csrf_field}<button>{icon("lock")} Block {name}</button></form><p class="menu__hint">Who is blocked cannot see, follow or like you, nor you them.</p>
<a href="/report/member/{member.username}/" rel="nofollow">{icon("flag")} Report {name}</a></div></details></drop-menu>"""


def tabs(name: str, url: str, current: str = "", *, hidden: tuple[str, ...] = ()) -> str:
    """`current` and `hidden` are paths of tabs."""
    links = "\n".join(
        [
            f'<a href="{url}{path}"{CURRENT if path == current else ""}>{label}</a>'
            for path, label in (("", "Profile"), *TABS)
            if path not in hidden
        ]
    )
    return f'<nav class="tabs" aria-label="{name}">\n{links}\n</nav>'


def favourite_films(films: list[Row], *, is_own: bool) -> str:
    if films:
        heading = "Four favourites" if len(films) == 4 else "Favourites"
        strip = poster_strip(films, " poster-strip--four")
        return f'<section class="section"><h2 class="eyebrow">{heading}</h2>\n{strip}</section>'
    if not is_own:
        return ""
    return """<section class="section"><h2 class="eyebrow">Four favourites</h2>
<p class="muted">Four films say more than a biography. <a class="link" href="/settings/favourites/">Choose yours</a></p></section>"""


def activity(entries: list[Row], member: Row, url: str) -> str:
    if not entries:
        return ""
    posters = "".join([f"<li>{activity_poster(one, member)}</li>" for one in entries])
    heading = f'<h2 class="eyebrow">Recent activity</h2><a class="section__more" href="{url}diary/">The whole diary</a>'
    return f"""<section class="section"><div class="section__head">{heading}</div>
<ul class="poster-strip poster-strip--four">{posters}</ul></section>"""


def activity_poster(entry: Row, member: Row) -> str:
    url = f"/@{member.username}/film/{entry.slug}/" + ("" if entry.number == 1 else f"{entry.number}/")
    watched = entry.watched_on
    liked = (
        f'<span class="poster__state--liked">{icon("heart", "Liked")}</span>'
        if entry.author_liked_film
        else ""
    )
    again = icon("repeat", "Rewatch") if entry.is_rewatch else ""
    review = icon("talk", "Review") if entry.is_review else ""
    date = f'<time class="nowrap" datetime="{watched:%Y-%m-%d}">{watched.day} {MONTHS[watched.month]}</time>'
    words = f'<span class="visually-hidden">: {escape(entry.title)} in the diary</span>'
    states = f"{stars(entry.rating)}{liked}{again}{review}{date}{words}"
    return f'{poster(entry, "medium")}\n<a class="poster__states" href="{url}">{states}</a>'


def section(request: Request, heading: str, reviews: list[Row], all_of_them: str = "") -> str:
    if not reviews:
        return ""
    link = f'<a class="section__more" href="{all_of_them}">All reviews</a>' if all_of_them else ""
    cards = "\n".join([card(request, review, review.slug, "poster") for review in reviews])
    return f'<section class="section"><div class="section__head"><h2>{heading}</h2>{link}</div>\n{cards}</section>'


def nothing_yet(*, is_own: bool) -> str:
    if not is_own:
        return empty("Nothing here yet", "What is watched and written will stand here.")
    text = "Log the last film you saw, and your profile begins."
    return empty("The house is still dark", text, url="/log/", action="Log a film")


def ratings(member: Row, url: str) -> str:
    if not member.ratings_count:
        return ""
    bars = histogram(member, f"{url}films/?rating=", ("film", "films"))
    return f"""<div><h2 class="eyebrow">Ratings</h2>
<section class="histogram" aria-label="Ratings">
{bars}
</section></div>"""


def aside(*parts: str) -> str:
    shown = "\n".join(filter(None, parts))
    return f'<aside class="split__aside">{shown}</aside>' if shown else ""
