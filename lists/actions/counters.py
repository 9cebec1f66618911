"""What is counted about lists, by the same formulas as the triggers have."""

from __future__ import annotations

from lists import triggers
from social.counters import Counter


def sums(table: str, formulas: dict[str, str]) -> str:
    columns = ", ".join(f"{formula} AS {column}" for column, formula in formulas.items())
    return f"SELECT list_id AS id, {columns} FROM (SELECT 1 AS sign, * FROM {table}) AS every GROUP BY 1"


LISTS = Counter(
    noun="list",
    table="lists_liststats",
    key="list_id",
    columns=("author_id", "films_count", "likes_count", "comments_count"),
    truth=f"""
        SELECT list.id AS list_id, author_id, coalesce(films_count, 0) AS films_count,
            coalesce(likes_count, 0) AS likes_count, coalesce(comments_count, 0) AS comments_count
        FROM lists_list AS list
        LEFT JOIN ({sums("lists_item", triggers.ITEMS)}) AS items USING (id)
        LEFT JOIN ({sums("lists_listlike", triggers.LIKES)}) AS likes USING (id)
        LEFT JOIN ({sums("lists_listcomment", triggers.COMMENTS)}) AS comments USING (id)
    """,
)
COUNTERS = (LISTS,)
