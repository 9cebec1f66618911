"""Reviews as cards: the columns they need, who may read them, and their markup."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from bench.twins.database import Row
from bench.twins.layout import Request
from bench.twins.parts import (
    HEART,
    HEART_LINE,
    LIKED_MARK,
    LOCK,
    TALK,
    WARNING,
    avatar,
    counted,
    dated,
    name_of,
    poster,
    stars,
)

FILM = "film.slug, film.title, film.year, film.directed_by, film.poster"
FOR_EVERYBODY = "entry.reach = 'everyone'"
FOR_VIEWER = """(entry.reach = 'everyone' OR entry.reach <> 'nobody' AND entry.author_id = %(viewer)s
        OR entry.reach = 'followers' AND EXISTS (
            SELECT FROM social_follow WHERE follower_id = %(viewer)s AND followed_id = entry.author_id))
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = %(viewer)s AND blocked_id = entry.author_id)
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = entry.author_id AND blocked_id = %(viewer)s)"""
# The same rule for entries of one author between whom and the viewer no block stands.
OF_AUTHOR = "entry.reach = ANY(%(reaches)s)"
# Joined to a few chosen rows, not asked for with EXISTS among the columns: else the planner may read all marks first.
JOINS = """JOIN accounts_member AS author ON author.id = entry.author_id
    JOIN reviews_reviewstats AS stats ON stats.entry_id = entry.id
    LEFT JOIN reviews_mark AS mark ON mark.member_id = entry.author_id AND mark.film_id = entry.film_id"""
WITH_FILM = "JOIN films_film AS film ON film.id = entry.film_id"
SHOWN = """entry.id, entry.number, entry.author_id, entry.watched_on, entry.is_rewatch, entry.rating, entry.lead_html,
    entry.is_long, entry.audience, entry.removed_at, entry.created_at, author.username, author.display_name,
    author.avatar, stats.likes_count, stats.comments_count, mark.liked_at IS NOT NULL AS author_liked_film"""
TO_EVERYBODY = "false AS liked, entry.has_spoilers AS is_covered"
TO_VIEWER = """own_like.id IS NOT NULL AS liked,
    entry.has_spoilers AND entry.author_id <> %(viewer)s AND own_mark.watched_at IS NULL AS is_covered"""
# "+ 0": through the member's likes of the film, which are few, and not through the likes of a well-liked review.
OF_VIEWER = """LEFT JOIN reviews_reviewlike AS own_like ON own_like.member_id = %(viewer)s
        AND own_like.film_id = entry.film_id AND own_like.entry_id + 0 = entry.id
    LEFT JOIN reviews_mark AS own_mark ON own_mark.film_id = entry.film_id AND own_mark.member_id = %(viewer)s"""


def both(statement: str) -> tuple[str, str]:
    """The statement for visitors and the one for members; `{visible}`, `{card}` and `{joins}` stand for what differs."""
    return (
        statement.format(visible=FOR_EVERYBODY, card=f"{SHOWN}, {TO_EVERYBODY}", joins=JOINS),
        statement.format(visible=FOR_VIEWER, card=f"{SHOWN}, {TO_VIEWER}", joins=f"{JOINS} {OF_VIEWER}"),
    )


def reaches(*, is_own: bool, follows: bool) -> list[str]:
    """How far an author's entries must reach for somebody who is them or follows them."""
    if is_own:
        return ["everyone", "followers", "me"]
    return ["everyone", "followers"] if follows else ["everyone"]


def url_of(entry: Row, slug: str) -> str:
    address = f"/@{entry.username}/film/{slug}/"
    return address if entry.number == 1 else f"{address}{entry.number}/"


def viewing(entry: Row) -> str:
    if not entry.watched_on:
        return "added"
    return "rewatched" if entry.is_rewatch else "watched"


def standing(entry: Row) -> str:
    removed = f'<span class="tag-word">{WARNING} removed</span>' if entry.removed_at else ""
    if entry.audience == "everyone":
        return removed
    return f'{removed}<span class="tag-word">{LOCK} {"only you" if entry.audience == "me" else "followers"}</span>'


def card(request: Request, review: Row, slug: str, variant: str = "", here: str = "", why: str = "") -> str:
    """One review. `variant` "poster" shows its film (whose columns the row then has), `here` is where a form leads back to,
    `why` it stands where it does."""
    url, name = url_of(review, slug), name_of(review)
    kind = f" review--{variant}" if variant else ""
    if variant == "poster":
        year = f' <span class="year">{review.year}</span>' if review.year else ""
        side = poster(review, "small")
        film = f'<h3 class="review__film"><a href="{url}">{escape(review.title)}</a>{year}</h3>'
        face = avatar(review, review.author_id, "small")
    else:
        side, film, face = avatar(review, review.author_id, "medium"), "", ""
    date = review.watched_on or review.created_at
    return f"""<article class="review{kind}" id="review-{review.id}">
{side}
<div class="review__main">
{film}
<header class="review__facts">
{face}
<a class="review__author" href="/@{review.username}/">{name}</a>
{stars(review.rating)}
{LIKED_MARK if review.author_liked_film else ""}
<a class="review__when" href="{url}">{viewing(review)} {dated(date)}</a>
{standing(review)}
</header>
{f'<p class="review__why">{why}</p>' if why else ""}
{words_of(request, review, url, slug, name, here) if review.lead_html else ""}
</div>
</article>"""


def words_of(request: Request, review: Row, url: str, slug: str, name: str, here: str) -> str:
    text_id = f"review-{review.id}-text"
    rest = ""
    if review.is_long:
        rest = (
            f'\n<p><a class="review__more" href="{url}" data-hx-get="/entries/{review.id}/text/" '
            f'data-hx-target="#{text_id}">more<span class="visually-hidden"> of {name}’s review</span></a></p>'
        )
    text = f'<div class="review__text prose" id="{text_id}" dir="auto">{review.lead_html}{rest}</div>'
    if review.is_covered:
        summary = "<summary>This review gives things away. <b>Read it anyway</b></summary>"
        text = f'<details class="spoiler">{summary}\n{text}\n</details>'
    said = ""
    if review.comments_count:
        count = counted(review.comments_count, "comment", "comments")
        whose = f'<span class="visually-hidden"> on {name}’s review</span>'
        said = f'<a href="{url}#comments">{TALK} {count}{whose}</a>'
    return (
        f'{text}\n<footer class="review__foot">{like_button(request, review, url, name, here)}{said}</footer>'
    )


def like_button(request: Request, review: Row, url: str, name: str, here: str = "") -> str:
    count = review.likes_count
    is_own = review.author_id == request.viewer_id
    if is_own:
        button = "" if count else '<span class="like__count">No likes yet</span>'
    elif not request.viewer:
        button = (
            f'<a class="like__button" href="/accounts/login/?next={quote(url)}" rel="nofollow">{HEART_LINE} Like'
            f'<span class="visually-hidden"> {name}’s review: sign in first</span></a>'
        )
    else:
        button = like_form(request, review, name, here)
    likes = ""
    if count:
        heart = f"{HEART} " if is_own else ""
        likes = f'<a class="like__count" href="{url}likes/">{heart}{counted(count, "like", "likes")}</a>'
    return f'<div class="like" id="like-{review.id}">\n{button}\n{likes}\n\n</div>'


def like_form(request: Request, review: Row, name: str, here: str) -> str:
    number = review.id
    if review.liked:
        verb, heart, word, state = "unlike", HEART, "Liked", " like__button--on"
    else:
        verb, heart, word, state = "like", HEART_LINE, "Like", ""
    address = f"/entries/{number}/{verb}/"
    back = f'<input type="hidden" name="next" value="{escape(here)}#review-{number}">' if here else ""
    return (
        f'<form method="post" action="{address}" data-hx-post="{address}" data-hx-target="#like-{number}" '
        f'data-hx-swap="outerHTML">{request.csrf_field}{back}<button class="like__button{state}" '
        f'id="like-{number}-button">{heart} {word}<span class="visually-hidden"> {name}’s review</span></button></form>'
    )
