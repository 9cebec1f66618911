"""The database's side of follows and blocks, and of all counting, as bodies of PL/pgSQL triggers.

Nobody waits for another in a circle, because every write locks in one order: members, marks, entries, likes, comments,
follows, the lock of a pair, and last, for as short as possible, the rows of counts; rows of one kind in the order of their ids.
"""

from __future__ import annotations

from collections.abc import Sequence

import pgtrigger


def wait_for_leaving(*columns: str) -> str:
    """Whoever adds something to a member first waits for that member to stay or to be gone.

    The check of the foreign key takes the same lock, but when all is done, and by then holds what the leaving wait for.
    """
    keys = ", ".join(f"NEW.{column}" for column in columns)
    return f"PERFORM FROM accounts_member WHERE id IN ({keys}) ORDER BY id FOR KEY SHARE;"


def wait_for_both(giver: str, table: str, key: str) -> str:
    """Members come before what they wrote in the order of locks: whoever acts on it waits for both of its members."""
    return f"""
        PERFORM FROM accounts_member
            WHERE id IN (NEW.{giver}, (SELECT author_id FROM {table} WHERE id = NEW.{key}))
            ORDER BY id FOR KEY SHARE;
    """


def lock_pair(one: str, other: str, *, kind: str) -> str:
    """Follows and likes ("_shared") pass each other; a block ("") and they do not pass each other unseen."""
    return f"""
        PERFORM pg_advisory_xact_lock{kind}(hashtextextended(
            'pair ' || least(NEW.{one}, NEW.{other}) || ' ' || greatest(NEW.{one}, NEW.{other}), 0));
    """


def refuse_across_a_block(one: str, other: str) -> str:
    """Raises check_violation when either of the two has blocked the other."""
    return f"""
        {lock_pair(one, other, kind="_shared")}
        IF EXISTS (
            SELECT FROM social_block
            WHERE (blocker_id = NEW.{one} AND blocked_id = NEW.{other})
               OR (blocker_id = NEW.{other} AND blocked_id = NEW.{one})
        ) THEN
            RAISE check_violation USING MESSAGE = 'one of the two has blocked the other', CONSTRAINT = 'no_acts_across_a_block';
        END IF;
        RETURN NEW;
    """


REFUSE_FOLLOW = wait_for_leaving("follower_id", "followed_id") + refuse_across_a_block(
    "follower_id", "followed_id"
)
REFUSE_UNASKED_FOLLOW = """
    IF EXISTS (SELECT FROM accounts_member WHERE id = NEW.followed_id AND is_private) AND NOT EXISTS (
        SELECT FROM social_followrequest WHERE follower_id = NEW.follower_id AND followed_id = NEW.followed_id
    ) THEN
        RAISE check_violation USING MESSAGE = 'a private member is asked first',
            CONSTRAINT = 'private_members_are_followed_by_request';
    END IF;
    RETURN NEW;
"""
DROP_REQUEST = """
    DELETE FROM social_followrequest WHERE follower_id = NEW.follower_id AND followed_id = NEW.followed_id;
    RETURN NULL;
"""
LOCK_BLOCK = (
    wait_for_leaving("blocker_id", "blocked_id")
    + lock_pair("blocker_id", "blocked_id", kind="")
    + "RETURN NEW;"
)

END_FOLLOWS = """
    PERFORM FROM social_follow
        WHERE (follower_id = NEW.blocker_id AND followed_id = NEW.blocked_id)
           OR (follower_id = NEW.blocked_id AND followed_id = NEW.blocker_id)
        ORDER BY id FOR UPDATE;
    DELETE FROM social_follow
    WHERE (follower_id = NEW.blocker_id AND followed_id = NEW.blocked_id)
       OR (follower_id = NEW.blocked_id AND followed_id = NEW.blocker_id);
    DELETE FROM social_followrequest
    WHERE (follower_id = NEW.blocker_id AND followed_id = NEW.blocked_id)
       OR (follower_id = NEW.blocked_id AND followed_id = NEW.blocker_id);
    RETURN NULL;
"""


def reach_of(lock: str = "") -> str:
    """Who in effect may read a post. A new one waits for its author's change of mind about being private; a change of
    an old one is made by whoever holds its author's row already."""
    return f"""
        NEW.reach := CASE
            WHEN NEW.deleted_at IS NOT NULL THEN 'nobody'
            WHEN NEW.removed_at IS NOT NULL OR NEW.audience = 'me' THEN 'me'
            WHEN (SELECT is_private FROM accounts_member WHERE id = NEW.author_id {lock}) THEN 'followers'
            ELSE NEW.audience
        END;
        RETURN NEW;
    """


def narrow_posts_of_private(table: str) -> str:
    """Whoever becomes private, or open again, changes the reach of all they wrote for everyone."""
    return f"""
        UPDATE {table} SET reach = audience WHERE author_id = NEW.id AND audience = 'everyone';
        RETURN NULL;
    """


# Locked first, in a statement of its own: the next one then sees what others have added meanwhile.
CARRY_MUTED_WORDS = """
    PERFORM FROM accounts_member WHERE id = coalesce(NEW.member_id, OLD.member_id) FOR NO KEY UPDATE;
    UPDATE accounts_member SET muted_words = ARRAY(
        SELECT words FROM social_wordmute WHERE member_id = accounts_member.id ORDER BY upper(words)
    ) WHERE id = coalesce(NEW.member_id, OLD.member_id);
    RETURN NULL;
"""


COUNTING = [("delta", "RECORD")]  # what a body with `add_deltas` declares


def add_deltas(table: str, key: str, source: str, deltas: dict[str, str], changed: str = "{changed}") -> str:
    """Adds to each row of `table`, in the order of its key, the sums over the changed rows whose `source` it is.

    A row whose sums are all zero is neither changed nor locked.
    """
    sums = ", ".join(f"{formula} AS {column}" for column, formula in deltas.items())
    has_change = " OR ".join(f"{formula} <> 0" for formula in deltas.values())
    additions = ", ".join(f"{column} = counted.{column} + delta.{column}" for column in deltas)
    return f"""
        FOR delta IN
            SELECT {source} AS id, {sums} FROM ({changed}) AS changed GROUP BY 1 HAVING {has_change} ORDER BY 1
        LOOP
            UPDATE {table} AS counted SET {additions} WHERE counted.{key} = delta.id;
        END LOOP;
    """


# Which of the changed rows came (+1) and went (-1).
ADDED = "SELECT 1 AS sign, * FROM new_rows"
GONE = "SELECT -1 AS sign, * FROM old_rows"
KINDS = {
    "insert": (pgtrigger.Insert, pgtrigger.Referencing(new="new_rows"), ADDED),
    "update": (
        pgtrigger.Update,
        pgtrigger.Referencing(old="old_rows", new="new_rows"),
        f"{ADDED} UNION ALL {GONE}",
    ),
    "delete": (pgtrigger.Delete, pgtrigger.Referencing(old="old_rows"), GONE),
}


def statement_triggers(name: str, body: str, kinds: Sequence[str] = tuple(KINDS)) -> list[pgtrigger.Trigger]:
    """The same body once a statement for each kind of change, with the rows that came and went as `{changed}`."""
    return [
        pgtrigger.Trigger(
            name=f"{name}_on_{kind}",
            level=pgtrigger.Statement,
            operation=KINDS[kind][0],
            when=pgtrigger.After,
            referencing=KINDS[kind][1],
            declare=COUNTING,
            func=body.format(changed=KINDS[kind][2]),
        )
        for kind in kinds
    ]


BOTH = """
    SELECT sign, follower_id AS member_id, 0 AS followers, 1 AS following FROM ({changed}) AS follow
    UNION ALL SELECT sign, followed_id, 1, 0 FROM ({changed}) AS follow
"""
COUNT_FOLLOWS = (
    add_deltas(
        "social_followcounts",
        "member_id",
        "member_id",
        {"followers": "sum(sign * followers)", "following": "sum(sign * following)"},
        changed=BOTH,
    )
    + "RETURN NULL;"
)
