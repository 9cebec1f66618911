"""The page of notices: what others did to a member, told in runs. Four statements at most."""

from __future__ import annotations

import datetime
from html import escape
from typing import NamedTuple

from bench.twins.cards import FILM, FOR_VIEWER, WITH_FILM, url_of
from bench.twins.database import Row, rows
from bench.twins.feed import MEMBERS, brief, excerpt
from bench.twins.layout import Request, next_page, page
from bench.twins.list_page import VISIBLE
from bench.twins.notices import A_DAY, MAY_BE_TOLD, TO_LISTS
from bench.twins.parts import SITE_NAME, avatar, counted, empty, icon, more, name_of
from bench.twins.viewer import Viewer

EVENTS, RUNS, FACES, WORDS_SAID = 200, 30, 3, 180
ABOUT_ENTRIES = {"like", "comment", "mention", "naming", "answer", "companion"}
ABOUT_COMMENTS = {"comment", "mention"}
ABOUT_LISTS, TOLD_TOGETHER = (
    {"list like", "list comment"},
    {"like", "comment", "list like", "list comment", "follow"},
)
LATEST = f"ORDER BY created_at DESC, id DESC LIMIT {EVENTS}"
HAPPENED = f"""
SELECT happened.*, {MAY_BE_TOLD} AND NOT (kind = 'comment' AND EXISTS (
        SELECT FROM reviews_mention WHERE member_id = %(viewer)s AND comment_id = happened.id)) AS is_told
FROM (SELECT * FROM (
    (SELECT 'follow' AS kind, id, %(viewer)s AS subject, follower_id AS who, created_at AS at FROM social_follow
        WHERE followed_id = %(viewer)s {LATEST})
    UNION ALL (SELECT 'request', id, %(viewer)s, follower_id, created_at FROM social_followrequest
        WHERE followed_id = %(viewer)s {LATEST})
    UNION ALL (SELECT 'like', id, entry_id, member_id, created_at FROM reviews_reviewlike
        WHERE author_id = %(viewer)s {LATEST})
    UNION ALL (SELECT 'comment', id, entry_id, author_id, created_at FROM reviews_comment AS said
        WHERE owner_id = %(viewer)s AND author_id <> %(viewer)s AND deleted_at IS NULL
            AND NOT EXISTS (SELECT FROM reviews_threadsubscription AS heard
                WHERE heard.member_id = %(viewer)s AND heard.entry_id = said.entry_id AND NOT heard.is_on) {LATEST})
    UNION ALL (SELECT 'comment', id, entry_id, author_id, created_at FROM reviews_comment
        WHERE entry_id = ANY(ARRAY(SELECT entry_id FROM reviews_threadsubscription
            WHERE member_id = %(viewer)s AND is_on ORDER BY changed_at DESC LIMIT 500)) AND owner_id <> %(viewer)s AND author_id <> %(viewer)s
            AND deleted_at IS NULL {LATEST})
    UNION ALL (SELECT CASE WHEN mention.comment_id IS NOT NULL THEN 'mention'
                WHEN answered.author_id = %(viewer)s THEN 'answer' ELSE 'naming' END,
            coalesce(mention.comment_id, mention.entry_id), coalesce(comment.entry_id, entry.id),
            coalesce(comment.author_id, entry.author_id), mention.created_at FROM reviews_mention AS mention
            LEFT JOIN reviews_comment AS comment ON comment.id = mention.comment_id
            LEFT JOIN reviews_entry AS entry ON entry.id = mention.entry_id
            LEFT JOIN reviews_entry AS answered ON answered.id = entry.answers_id
        WHERE mention.member_id = %(viewer)s AND comment.deleted_at IS NULL
        ORDER BY mention.created_at DESC, mention.id DESC LIMIT {EVENTS})
    {TO_LISTS.format(key="id, ", since="", most=EVENTS)}
) AS every ORDER BY at DESC, kind DESC, id DESC LIMIT {EVENTS}) AS happened
ORDER BY at DESC, kind DESC, id DESC
"""
ENTRIES = f"""
SELECT entry.id, entry.number, entry.author_id, entry.lead_html, author.username, author.display_name, {FILM},
    entry.has_spoilers AND entry.author_id <> %(viewer)s AND NOT EXISTS (SELECT FROM reviews_mark
        WHERE member_id = %(viewer)s AND film_id = entry.film_id AND watched_at IS NOT NULL) AS is_covered
FROM reviews_entry AS entry JOIN accounts_member AS author ON author.id = entry.author_id {WITH_FILM}
WHERE entry.id = ANY(%(keys)s) AND {FOR_VIEWER}
"""
LISTS = f"""
SELECT list.id, list.title, list.slug, list.author_id, author.username, author.display_name
FROM lists_list AS list JOIN accounts_member AS author ON author.id = list.author_id
WHERE list.id = ANY(%(keys)s) AND {VISIBLE}
"""
LIST_COMMENTS = "SELECT id, text_html FROM lists_listcomment WHERE id = ANY(%(keys)s) AND deleted_at IS NULL"
COMMENTS = "SELECT id, text_html FROM reviews_comment WHERE id = ANY(%(keys)s) AND deleted_at IS NULL"
NOTHING = (
    "When somebody follows you, likes or answers what you wrote, comments or mentions you, it stands here."
)


class Known(NamedTuple):
    members: dict[int, Row]
    entries: dict[int, Row]
    comments: dict[int, Row]
    lists: dict[int, Row]
    list_comments: dict[int, Row]


def notifications_page(request: Request) -> str | None:
    if not request.viewer:
        return None
    runs, following = runs_of(request, rows(request.connection, HAPPENED, viewer=request.viewer.id))
    known = known_of(request, runs)
    told = [(run, line(request, run, known)) for run in runs]
    has_new = any(words and run[0].at > request.viewer.notices_seen_at for run, words in told)
    listed = "".join([words for _, words in told])
    if listed:
        listed = f'<ul class="notices">{listed}</ul>'
    else:
        listed = empty("No notices", NOTHING, url="/log/", action="Write a review", name="talk")
    main = f"""<header class="page-head"><h1 class="page-head__title">Notices</h1><p class="page-head__line"><a class="link" href="/settings/notifications/">Choose what you are told of</a></p></header>
<h2 class="visually-hidden">What others did</h2>
{seen(request) if has_new else ""}
{listed}
{more(following)}"""
    return page(request, f"Notices · {SITE_NAME}", main)


def seen(request: Request) -> str:
    now = datetime.datetime.now(datetime.UTC).isoformat()
    return (
        '<form class="notices__seen" method="post" action="/notifications/seen/" data-hx-post="/notifications/seen/" '
        f'data-hx-trigger="intersect once, submit" data-hx-swap="none">{request.csrf_field}'
        f'<input type="hidden" name="until" value="{now}"><button class="button button--quiet button--small">'
        f"{icon('check')} Mark all as seen</button></form>"
    )


def runs_of(request: Request, events: list[Row]) -> tuple[list[list[Row]], str]:
    """The events told as one, and the address of the next page."""
    runs: list[list[Row]] = []
    latest: dict[tuple[str, int], list[Row]] = {}
    is_cut, last = len(events) == EVENTS, None
    for event in [one for one in events if one.is_told]:
        alike = event.subject if event.kind in TOLD_TOGETHER else event.id
        run = latest.get((event.kind, alike))
        if run is None or run[0].at - event.at > A_DAY:
            if len(runs) == RUNS:
                is_cut = True
                break
            run = latest[event.kind, alike] = []
            runs.append(run)
        run.append(event)
        last = event
    else:
        last = events[-1] if is_cut else None
    if last is None or not is_cut:
        return runs, ""
    return runs, next_page(request.path, request.query, last.at.isoformat(), last.kind, last.id)


def known_of(request: Request, runs: list[list[Row]]) -> Known:
    entries = [run[0].subject for run in runs if run[0].kind in ABOUT_ENTRIES]
    comments = [run[0].id for run in runs if run[0].kind in ABOUT_COMMENTS]
    lists = [run[0].subject for run in runs if run[0].kind in ABOUT_LISTS]
    list_comments = [run[0].id for run in runs if run[0].kind == "list comment"]
    members = [who for run in runs for who in people(run)[:FACES]]

    def by_key(statement: str, keys: list[int], **asked: object) -> dict[int, Row]:
        found = rows(request.connection, statement, keys=keys, **asked) if keys else []
        return {one.id: one for one in found}

    return Known(
        by_key(MEMBERS, members, viewer=request.viewer_id),
        by_key(ENTRIES, entries, viewer=request.viewer_id),
        by_key(COMMENTS, comments),
        by_key(LISTS, lists, viewer=request.viewer_id),
        by_key(LIST_COMMENTS, list_comments),
    )


def people(run: list[Row]) -> list[int]:
    return list(dict.fromkeys(event.who for event in run))


def line(request: Request, run: list[Row], known: Known) -> str:
    """One notice; "" where nothing is left of it."""
    event, who, viewer = run[0], people(run), request.viewer
    members = [known.members[key] for key in who[:FACES] if key in known.members]
    if event.kind in ABOUT_LISTS:
        return list_line(run, members, known, viewer) if members and viewer else ""
    entry = known.entries.get(event.subject) if event.kind in ABOUT_ENTRIES else None
    comment = known.comments.get(event.id) if event.kind in ABOUT_COMMENTS else None
    is_gone = (event.kind in ABOUT_ENTRIES and not entry) or (event.kind in ABOUT_COMMENTS and not comment)
    if not members or is_gone or not viewer:
        return ""
    words = f"{names(members, len(who) - min(len(who), FACES))} {did(event.kind, entry, comment, viewer.id)}"
    if event.kind in {"follow", "request", "companion"} and len(who) == 1:
        words = (
            words.replace(" follow you", " follows you")
            .replace(" ask to", " asks to")
            .replace(" say you", " says you")
        )
    return whole(event, members[0], words, said_in(event.kind, entry, comment), viewer)


def list_line(run: list[Row], members: list[Row], known: Known, viewer: Viewer) -> str:
    """A notice of what others did to a list."""
    event, who = run[0], people(run)
    found, is_comment = known.lists.get(event.subject), event.kind == "list comment"
    comment = known.list_comments.get(event.id) if is_comment else None
    if not found or (is_comment and not comment):
        return ""
    whose = "your list" if found.author_id == viewer.id else f"{name_of(found)}’s list"
    url = f"/list-comments/{event.id}/" if comment else f"/@{found.username}/list/{found.slug}/"
    verb = "commented on" if comment else "liked"
    others = names(members, len(who) - min(len(who), FACES))
    words = f'{others} {verb} <a href="{url}">{whose} <i>{escape(found.title)}</i></a>'
    return whole(event, members[0], words, excerpt(comment.text_html, WORDS_SAID) if comment else "", viewer)


def whole(event: Row, first: Row, words: str, said: str, viewer: Viewer) -> str:
    is_new = event.at > viewer.notices_seen_at
    new, mark = (" notice--new", '<span class="notice__new">New</span> ') if is_new else ("", "")
    when = f'<span class="notice__when">{brief(event.at.astimezone(viewer.zone))}</span>'
    quote = f'<blockquote class="happening__said" dir="auto">{escape(said)}</blockquote>' if said else ""
    return f"""<li class="notice{new}">
{avatar(first, first.id, "small")}
<div class="notice__main">
<p class="notice__line">{mark}{words} {when}</p>
{quote}
</div>
</li>"""


def names(members: list[Row], others: int) -> str:
    links = [f'<a class="happening__who" href="/@{one.username}/">{name_of(one)}</a>' for one in members]
    if others:
        return f"{', '.join(links)} and {counted(others, 'other', 'others')}"
    return links[0] if len(links) == 1 else f"{', '.join(links[:-1])} and {links[-1]}"


def did(kind: str, entry: Row | None, comment: Row | None, viewer: int) -> str:
    """What they did, as of several."""
    if kind == "follow":
        return "follow you"
    if kind == "request" or entry is None:
        return 'ask to follow you: <a href="/settings/requests/">answer</a>'
    url, title = url_of(entry, entry.slug), f"<i>{escape(entry.title)}</i>"
    if kind == "companion":
        return f'say you watched {title} together: <a href="/with-you/">answer</a>'
    if kind in {"naming", "answer"}:
        verb = "mentioned you in" if kind == "naming" else "answered yours with"
        return f'{verb} <a href="{url}">a review of {title}</a>'
    whose = "your review" if entry.author_id == viewer else f"{name_of(entry)}’s review"
    to = f"/comments/{comment.id}/" if comment else url
    verb = {"like": "liked", "comment": "commented on", "mention": "mentioned you under"}[kind]
    return f'{verb} <a href="{to}">{whose} of {title}</a>'


def said_in(kind: str, entry: Row | None, comment: Row | None) -> str:
    if entry is None or entry.is_covered or kind in {"like", "companion"}:
        return ""
    return excerpt(comment.text_html if comment else entry.lead_html, WORDS_SAID)
