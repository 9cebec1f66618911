"""The database's side of marks, entries and likes, as bodies of PL/pgSQL triggers.

Counters move with the rows they count, in the same transaction, whoever writes: once a statement, as the last thing it
does, in the order that `social/triggers.py` gives for all locks. The row of a well-known film is everybody's, so it is
locked last.
"""

from __future__ import annotations

import pgtrigger

from social.triggers import add_deltas, refuse_across_a_block, wait_for_both, wait_for_leaving

WAIT_FOR_LEAVING_MEMBER = wait_for_leaving("member_id") + "RETURN NEW;"

WATCHED_LEAVES_WATCHLIST = """
    IF NEW.watched_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.watched_at IS NULL) THEN
        NEW.watchlisted_at := NULL;
    END IF;
    IF NEW.watched_at IS NOT NULL THEN
        NEW.stopped_at := NULL;
    ELSE
        NEW.wanted_since := NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.watched_at IS NOT NULL AND OLD.watchlisted_at IS NOT NULL AND NEW.watchlisted_at IS NULL
        AND (OLD.watched_at IS NULL OR NEW.last_entry_number > OLD.last_entry_number)
    THEN
        NEW.wanted_since := OLD.watchlisted_at;
    END IF;
    RETURN NEW;
"""

REFUSE_UNWATCHING_WITH_ENTRIES = """
    IF EXISTS (SELECT FROM reviews_entry WHERE author_id = NEW.member_id AND film_id = NEW.film_id
        AND reach <> 'nobody' AND NOT is_stopped) THEN
        RAISE check_violation USING MESSAGE = 'entries of the film stand in the diary',
            CONSTRAINT = 'a_film_with_entries_stays_watched';
    END IF;
    RETURN NEW;
"""

NUMBER_ENTRY_AND_MARK_FILM = """
    INSERT INTO reviews_mark (member_id, film_id, watched_at, stopped_at, last_entry_number, created_at)
    VALUES (NEW.author_id, NEW.film_id, CASE WHEN NOT NEW.is_stopped THEN NEW.created_at END,
        CASE WHEN NEW.is_stopped THEN NEW.created_at END, 1, NEW.created_at)
    ON CONFLICT (member_id, film_id) DO UPDATE SET
        watched_at = coalesce(reviews_mark.watched_at, excluded.watched_at),
        stopped_at = CASE WHEN reviews_mark.watched_at IS NULL
            THEN coalesce(reviews_mark.stopped_at, excluded.stopped_at) END,
        watchlisted_at = NULL,
        last_entry_number = reviews_mark.last_entry_number + 1
    RETURNING last_entry_number INTO NEW.number;
    RETURN NEW;
"""

REFUSE_MOVING_AN_ENTRY = """
    RAISE check_violation USING MESSAGE = 'an entry keeps its author, film and number',
        CONSTRAINT = 'an_entry_keeps_its_place';
"""

ADD_REVIEW_STATS = """
    INSERT INTO reviews_reviewstats (entry_id, film_id, author_id, is_quip)
    VALUES (NEW.id, NEW.film_id, NEW.author_id, NEW.length = 'quip');
    RETURN NULL;
"""
WEIGH_QUIP = """
    UPDATE reviews_reviewstats SET is_quip = NEW.length = 'quip' WHERE entry_id = NEW.id;
    RETURN NULL;
"""

SAYS_SOMETHING_ELSE = (
    "(OLD.text <> '' AND (OLD.text, OLD.rating, OLD.watched_on, OLD.has_spoilers)"
    " IS DISTINCT FROM (NEW.text, NEW.rating, NEW.watched_on, NEW.has_spoilers))"
)
KEEP_REVISION = """
    INSERT INTO reviews_revision (entry_id, reach, text, text_html, rating, watched_on, has_spoilers, saved_at)
    VALUES (OLD.id, OLD.reach, OLD.text, OLD.text_html, OLD.rating, OLD.watched_on, OLD.has_spoilers,
        coalesce(OLD.edited_at, OLD.created_at));
    RETURN NULL;
"""

# Every tag of entries that everyone may read; the fill of an empty table says the same of all of them.
TAGGINGS = """
    INSERT INTO reviews_tagging (tag, entry_id, film_id, is_review, created_at)
    SELECT tag, entry.id, entry.film_id, entry.text <> '', entry.created_at
    FROM reviews_entry AS entry, unnest(entry.tags) AS tag
    WHERE entry.reach = 'everyone' AND entry.tags <> '{}'
"""
ONCE = " ON CONFLICT (entry_id, tag) DO NOTHING;"
TAGS_STAND_BY_THEMSELVES = [
    pgtrigger.Trigger(
        name="tags_stand_by_themselves_from_the_start",
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        condition=pgtrigger.Condition("(NEW.reach = 'everyone' AND NEW.tags <> '{}')"),
        func=f"{TAGGINGS} AND entry.id = NEW.id {ONCE} RETURN NULL;",
    ),
    pgtrigger.Trigger(
        name="tags_stand_by_themselves",
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        condition=pgtrigger.Condition(
            "((OLD.tags <> '{}' OR NEW.tags <> '{}') AND (OLD.tags, OLD.reach = 'everyone', OLD.text <> '')"
            " IS DISTINCT FROM (NEW.tags, NEW.reach = 'everyone', NEW.text <> ''))"
        ),
        func=f"DELETE FROM reviews_tagging WHERE entry_id = NEW.id; {TAGGINGS} AND entry.id = NEW.id {ONCE}"
        " RETURN NULL;",
    ),
]

DROP_LIKES = """
    PERFORM FROM reviews_reviewlike WHERE entry_id = NEW.id ORDER BY id FOR UPDATE;
    DELETE FROM reviews_reviewlike WHERE entry_id = NEW.id;
    RETURN NULL;
"""

# So many half-stars between two ratings of a film are two opinions of it.
ACROSS = 3


def across(giver: str, review: str) -> str:
    """Whether the giver of a like rates the film differently from how the review does, or else its author."""
    return f"""
        coalesce((
            SELECT abs(given.rating - coalesce({review}.rating, (
                SELECT rating FROM reviews_mark
                WHERE member_id = {review}.author_id AND film_id = {review}.film_id))) >= {ACROSS}
            FROM reviews_mark AS given WHERE given.member_id = {giver} AND given.film_id = {review}.film_id
        ), false)
    """


# The row lock makes the check hold against an edit of the review at the same moment.
CHECK_LIKE = f"""
    {wait_for_both("member_id", "reviews_entry", "entry_id")}
    SELECT author_id, film_id, reach, rating, text <> '' AS has_text INTO review
        FROM reviews_entry WHERE id = NEW.entry_id FOR SHARE;
    IF NOT FOUND THEN
        RAISE foreign_key_violation USING MESSAGE = 'the review is gone';
    END IF;
    IF review.author_id = NEW.member_id OR NOT review.has_text OR review.reach IN ('me', 'nobody')
        OR review.reach = 'followers' AND NOT EXISTS (
            SELECT FROM social_follow WHERE follower_id = NEW.member_id AND followed_id = review.author_id)
    THEN
        RAISE check_violation USING MESSAGE = 'a like is for a readable review of somebody else',
            CONSTRAINT = 'likes_are_for_readable_reviews_of_others';
    END IF;
    NEW.film_id := review.film_id;
    NEW.author_id := review.author_id;
    NEW.is_across := {across("NEW.member_id", "review")};
    giver := NEW.member_id;
    writer := review.author_id;
    {refuse_across_a_block("giver", "writer").replace("NEW.giver", "giver").replace("NEW.writer", "writer")}
"""
CHECK_LIKE_DECLARATIONS = [("review", "RECORD"), ("giver", "BIGINT"), ("writer", "BIGINT")]

# The policy is the entry's, else its author's; the author always may.
CHECK_COMMENT = f"""
    {wait_for_both("author_id", "reviews_entry", "entry_id")}
    SELECT entry.author_id, entry.reach, entry.text <> '' AS has_text,
        coalesce(nullif(entry.comments_from, ''), owner.comments_from) AS comments_from INTO review
        FROM reviews_entry AS entry JOIN accounts_member AS owner ON owner.id = entry.author_id
        WHERE entry.id = NEW.entry_id FOR SHARE OF entry;
    IF NOT FOUND THEN
        RAISE foreign_key_violation USING MESSAGE = 'the review is gone';
    END IF;
    NEW.owner_id := review.author_id;
    IF NOT review.has_text OR review.reach = 'nobody' THEN
        RAISE check_violation USING MESSAGE = 'a comment is for a review that stands',
            CONSTRAINT = 'comments_are_for_open_threads';
    END IF;
    IF NEW.author_id = review.author_id THEN
        RETURN NEW;
    END IF;
    IF review.reach = 'me'
        OR review.reach = 'followers' AND NOT EXISTS (
            SELECT FROM social_follow WHERE follower_id = NEW.author_id AND followed_id = review.author_id)
        OR review.comments_from = 'nobody'
        OR review.comments_from = 'followed' AND NOT EXISTS (
            SELECT FROM social_follow WHERE follower_id = review.author_id AND followed_id = NEW.author_id)
    THEN
        RAISE check_violation USING MESSAGE = 'a comment is for a thread that is open to its author',
            CONSTRAINT = 'comments_are_for_open_threads';
    END IF;
    giver := NEW.author_id;
    writer := review.author_id;
    {refuse_across_a_block("giver", "writer").replace("NEW.giver", "giver").replace("NEW.writer", "writer")}
"""
CHECK_COMMENT_DECLARATIONS = CHECK_LIKE_DECLARATIONS


def flag(column: str) -> str:
    return f"sum(sign * ({column} IS NOT NULL)::int)"


HISTOGRAM = {
    f"rated_{rating}": f"sum(sign * coalesce(rating = {rating}, false)::int)" for rating in range(1, 11)
}
MARK_FLAGS = {
    "liked_count": flag("liked_at"),
    "watchlist_count": flag("watchlisted_at"),
    "stopped_count": flag("stopped_at"),
    **HISTOGRAM,
}
IS_PUBLIC = "reach = 'everyone'"
REVIEWS = f"sum(sign * ({IS_PUBLIC} AND text <> '')::int)"
LIKES = {"likes_count": "sum(sign)", "across_count": "sum(sign * is_across::int)"}
COMMENTS = {"comments_count": "sum(sign * (deleted_at IS NULL)::int)"}
VIEWINGS = f"sum(sign * ({IS_PUBLIC} AND watched_on IS NOT NULL)::int)"


# Members before films: only the member's own writes wait for the one, everybody's for the other.
COUNT_MARKS = (
    add_deltas(
        "reviews_memberstats",
        "member_id",
        "member_id",
        {"films_count": flag("watched_at"), **MARK_FLAGS},
    )
    + add_deltas(
        "reviews_filmstats",
        "film_id",
        "film_id",
        {"watched_count": flag("watched_at"), **MARK_FLAGS},
    )
    + "RETURN NULL;"
)
COUNT_ENTRIES = (
    add_deltas(
        "reviews_memberstats",
        "member_id",
        "author_id",
        {"reviews_count": REVIEWS, "entries_count": VIEWINGS},
    )
    + add_deltas("reviews_filmstats", "film_id", "film_id", {"reviews_count": REVIEWS})
    + "RETURN NULL;"
)
COUNT_LIKES = add_deltas("reviews_reviewstats", "entry_id", "entry_id", LIKES) + "RETURN NULL;"
COUNT_COMMENTS = add_deltas("reviews_reviewstats", "entry_id", "entry_id", COMMENTS) + "RETURN NULL;"


def add_counts_row(table: str, key: str) -> str:
    return f"INSERT INTO {table} ({key}) VALUES (NEW.id); RETURN NULL;"


# Searches put well-known films first; a doubling of a film's popularity is worth one step.
STEP = "floor(log(2, {row}.popularity + 1))"
STEP_CHANGES = f"({STEP.format(row='OLD')} <> {STEP.format(row='NEW')})"
RAISE_TITLE_KEYS = f"""
    UPDATE films_titlekey SET popularity = {STEP.format(row="NEW")} WHERE film_id = NEW.film_id;
    RETURN NULL;
"""
