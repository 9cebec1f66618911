"""The database's side of lists, as bodies of PL/pgSQL triggers.

Lists come after members in the order of locks (`social/triggers.py`), then their films, likes and comments, then counts.
"""

from __future__ import annotations

from social.triggers import add_deltas, refuse_across_a_block, wait_for_both, wait_for_leaving

WAIT_FOR_LEAVING_AUTHOR = wait_for_leaving("author_id") + "RETURN NEW;"
ADD_LIST_STATS = """
    INSERT INTO lists_liststats (list_id, author_id) VALUES (NEW.id, NEW.author_id);
    RETURN NULL;
"""

CHECK_DECLARATIONS = [("standing", "RECORD"), ("giver", "BIGINT"), ("writer", "BIGINT")]
ACROSS = (
    refuse_across_a_block("giver", "writer").replace("NEW.giver", "giver").replace("NEW.writer", "writer")
)
GONE = """
    IF NOT FOUND THEN
        RAISE foreign_key_violation USING MESSAGE = 'the list is gone';
    END IF;
"""


def is_shut_to(member: str) -> str:
    """Whether the member may not read the standing list, seen from the rows themselves."""
    return f"""(
        standing.reach = 'nobody'
        OR standing.reach = 'me' AND (standing.removed_at IS NOT NULL OR NOT {keeps_it(member)})
        OR standing.reach = 'followers' AND NOT {keeps_it(member)} AND NOT EXISTS (
            SELECT FROM social_follow WHERE follower_id = {member} AND followed_id = standing.author_id)
    )"""


def keeps_it(member: str) -> str:
    return f"""EXISTS (SELECT FROM lists_collaborator AS let_in
        WHERE let_in.list_id = standing.id AND let_in.member_id = {member} AND let_in.accepted_at IS NOT NULL)"""


# The row lock makes the checks hold against a change of the list at the same moment.
CHECK_LIKE = f"""
    {wait_for_both("member_id", "lists_list", "list_id")}
    SELECT id, author_id, reach, removed_at INTO standing FROM lists_list WHERE id = NEW.list_id FOR SHARE;
    {GONE}
    IF standing.author_id = NEW.member_id OR {is_shut_to("NEW.member_id")} THEN
        RAISE check_violation USING MESSAGE = 'a like is for a readable list of somebody else',
            CONSTRAINT = 'likes_are_for_readable_lists_of_others';
    END IF;
    NEW.author_id := standing.author_id;
    giver := NEW.member_id;
    writer := standing.author_id;
    {ACROSS}
"""

# The policy is the list's, else its author's; the author always may.
CHECK_COMMENT = f"""
    {wait_for_both("author_id", "lists_list", "list_id")}
    SELECT list.id, list.author_id, list.reach, list.removed_at,
        coalesce(nullif(list.comments_from, ''), owner.comments_from) AS comments_from INTO standing
        FROM lists_list AS list JOIN accounts_member AS owner ON owner.id = list.author_id
        WHERE list.id = NEW.list_id FOR SHARE OF list;
    {GONE}
    NEW.owner_id := standing.author_id;
    IF NEW.author_id = standing.author_id AND standing.reach <> 'nobody' THEN
        RETURN NEW;
    END IF;
    IF {is_shut_to("NEW.author_id")}
        OR standing.comments_from = 'nobody'
        OR standing.comments_from = 'followed' AND NOT EXISTS (
            SELECT FROM social_follow WHERE follower_id = standing.author_id AND followed_id = NEW.author_id)
    THEN
        RAISE check_violation USING MESSAGE = 'a comment is for a list that is open to its author',
            CONSTRAINT = 'comments_are_for_open_lists';
    END IF;
    giver := NEW.author_id;
    writer := standing.author_id;
    {ACROSS}
"""

CHECK_COLLABORATOR = f"""
    {wait_for_both("member_id", "lists_list", "list_id")}
    SELECT id, author_id, reach INTO standing FROM lists_list WHERE id = NEW.list_id FOR SHARE;
    {GONE}
    IF standing.author_id = NEW.member_id THEN
        RAISE check_violation USING MESSAGE = 'the owner of a list is no guest in it',
            CONSTRAINT = 'collaborators_are_others';
    END IF;
    giver := NEW.member_id;
    writer := standing.author_id;
    {ACROSS}
"""

END_KEEPING_TOGETHER = """
    DELETE FROM lists_collaborator USING lists_list AS list
    WHERE list.id = lists_collaborator.list_id
        AND (list.author_id, lists_collaborator.member_id)
            IN ((NEW.blocker_id, NEW.blocked_id), (NEW.blocked_id, NEW.blocker_id));
    RETURN NULL;
"""

ITEMS = {"films_count": "sum(sign)"}
LIKES = {"likes_count": "sum(sign)"}
COMMENTS = {"comments_count": "sum(sign * (deleted_at IS NULL)::int)"}
COUNT_ITEMS = add_deltas("lists_liststats", "list_id", "list_id", ITEMS) + "RETURN NULL;"
COUNT_LIKES = add_deltas("lists_liststats", "list_id", "list_id", LIKES) + "RETURN NULL;"
COUNT_COMMENTS = add_deltas("lists_liststats", "list_id", "list_id", COMMENTS) + "RETURN NULL;"
