"""The tables a world fills, and how what makes them slow to fill is set aside and put back in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

# In the order of COPY; the tables of counts are filled at the end.
COLUMNS = {
    "films_person": "id, slug, name, name_key, note, biography, imdb_id, tmdb_id",
    "films_film": "id, slug, state, title, original_title, sort_title, year, released_on, runtime, tagline, synopsis,"
    " genres, countries, languages, imdb_id, tmdb_id, wikidata_id, letterboxd_id, poster, backdrop, backdrop_focus,"
    " is_adult, directed_by, added_at",
    "films_credit": "id, role, character, billing, film_id, person_id",
    "films_alternativetitle": "id, title, film_id",
    "reviews_mark": "id, watched_at, liked_at, rating, rated_at, watchlisted_at, last_entry_number, created_at, film_id,"
    " member_id",
    "reviews_entry": "id, audience, reach, removed_at, created_at, number, watched_on, is_rewatch, rating, text, text_html,"
    " lead_html, is_long, renderer, length, language, has_spoilers, tags, edited_at, author_id, film_id",
    "reviews_viewingfacts": "entry_id, place, venue, format, language, subtitles",
    "reviews_companion": "id, confirmed_at, declined_at, created_at, entry_id, member_id, asked_by_id",
    "reviews_reviewlike": "id, is_across, created_at, entry_id, film_id, member_id, author_id",
    "reviews_comment": "id, text, text_html, renderer, deleted_by, created_at, entry_id, author_id, owner_id",
    "reviews_threadsubscription": "id, is_on, changed_at, entry_id, member_id",
    "reviews_mention": "id, created_at, comment_id, member_id",
    "reviews_favourite": "id, position, film_id, member_id",
    "accounts_member": "id, password, username, display_name, bio, bio_html, location, time_zone, joined_at, is_superuser,"
    " email, website, pronouns, avatar, theme, is_active, is_staff, is_private, notices_seen_at",
    "lists_list": "id, audience, reach, created_at, title, slug, description, description_html, lead_html, renderer,"
    ' is_ranked, tags, comments_from, secret, "order", published_at, updated_at, author_id',
    "lists_item": "id, place, note, note_html, renderer, has_spoilers, added_at, added_by_id, film_id, list_id",
    "lists_listlike": "id, created_at, author_id, list_id, member_id",
    "social_follow": "id, created_at, follower_id, followed_id",
    "social_block": "id, created_at, blocker_id, blocked_id",
}
COUNTS = (
    "reviews_filmstats",
    "reviews_memberstats",
    "reviews_reviewstats",
    "lists_liststats",
    "social_followcounts",
)
# Written from the others once those are in.
DERIVED = ("films_titlekey", "reviews_tagging")
TABLES = (*COLUMNS, *DERIVED, *COUNTS)
MEMORY = "256MB"
WITHOUT_LIMITS = ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")

FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND (conrelid = ANY(%s::regclass[]) OR confrelid = ANY(%s::regclass[])) ORDER BY 1, 2
"""
KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype IN ('p', 'u') AND conrelid = ANY(%s::regclass[]) ORDER BY contype, 1, 2
"""
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%s::regclass[])
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
    ORDER BY indrelid::regclass::text, 1
"""


def first_filled() -> str:
    """The name of a table that has rows, empty when none has."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")
            if cursor.fetchone() == (True,):
                return table
    return ""


@contextmanager
def set_aside() -> Iterator[None]:
    """Empties the tables for COPY FREEZE without their foreign keys, indexes and triggers, and puts these back at the end.

    All in the transaction that is open: whatever goes wrong, nothing has changed. It takes the owner of the tables, no
    superuser.
    """
    with connection.cursor() as cursor:
        for limit in WITHOUT_LIMITS:
            cursor.execute(f"SET LOCAL {limit} = 0")
        cursor.execute("SET LOCAL maintenance_work_mem = %s", [MEMORY])
        cursor.execute("SET LOCAL work_mem = %s", [MEMORY])
        foreign_keys = rows_of(cursor, FOREIGN_KEYS, [list(TABLES)] * 2)
        keys = rows_of(cursor, KEYS, [list(TABLES)])
        indexes = rows_of(cursor, INDEXES, [list(TABLES)])
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table, name, _ in (*foreign_keys, *keys):
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(f"TRUNCATE {', '.join(TABLES)}")
        yield
        for table, name, definition in keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in foreign_keys:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def rows_of(cursor: CursorWrapper, statement: str, values: list[list[str]]) -> list[tuple[str, ...]]:
    cursor.execute(statement, values)
    return cursor.fetchall()


def continue_numbering() -> None:
    """The next row of each table gets the number after the last one."""
    with connection.cursor() as cursor:
        for table in (*(name for name, columns in COLUMNS.items() if columns.startswith("id,")), *DERIVED):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table} HAVING max(id) > 0"
            )


def tidy() -> None:
    """Statistics for the planner and the visibility map for index-only scans; inside a transaction the former alone."""
    verb = "ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)"
    with connection.cursor() as cursor:
        for limit in WITHOUT_LIMITS:
            cursor.execute(f"SET {limit} = 0")
        for table in TABLES:
            cursor.execute(f"{verb} {table}")
        for limit in WITHOUT_LIMITS:
            cursor.execute(f"RESET {limit}")
