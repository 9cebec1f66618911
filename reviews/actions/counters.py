"""What is counted about films, members and reviews, by the same formulas as the triggers have."""

from __future__ import annotations

from reviews import triggers
from social.counters import FOLLOWS, Counter

MARKS_OF_FILMS = {"watched_count": triggers.flag("watched_at"), **triggers.MARK_FLAGS}
MARKS_OF_MEMBERS = {"films_count": triggers.flag("watched_at"), **triggers.MARK_FLAGS}
REVIEWS_OF_FILMS = {"reviews_count": triggers.REVIEWS}
ENTRIES_OF_MEMBERS = {"reviews_count": triggers.REVIEWS, "entries_count": triggers.VIEWINGS}


def sums(table: str, key: str, formulas: dict[str, str]) -> str:
    """The formulas of the triggers, over all rows of a table instead of the changed ones."""
    columns = ", ".join(f"{formula} AS {column}" for column, formula in formulas.items())
    return f"SELECT {key} AS id, {columns} FROM (SELECT 1 AS sign, * FROM {table}) AS every GROUP BY 1"


def counts_of(subjects: str, key: str, marks: dict[str, str], entries: dict[str, str], author: str) -> str:
    """A row for each subject, with zeros where nothing stands."""
    columns = ", ".join(f"coalesce({column}, 0) AS {column}" for column in (*marks, *entries))
    return (
        f"SELECT subject.id AS {key}, {columns} FROM {subjects} AS subject"
        f" LEFT JOIN ({sums('reviews_mark', key, marks)}) AS marks USING (id)"
        f" LEFT JOIN ({sums('reviews_entry', author, entries)}) AS entries USING (id)"
    )


FILMS = Counter(
    noun="film",
    table="reviews_filmstats",
    key="film_id",
    columns=(*MARKS_OF_FILMS, *REVIEWS_OF_FILMS),
    truth=counts_of("films_film", "film_id", MARKS_OF_FILMS, REVIEWS_OF_FILMS, "film_id"),
)
MEMBERS = Counter(
    noun="member",
    table="reviews_memberstats",
    key="member_id",
    columns=(*MARKS_OF_MEMBERS, *ENTRIES_OF_MEMBERS),
    truth=counts_of("accounts_member", "member_id", MARKS_OF_MEMBERS, ENTRIES_OF_MEMBERS, "author_id"),
)
REVIEWS = Counter(
    noun="entry",
    table="reviews_reviewstats",
    key="entry_id",
    columns=("film_id", "author_id", "likes_count", "across_count", "comments_count", "is_quip"),
    truth=f"""
        SELECT entry.id AS entry_id, film_id, author_id, coalesce(likes_count, 0) AS likes_count,
            coalesce(across_count, 0) AS across_count, coalesce(comments_count, 0) AS comments_count,
            length = 'quip' AS is_quip
        FROM reviews_entry AS entry
        LEFT JOIN ({sums("reviews_reviewlike", "entry_id", triggers.LIKES)}) AS likes USING (id)
        LEFT JOIN ({sums("reviews_comment", "entry_id", triggers.COMMENTS)}) AS comments USING (id)
    """,
)
TITLE_KEYS = Counter(
    noun="title key",
    table="films_titlekey",
    key="id",
    columns=("popularity",),
    truth=f"""
        SELECT title.id, {triggers.STEP.format(row="stats")} AS popularity
        FROM films_titlekey AS title JOIN reviews_filmstats AS stats USING (film_id)
    """,
    locked_table="reviews_filmstats",
    locked_key="film_id",
)
# The popularity of titles follows from the counts of films, so it comes after them.
COUNTERS = (FOLLOWS, MEMBERS, REVIEWS, FILMS, TITLE_KEYS)
