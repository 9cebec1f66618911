"""The comments under a review or a list in one statement."""

from __future__ import annotations

import datetime
from html import escape
from typing import NamedTuple
from urllib.parse import quote
from uuid import uuid4

from bench.twins.database import Row, rows
from bench.twins.layout import Request
from bench.twins.parts import LOCK, avatar, counted, day, icon, name_of

MOST_SHOWN = 50
EDITABLE_FOR = datetime.timedelta(minutes=15)
JUST_NOW = datetime.timedelta(minutes=2)
COMMENTS = """
SELECT comment.id, comment.author_id, comment.created_at, comment.edited_at, comment.deleted_by, comment.owner_id,
    CASE WHEN comment.deleted_by = '' AND NOT {is_shut} THEN comment.text_html ELSE '' END AS html,
    {is_shut} AS is_shut, {is_blocked} AS is_blocked, {is_muted} AS is_muted,
    author.username, author.display_name, author.avatar
FROM {table} AS comment JOIN accounts_member AS author ON author.id = comment.author_id
WHERE comment.{column}_id = %(post)s ORDER BY comment.created_at, comment.id LIMIT 51
"""
BLOCKED = "EXISTS (SELECT FROM social_block WHERE blocker_id = {} AND blocked_id = {})"
MUTED = "EXISTS (SELECT FROM social_membermute WHERE member_id = %(viewer)s AND muted_id = comment.author_id)"


class Ground(NamedTuple):
    """What comments stand under: its tables, its addresses, and what it is called; `to_viewer` and `to_everybody` ask for
    them."""

    noun: str
    kind: str
    posts: str
    comments: str
    to_viewer: str
    to_everybody: str


def ground(noun: str, kind: str, posts: str, **table: str) -> Ground:
    to_viewer = COMMENTS.format(
        is_shut=BLOCKED.format("comment.author_id", "%(viewer)s"),
        is_blocked=BLOCKED.format("%(viewer)s", "comment.author_id"),
        is_muted=MUTED,
        **table,
    )
    to_everybody = COMMENTS.format(is_shut="false", is_blocked="false", is_muted="false", **table)
    return Ground(noun, kind, posts, f"/{kind}s/", to_viewer, to_everybody)


REVIEWS = ground("review", "comment", "/entries/", table="reviews_comment", column="entry")
LISTS = ground("list", "list-comment", "/lists/", table="lists_listcomment", column="list")
THREAD = """coalesce(nullif(entry.comments_from, ''), author.comments_from) AS comments_from,
    (SELECT is_on FROM reviews_threadsubscription WHERE entry_id = entry.id AND member_id = %(viewer)s) AS hears,
    EXISTS (SELECT FROM social_follow WHERE follower_id = entry.author_id AND followed_id = %(viewer)s) AS owner_follows"""
DELETED = {
    "author": "Deleted by its author",
    "owner": "Deleted by the author of the {}",
    "moderator": "Removed by the moderators",
}
HINT = (
    "*Italics*, **bold**, &gt; quotes and links in Markdown; @name to mention somebody, "
    "||two bars|| round what gives something away, ||film:her-2013 like this|| for another film."
)
COVER = "These comments may give things away, and you have not marked the film as watched. <b>Read them anyway</b>"


def link(entry: Row) -> str:
    count = counted(entry.comments_count, "comment", "comments") if entry.comments_count else "Comments"
    return f'<a id="comments-link" href="#comments">{icon("talk")} {count}</a>'


def thread(request: Request, entry: Row, url: str, of: Ground = REVIEWS, *, is_covered: bool = False) -> str:
    if request.viewer:
        shown = rows(request.connection, of.to_viewer, post=entry.id, viewer=request.viewer_id)
    else:
        shown = rows(request.connection, of.to_everybody, post=entry.id)
    now = datetime.datetime.now(datetime.UTC)
    count = (
        counted(entry.comments_count, "comment", "comments") if entry.comments_count else "No comments yet"
    )
    said = "".join([line(request, one, now, of) for one in shown[:MOST_SHOWN]])
    listed = f'<ol class="comments__list">{said}</ol>' if said else ""
    if listed and is_covered:
        listed = f'<details class="spoiler"><summary>{COVER}</summary>{listed}</details>'
    spoken = any(one.author_id == request.viewer_id and now - one.created_at < JUST_NOW for one in shown)
    saved = f'<draft-saved key="m{request.viewer_id}-{of.kind}-{entry.id}"></draft-saved>' if spoken else ""
    return f"""<section class="comments" id="comments" aria-labelledby="comments-heading" tabindex="-1">
<header class="comments__head"><h2 id="comments-heading">{count}</h2>
{bell(request, entry, of) if request.viewer else ""}</header>
{listed}
{saved}
{form(request, entry, url, of)}
</section>"""


def line(request: Request, comment: Row, now: datetime.datetime, of: Ground) -> str:
    if comment.deleted_by:
        inner = f'<p class="comment__stub">{icon("trash")} {DELETED[comment.deleted_by].format(of.noun)}</p>'
    elif comment.is_shut:
        inner = f'<p class="comment__stub">{LOCK} This comment is not open to you</p>'
    else:
        inner = f'<div class="comment__body">{words(request, comment, now, of)}</div>'
        if comment.is_blocked or comment.is_muted:
            why = "blocked" if comment.is_blocked else "muted"
            summary = f"{icon('chevron-right')} A comment by somebody you {why}"
            inner = f'<details class="comment__fold"><summary class="comment__stub">{summary}</summary>{inner}</details>'
    return f'<li class="comment" id="comment-{comment.id}">\n{inner}\n</li>'


def words(request: Request, comment: Row, now: datetime.datetime, of: Ground) -> str:
    at = comment.created_at.astimezone(request.viewer.zone) if request.viewer else comment.created_at
    time = f'<time datetime="{at.isoformat(timespec="minutes")}">{day(at)}, {at:%H:%M}</time>'
    address, edited, own = f"{of.comments}{comment.id}/", "", ""
    if comment.edited_at:
        edited = ' <span class="review__when">edited</span>'
    is_own = comment.author_id == request.viewer_id
    if is_own and now - comment.created_at < EDITABLE_FOR:
        own = f'<a href="{address}edit/">{icon("pencil")} <span class="comment__act">Edit</span></a>'
    if request.viewer_id in {comment.author_id, comment.owner_id}:
        whose = "your" if is_own else f"{name_of(comment)}’s"
        said = (
            f'<span class="comment__act">Delete</span><span class="visually-hidden"> {whose} comment</span>'
        )
        own += f' <a href="{address}delete/">{icon("trash")} {said}</a>'
    if not is_own:
        said = f'<span class="comment__act">Report</span><span class="visually-hidden"> {name_of(comment)}’s comment</span>'
        own += f' <a href="/report/{of.kind}/{comment.id}/" rel="nofollow">{icon("flag")} {said}</a>'
    foot = f'<footer class="comment__foot">{own}</footer>\n' if own else ""
    return f"""{avatar(comment, comment.author_id, "medium")}
<div class="comment__main">
<header class="comment__facts"><a class="review__author" href="/@{comment.username}/">{name_of(comment)}</a> <a class="review__when" href="{address}" rel="nofollow">{time}</a>{edited}</header>
<div class="comment__text prose" dir="auto">{comment.html}</div>
{foot}</div>"""


def bell(request: Request, entry: Row, of: Ground) -> str:
    is_own = entry.author_id == request.viewer_id
    hears = is_own if entry.hears is None else entry.hears
    verb, drawn, word = (
        ("unsubscribe", "bell", "Notified") if hears else ("subscribe", "bell-line", "Notify me")
    )
    rest = " of new comments: stop that" if hears else " of new comments"
    foretold = ""
    if not hears and not closed(request, entry, of):
        foretold = "If you comment, you will hear of what follows."
        if entry.hears is False:
            foretold = "You switched this off; commenting leaves it off."
        foretold = f'<p class="bell__line">{foretold}</p>'
    address = f"{of.posts}{entry.id}/{verb}/"
    return (
        f'<div class="bell" id="bell"><form method="post" action="{address}" data-hx-post="{address}" data-hx-target="#bell" '
        f'data-hx-swap="outerHTML">{request.csrf_field}<button class="button button--small" id="bell-button">{icon(drawn)} '
        f'{word}<span class="visually-hidden">{rest}</span></button></form>\n{foretold}</div>'
    )


def closed(request: Request, entry: Row, of: Ground) -> str:
    if entry.removed_at:
        return f"The moderators have removed this {of.noun}, so nobody can comment on it."
    if entry.author_id == request.viewer_id or entry.comments_from == "everyone":
        return ""
    if entry.comments_from == "nobody":
        return f"{name_of(entry)} has closed the comments on this {of.noun}."
    return (
        "" if entry.owner_follows else f"Only people {name_of(entry)} follows can comment on this {of.noun}."
    )


def form(request: Request, entry: Row, url: str, of: Ground) -> str:
    if not request.viewer:
        address = f"/accounts/login/?next={quote(url)}%23comments"
        return f'<p class="comments__closed"><a class="link" href="{address}" rel="nofollow">Sign in to comment</a></p>'
    if why := closed(request, entry, of):
        return f'<p class="comments__closed">{LOCK} {why}</p>'
    address, viewer = f"{of.posts}{entry.id}/comment/", request.viewer_id
    return f"""<submit-once>
<form class="comment-form" id="comment-form" method="post" action="{address}" data-hx-post="{address}" data-hx-target="#comments" data-hx-swap="outerHTML">
{request.csrf_field}<input type="hidden" name="save_key" value="{uuid4()}" id="comment_save_key"><input type="hidden" name="writer" value="{escape(str(viewer))}">
<label class="field__label" for="comment_text">Your comment</label>
<draft-text key="m{viewer}-{of.kind}-{entry.id}"><textarea name="text" cols="40" rows="3" required id="comment_text">
</textarea></draft-text>
<div class="comment-form__foot"><p class="field__hint">{HINT}</p>
<button class="button button--primary">Comment</button></div>
</form>
</submit-once>"""
