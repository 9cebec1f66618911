"""The counts beside their subjects, by the same queries with which `recount` proves them."""

from __future__ import annotations

from django.db import connection

from lists.actions.counters import LISTS
from reviews import triggers
from reviews.actions.counters import FILMS, MEMBERS, REVIEWS
from social.counters import FOLLOWS, Counter

# Title keys wait here until it is counted how well known their films are.
NEW_TITLE_KEYS = "new_title_key"
ROOM_FOR_TITLE_KEYS = f"""
    CREATE TEMPORARY TABLE {NEW_TITLE_KEYS} (id bigint, film_id bigint, key varchar(300), is_main boolean) ON COMMIT DROP
"""
TITLE_KEYS = f"""
    INSERT INTO films_titlekey (id, film_id, key, is_main, popularity)
    SELECT id, film_id, key, is_main, {triggers.STEP.format(row="stats")}
    FROM {NEW_TITLE_KEYS} JOIN reviews_filmstats AS stats USING (film_id) ORDER BY id
"""

TAGGINGS = """
    INSERT INTO reviews_tagging (id, tag, entry_id, film_id, is_review, created_at)
    SELECT row_number() OVER (ORDER BY entry.id, tag), tag, entry.id, entry.film_id, entry.text <> '', entry.created_at
    FROM reviews_entry AS entry, unnest(entry.tags) AS tag WHERE entry.reach = 'everyone' AND entry.tags <> '{}'
"""


def make_room_for_title_keys() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ROOM_FOR_TITLE_KEYS)


def count_everything() -> None:
    """Fills the empty tables of counts, from them the title keys with their popularity, and the places of tags."""
    for counter in (FOLLOWS, MEMBERS, REVIEWS, FILMS, LISTS):
        fill(counter)
    with connection.cursor() as cursor:
        cursor.execute(TITLE_KEYS)
        cursor.execute(TAGGINGS)


def fill(counter: Counter) -> None:
    columns = ", ".join((counter.key, *counter.columns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {counter.table} ({columns}) SELECT {columns} FROM ({counter.truth}) AS truth ORDER BY {counter.key}"
        )
