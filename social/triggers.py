"""The database's side of follows and blocks, as bodies of PL/pgSQL triggers.

Two people acting on each other at the same moment take the lock of their pair, so that a follow or a like and a block
cannot pass each other unseen.
"""


def lock_pair(one: str, other: str) -> str:
    return f"""
        PERFORM pg_advisory_xact_lock(hashtextextended(
            'pair ' || least(NEW.{one}, NEW.{other}) || ' ' || greatest(NEW.{one}, NEW.{other}), 0));
    """


def refuse_across_a_block(one: str, other: str) -> str:
    """Raises check_violation when either of the two has blocked the other."""
    return f"""
        {lock_pair(one, other)}
        IF EXISTS (
            SELECT FROM social_block
            WHERE (blocker_id = NEW.{one} AND blocked_id = NEW.{other})
               OR (blocker_id = NEW.{other} AND blocked_id = NEW.{one})
        ) THEN
            RAISE check_violation USING MESSAGE = 'one of the two has blocked the other', CONSTRAINT = 'no_acts_across_a_block';
        END IF;
        RETURN NEW;
    """


def count_follow(row: str, step: int) -> str:
    """Adds the step to both members' counts, always in the order of their ids."""
    return f"""
        PERFORM FROM social_followcounts
            WHERE member_id IN ({row}.follower_id, {row}.followed_id) ORDER BY member_id FOR UPDATE;
        UPDATE social_followcounts SET
            followers = followers + CASE WHEN member_id = {row}.followed_id THEN {step} ELSE 0 END,
            following = following + CASE WHEN member_id = {row}.follower_id THEN {step} ELSE 0 END
        WHERE member_id IN ({row}.follower_id, {row}.followed_id);
        RETURN NULL;
    """


END_FOLLOWS = """
    DELETE FROM social_follow
    WHERE (follower_id = NEW.blocker_id AND followed_id = NEW.blocked_id)
       OR (follower_id = NEW.blocked_id AND followed_id = NEW.blocker_id);
    RETURN NULL;
"""
