"""The one statement that picks what others did to a member, whose rules are said once for all kinds: put together from
querysets it had a hundred subplans, and took a millisecond to begin.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

FOLLOW, REQUEST, LIKE, COMMENT, MENTION, ANSWER = "follow", "request", "like", "comment", "mention", "answer"
LIST_LIKE, LIST_COMMENT, INVITATION, ACCEPTANCE = "list like", "list comment", "invitation", "acceptance"
COMPANION = "companion"
# Kept apart from mentions in comments on reviews, whose keys are of another table.
NAMING, LIST_MENTION = "naming", "list mention"
OF_LISTS = (LIST_LIKE, LIST_COMMENT, LIST_MENTION, ACCEPTANCE)
WITHOUT_A_POST = (FOLLOW, REQUEST)
ALSO_MENTIONS = (NAMING, LIST_MENTION)
MOST_LOOKED_AT = 1_000
MOST_DISCUSSIONS = 500  # of which one hears: the latest that one joined
MOST_LISTS = 500  # whose invitations one hears answers to: the latest that were changed


class Wanted(NamedTuple):
    """Which notices a member wants to have."""

    kinds: tuple[str, ...]
    followed_only: bool


class Discussions(NamedTuple):
    """The tables of threads of one kind, and the column that names what they stand under."""

    kind: str
    comments: str
    subscriptions: str
    mentions: str
    column: str


ON_REVIEWS = Discussions(
    COMMENT, "reviews_comment", "reviews_threadsubscription", "reviews_mention", "entry_id"
)
ON_LISTS = Discussions(
    LIST_COMMENT, "lists_listcomment", "lists_listsubscription", "lists_listmention", "list_id"
)


@cache
def statement(wanted: Wanted, at_most: int) -> str:
    """Rows are picked first and judged after: so the last of them is where the next page begins, whoever may know."""
    parts = dict.fromkeys(part for kind in wanted.kinds for part in parts_of(kind, wanted, at_most))
    picked = " UNION ALL ".join(parts)
    kinds = [*wanted.kinds, *(ALSO_MENTIONS if MENTION in wanted.kinds else ())]
    of_followed = f"AND {follows('who')}" if wanted.followed_only else ""
    return f"""WITH picked AS MATERIALIZED (
            SELECT * FROM ({picked}) AS all_of_them ORDER BY at DESC, kind DESC, key DESC LIMIT {at_most})
        SELECT at, kind, key, who, subject, {one_of(kinds)} AND who <> ALL({APART}) {of_followed}
            AND (SELECT is_active FROM accounts_member WHERE accounts_member.id = who)
            AND CASE WHEN {one_of(WITHOUT_A_POST)} THEN true WHEN {one_of(OF_LISTS)} THEN coalesce({READABLE_LIST}, false)
                WHEN kind = '{INVITATION}' THEN coalesce({STANDING_LIST}, false) ELSE coalesce({READABLE}, false) END
            AND (kind <> '{COMMENT}' OR {heard_of(ON_REVIEWS)}) AND (kind <> '{LIST_COMMENT}' OR {heard_of(ON_LISTS)})
        FROM picked ORDER BY at DESC, kind DESC, key DESC"""


def parts_of(kind: str, wanted: Wanted, at_most: int) -> list[str]:
    """Where the latest of a kind stand, each in one table."""
    if kind in {FOLLOW, REQUEST}:
        return [people(kind, at_most)]
    if kind in {LIKE, LIST_LIKE}:
        return [likes(kind, followed_only=wanted.followed_only, at_most=at_most)]
    if kind in {COMMENT, LIST_COMMENT}:
        return comments(ON_REVIEWS if kind == COMMENT else ON_LISTS, at_most)
    if kind == MENTION:
        return [names(at_most), names_under_lists(at_most)]
    return [
        {ANSWER: names, INVITATION: invitations, ACCEPTANCE: acceptances, COMPANION: companions}[kind](
            at_most
        )
    ]


def latest(columns: str, table: str, condition: str, at_most: int) -> str:
    return f"""(SELECT {columns} FROM {table} WHERE {condition} AND created_at > %(since)s AND created_at <= %(until)s
        ORDER BY created_at DESC, id DESC LIMIT {at_most})"""


def told(kind: str, who: str, subject: str) -> str:
    return f"created_at AS at, '{kind}' AS kind, id AS key, {who} AS who, {subject} AS subject"


def people(kind: str, at_most: int) -> str:
    table = "social_follow" if kind == FOLLOW else "social_followrequest"
    return latest(told(kind, "follower_id", "followed_id"), table, "followed_id = %(member)s", at_most)


def likes(kind: str, *, followed_only: bool, at_most: int) -> str:
    """Of a well-liked member thousands may come from strangers: the people one follows are looked for in so many."""
    table, subject = ("reviews_reviewlike", "entry_id") if kind == LIKE else ("lists_listlike", "list_id")
    columns, own = told(kind, "member_id", subject), "author_id = %(member)s"
    if not followed_only:
        return latest(columns, table, own, at_most)
    looked_at = latest("*", table, own, MOST_LOOKED_AT)
    return f"(SELECT {columns} FROM {looked_at} AS given WHERE {follows('member_id')} LIMIT {at_most})"


def comments(under: Discussions, at_most: int) -> list[str]:
    """Under one's own, and in the discussions one follows."""
    columns = told(under.kind, "author_id", under.column)
    heard = f"""ARRAY(SELECT {under.column} FROM {under.subscriptions} WHERE member_id = %(member)s AND is_on
        ORDER BY changed_at DESC LIMIT {MOST_DISCUSSIONS})"""
    by_others = "deleted_at IS NULL AND author_id <> %(member)s"
    whose = ("owner_id = %(member)s", f"{under.column} = ANY({heard}) AND owner_id <> %(member)s")
    return [latest(columns, under.comments, f"{one} AND {by_others}", at_most) for one in whose]


def names(at_most: int) -> str:
    """Mentions of all sorts: who and where stands in the comment or review."""
    return f"""(SELECT mention.created_at AS at, CASE WHEN mention.comment_id IS NOT NULL THEN '{MENTION}'
            WHEN answered.author_id = %(member)s THEN '{ANSWER}' ELSE '{NAMING}' END AS kind,
        coalesce(mention.comment_id, mention.entry_id) AS key,
        coalesce(comment.author_id, entry.author_id) AS who, coalesce(comment.entry_id, mention.entry_id) AS subject
    FROM {latest("*", "reviews_mention", "member_id = %(member)s", at_most)} AS mention
        LEFT JOIN reviews_comment AS comment ON comment.id = mention.comment_id
        LEFT JOIN reviews_entry AS entry ON entry.id = mention.entry_id
        LEFT JOIN reviews_entry AS answered ON answered.id = entry.answers_id
    WHERE comment.deleted_at IS NULL)"""


def names_under_lists(at_most: int) -> str:
    return f"""(SELECT mention.created_at AS at, '{LIST_MENTION}' AS kind, comment.id AS key, comment.author_id AS who,
        comment.list_id AS subject
    FROM {latest("*", "lists_listmention", "member_id = %(member)s", at_most)} AS mention
        JOIN lists_listcomment AS comment ON comment.id = mention.comment_id
    WHERE comment.deleted_at IS NULL)"""


def invitations(at_most: int) -> str:
    """Those that wait for an answer."""
    owner = "(SELECT author_id FROM lists_list WHERE lists_list.id = list_id)"
    waiting = "member_id = %(member)s AND accepted_at IS NULL"
    return latest(told(INVITATION, owner, "list_id"), "lists_collaborator", waiting, at_most)


def acceptances(at_most: int) -> str:
    return f"""(SELECT accepted_at AS at, '{ACCEPTANCE}' AS kind, id AS key, member_id AS who, list_id AS subject
    FROM lists_collaborator WHERE list_id = ANY(ARRAY(SELECT id FROM lists_list WHERE author_id = %(member)s
            ORDER BY updated_at DESC, id DESC LIMIT {MOST_LISTS}))
        AND accepted_at > %(since)s AND accepted_at <= %(until)s ORDER BY accepted_at DESC, id DESC LIMIT {at_most})"""


def companions(at_most: int) -> str:
    """Requests that wait for an answer."""
    waiting = "member_id = %(member)s AND confirmed_at IS NULL AND declined_at IS NULL"
    return latest(told(COMPANION, "asked_by_id", "entry_id"), "reviews_companion", waiting, at_most)


def one_of(kinds: Iterable[str]) -> str:
    return f"kind IN ({', '.join(repr(kind) for kind in kinds)})"


def follows(who: str) -> str:
    return f"""(SELECT EXISTS (SELECT FROM social_follow AS one
        WHERE one.follower_id = %(member)s AND one.followed_id = {who}))"""


def heard_of(under: Discussions) -> str:
    """Not where the bell was switched off, and not what one is told of as a mention."""
    return f"""((SELECT NOT EXISTS (SELECT FROM {under.subscriptions}
            WHERE member_id = %(member)s AND {under.column} = subject AND NOT is_on))
        AND (SELECT NOT EXISTS (SELECT FROM {under.mentions} WHERE member_id = %(member)s AND comment_id = key)))"""


# Looked up once, and only where anything happened.
APART = """ARRAY(SELECT blocked_id FROM social_block WHERE blocker_id = %(member)s
    UNION ALL SELECT blocker_id FROM social_block WHERE blocked_id = %(member)s
    UNION ALL SELECT muted_id FROM social_membermute WHERE member_id = %(member)s)"""
OPEN = f"(reach = 'everyone' OR reach = 'followers' AND {follows('author_id')})"
KEEPS = """EXISTS (SELECT FROM lists_collaborator AS let_in WHERE let_in.list_id = lists_list.id
    AND let_in.member_id = %(member)s AND let_in.accepted_at IS NOT NULL)"""
READABLE = f"""(SELECT author_id = %(member)s AND reach <> 'nobody' OR {OPEN} AND author_id <> ALL({APART})
    FROM reviews_entry WHERE reviews_entry.id = subject)"""
STANDING_LIST = (
    "(SELECT reach <> 'nobody' AND removed_at IS NULL FROM lists_list WHERE lists_list.id = subject)"
)
READABLE_LIST = f"""(SELECT author_id = %(member)s AND reach <> 'nobody' OR ({OPEN}
        OR reach <> 'nobody' AND removed_at IS NULL AND {KEEPS}) AND author_id <> ALL({APART})
    FROM lists_list WHERE lists_list.id = subject)"""
