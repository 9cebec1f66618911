"""How many notices are new: one statement on every page of a member."""

from __future__ import annotations

import datetime

from psycopg import Connection

from bench.twins.database import Row, rows
from bench.twins.parts import icon
from bench.twins.viewer import Viewer

MOST = 99
BELL = icon("bell")
# Whom a block or a mute parts from the viewer; whether an entry is the viewer's own or may be read by them.
APART = """ARRAY(SELECT blocked_id FROM social_block WHERE blocker_id = %(viewer)s
    UNION ALL SELECT blocker_id FROM social_block WHERE blocked_id = %(viewer)s
    UNION ALL SELECT muted_id FROM social_membermute WHERE member_id = %(viewer)s)"""
READABLE = """EXISTS (SELECT FROM reviews_entry AS entry WHERE entry.id = happened.subject AND (
    entry.author_id = %(viewer)s AND entry.reach <> 'nobody' OR entry.reach = 'everyone'
    OR entry.reach = 'followers' AND EXISTS (SELECT FROM social_follow AS one
        WHERE one.follower_id = %(viewer)s AND one.followed_id = entry.author_id)))"""
READABLE_LIST = """EXISTS (SELECT FROM lists_list AS list WHERE list.id = happened.subject AND (
    list.author_id = %(viewer)s AND list.reach <> 'nobody' OR list.reach = 'everyone'
    OR list.reach = 'followers' AND EXISTS (SELECT FROM social_follow AS one
        WHERE one.follower_id = %(viewer)s AND one.followed_id = list.author_id)))"""
MAY_BE_TOLD = f"""CASE WHEN kind IN ('follow', 'request') THEN true
    WHEN kind IN ('list like', 'list comment') THEN {READABLE_LIST} ELSE {READABLE} END AND who <> ALL({APART})"""
# What happened to one's lists, and who asks whether one was there.
TO_LISTS = """
    UNION ALL (SELECT 'list like', {key}list_id, member_id, created_at FROM lists_listlike
        WHERE author_id = %(viewer)s {since} ORDER BY created_at DESC, id DESC LIMIT {most})
    UNION ALL (SELECT 'list comment', {key}list_id, author_id, created_at FROM lists_listcomment AS said
        WHERE owner_id = %(viewer)s AND author_id <> %(viewer)s AND deleted_at IS NULL {since}
            AND NOT EXISTS (SELECT FROM lists_listsubscription AS heard
                WHERE heard.member_id = %(viewer)s AND heard.list_id = said.list_id AND NOT heard.is_on)
        ORDER BY created_at DESC, id DESC LIMIT {most})
    UNION ALL (SELECT 'list comment', {key}list_id, author_id, created_at FROM lists_listcomment
        WHERE list_id = ANY(ARRAY(SELECT list_id FROM lists_listsubscription
            WHERE member_id = %(viewer)s AND is_on ORDER BY changed_at DESC LIMIT 500)) AND owner_id <> %(viewer)s AND author_id <> %(viewer)s
            AND deleted_at IS NULL {since} ORDER BY created_at DESC, id DESC LIMIT {most})
    UNION ALL (SELECT 'companion', {key}entry_id, asked_by_id, created_at FROM reviews_companion
        WHERE member_id = %(viewer)s AND confirmed_at IS NULL AND declined_at IS NULL {since}
        ORDER BY created_at DESC, id DESC LIMIT {most})"""
NEW = f"""
SELECT kind, subject, at FROM (
    (SELECT 'follow' AS kind, 0 AS subject, follower_id AS who, created_at AS at FROM social_follow
        WHERE followed_id = %(viewer)s AND created_at > %(since)s ORDER BY created_at DESC LIMIT {MOST + 1})
    UNION ALL (SELECT 'request', id, follower_id, created_at FROM social_followrequest
        WHERE followed_id = %(viewer)s AND created_at > %(since)s ORDER BY created_at DESC LIMIT {MOST + 1})
    UNION ALL (SELECT 'like', entry_id, member_id, created_at FROM reviews_reviewlike
        WHERE author_id = %(viewer)s AND created_at > %(since)s ORDER BY created_at DESC LIMIT {MOST + 1})
    UNION ALL (SELECT 'comment', entry_id, author_id, created_at FROM reviews_comment AS said
        WHERE owner_id = %(viewer)s AND author_id <> %(viewer)s AND deleted_at IS NULL AND created_at > %(since)s
            AND NOT EXISTS (SELECT FROM reviews_threadsubscription AS heard
                WHERE heard.member_id = %(viewer)s AND heard.entry_id = said.entry_id AND NOT heard.is_on)
        ORDER BY created_at DESC LIMIT {MOST + 1})
    UNION ALL (SELECT 'comment', entry_id, author_id, created_at FROM reviews_comment
        WHERE entry_id = ANY(ARRAY(SELECT entry_id FROM reviews_threadsubscription
            WHERE member_id = %(viewer)s AND is_on ORDER BY changed_at DESC LIMIT 500)) AND owner_id <> %(viewer)s AND author_id <> %(viewer)s
            AND deleted_at IS NULL AND created_at > %(since)s ORDER BY created_at DESC LIMIT {MOST + 1})
    UNION ALL (SELECT 'mention', coalesce(comment.entry_id, entry.id), coalesce(comment.author_id, entry.author_id),
            mention.created_at FROM reviews_mention AS mention
            LEFT JOIN reviews_comment AS comment ON comment.id = mention.comment_id
            LEFT JOIN reviews_entry AS entry ON entry.id = mention.entry_id
        WHERE mention.member_id = %(viewer)s AND mention.created_at > %(since)s AND comment.deleted_at IS NULL
        ORDER BY mention.created_at DESC LIMIT {MOST + 1})
    {TO_LISTS.format(key="", since="AND created_at > %(since)s", most=MOST + 1)}
) AS happened WHERE {MAY_BE_TOLD}
ORDER BY at DESC LIMIT {MOST + 1}
"""
A_DAY = datetime.timedelta(days=1)


def link(connection: Connection[Row], viewer: Viewer) -> str:
    """The bell of the masthead."""
    number = told(rows(connection, NEW, viewer=viewer.id, since=viewer.notices_seen_at))
    figures, words = "", "Notices: nothing new"
    if number:
        shown = f"{MOST}+" if number > MOST else str(number)
        figures = f'<span class="masthead__count" aria-hidden="true">{shown}</span>'
        words = f"{number} new notice{'' if number == 1 else 's'}"
    if number > MOST:
        words = f"Notices: more than {MOST} are new"
    said = f'<span class="visually-hidden">{words}</span>'
    return f'<a class="masthead__notices" id="new-notices" href="/notifications/">{BELL}{figures}{said}</a>'


def told(happened: list[Row]) -> int:
    """As how many notices: those of one subject and one day are one."""
    latest: dict[tuple[str, int], datetime.datetime] = {}
    number = 0
    for one in happened:
        key = one.kind, one.subject
        if key not in latest or latest[key] - one.at > A_DAY:
            latest[key] = one.at
            number += 1
    return number
