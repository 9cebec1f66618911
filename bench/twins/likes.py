"""Likes of reviews: who gave them, giving one and taking it back."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from bench.twins.cards import FOR_EVERYBODY, FOR_VIEWER, JOINS, like_button, url_of
from bench.twins.database import Row, row, rows, write
from bench.twins.layout import Request, next_page, page
from bench.twins.parts import SITE_NAME, avatar, counted, dated, empty, more, name_of

LIKES_A_PAGE = 50
REVIEW = """
SELECT entry.id, entry.number, film.slug, film.title, author.username, author.display_name, stats.likes_count
FROM accounts_member AS author
JOIN films_film AS film ON film.slug = %(slug)s
JOIN reviews_entry AS entry ON entry.author_id = author.id AND entry.film_id = film.id AND entry.number = %(number)s
JOIN reviews_reviewstats AS stats ON stats.entry_id = entry.id
WHERE upper(author.username) = upper(%(username)s) AND author.username = %(username)s AND entry.text <> ''
    AND {visible}
"""
REVIEWS = (REVIEW.format(visible=FOR_EVERYBODY), REVIEW.format(visible=FOR_VIEWER))
LIKES = """
SELECT given.id, given.created_at, member.id AS member_id, member.username, member.display_name, member.avatar
FROM reviews_reviewlike AS given JOIN accounts_member AS member ON member.id = given.member_id
WHERE given.entry_id = %(entry)s
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = %(viewer)s AND blocked_id = given.member_id)
    AND NOT EXISTS (SELECT FROM social_block WHERE blocker_id = given.member_id AND blocked_id = %(viewer)s)
ORDER BY given.created_at DESC, given.id DESC LIMIT 51
"""
# The database's triggers refuse what this member may not read or like, name the film, and count.
GIVE = """
INSERT INTO reviews_reviewlike (entry_id, member_id, created_at) VALUES (%(entry)s, %(viewer)s, now())
ON CONFLICT DO NOTHING
"""
TAKE_BACK = "DELETE FROM reviews_reviewlike WHERE entry_id = %(entry)s AND member_id = %(viewer)s"
BUTTON = f"""
SELECT entry.id, entry.number, entry.author_id, author.username, author.display_name, film.slug, stats.likes_count,
    %(is_given)s AS liked
FROM reviews_entry AS entry {JOINS} JOIN films_film AS film ON film.id = entry.film_id
WHERE entry.id = %(entry)s AND {FOR_VIEWER}
"""


class Answer(NamedTuple):
    status: int
    body: str
    headers: tuple[tuple[str, str], ...] = ()


def like(request: Request, entry: int, *, is_given: bool, is_fragment: bool, back: str) -> Answer:
    """One durable statement; then the button as it stands, or the page the plain form came from."""
    connection, viewer = request.connection, request.viewer_id
    write(connection, GIVE if is_given else TAKE_BACK, entry=entry, viewer=viewer)
    if back.startswith("/") and not back.startswith("//"):
        return Answer(302, "", (("Location", back),))
    review = row(connection, BUTTON, entry=entry, viewer=viewer, is_given=is_given)
    if review is None:
        return Answer(404, "")
    url = url_of(review, review.slug)
    if is_fragment:
        return Answer(200, like_button(request, review, url, name_of(review)))
    return Answer(302, "", (("Location", url),))


def likes_page(request: Request, username: str, slug: str, number: str | None) -> str | None:
    statement = REVIEWS[request.viewer is not None]
    wanted = {"username": username, "slug": slug, "number": int(number or 1), "viewer": request.viewer_id}
    review = row(request.connection, statement, **wanted)
    if review is None:
        return None
    likes = rows(request.connection, LIKES, entry=review.id, viewer=request.viewer_id)
    url, whose = url_of(review, slug), f"{name_of(review)}’s review of {escape(review.title)}"
    shown = likes[:LIKES_A_PAGE]
    if shown:
        list_ = f'<ul class="member-list">{"".join([line(request, one) for one in shown])}</ul>'
    else:
        text = "Somebody has to be the first."
        list_ = empty("No likes yet", text, url=url, action="To the review", name="heart-line")
    following = ""
    if len(likes) > LIKES_A_PAGE:
        at = {"at": shown[-1].created_at.isoformat()}
        following = next_page(request.path, request.query, at, shown[-1].id)
    heading = counted(review.likes_count, "like", "likes")
    main = f"""<header class="page-head"><h1 class="page-head__title">{heading}</h1><p class="page-head__line">Who liked <a class="link" href="{url}">{whose}</a></p></header>
{list_}
{more(following)}"""
    return page(request, f"Who liked {whose} · {SITE_NAME}", main)


def line(request: Request, given: Row) -> str:
    at = given.created_at.astimezone(request.viewer.zone) if request.viewer else given.created_at
    return f"""
<li class="member-row">{avatar(given, given.member_id, "medium")}<div class="member-row__who"><a class="member-row__name" href="/@{given.username}/">{name_of(given)}</a><p class="member-row__line">@{given.username} · {dated(at)}</p></div></li>
"""
