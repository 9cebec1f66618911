"""The one statement that finds films by their titles, in a hundred films as in a million.

What makes it quick is that no look-up can grow without bound: the best-known titles are asked first, by small indexes
of their own, and the rest only where those gave too little, which is when the rest cannot hold much either.
"""

from __future__ import annotations

from functools import cache

from films.models.search import FAMOUS, KNOWN, WELL_KNOWN

ALIKE = 5
EVERYTHING_FROM = 20  # who asks for so many films has pressed Enter, and can wait for a look at every title
LARGE_CATALOGUE = 300_000  # keys; a look at all trigrams of fewer takes less than 5 ms
FEW = 3
SHORT = 8  # letters: so few trigrams are in thousands of titles
SHORTEST_TELLING = 4  # letters: where enough begins with fewer, what has them inside is not looked for
# Steps of popularity, each a doubling of a film's marks, by which a look-up comes before the next one.
CALLED_SO, BEGINS_SO, OTHERWISE_CALLED_SO, HAS_THE_WORDS = 14, 10, 5, 0
FIRST_OF_ALL, MOST_FIRST = 100, 2  # many films may be called "God"; "god" may yet mean The Godfather

WORDS = "to_tsvector('simple', COALESCE(key, '')) @@ to_tsquery('simple', %(words)s)"
# Half of all titles have a word that begins with t: a last word of one or two letters is looked for in what is found.
WHOLE_WORDS = """to_tsvector('simple', COALESCE(key, '')) @@ to_tsquery('simple', %(whole_words)s)
        AND position(%(begun_word)s in ' ' || key) > 0"""
BEGUN = "left(key, {length}) = %(start)s"
BEST_KNOWN = "ORDER BY popularity DESC LIMIT %(most)s"


BEGINS, HAS = (BEGINS_SO, OTHERWISE_CALLED_SO), (OTHERWISE_CALLED_SO, HAS_THE_WORDS)


def titles(among: str, steps: tuple[int, int], order: str = BEST_KNOWN) -> str:
    """The titles among these, with the steps added that the main ones and the others of a film are ahead."""
    main, other = steps
    return f"""SELECT film_id, key, popularity + CASE WHEN is_main THEN {main} ELSE {other} END AS score
        FROM films_titlekey WHERE {among} {order}"""


@cache
def films_sql(length: int, *, is_all: bool, is_short: bool) -> str:
    """The statement for queries whose first `length` letters pick the bucket, be they all of the query or not.

    The numbers stand in it as they are, because indexes of expressions and of parts are matched by the words.
    """
    begun = BEGUN.format(length=length)
    more = "false"
    if not is_all:
        more = "(SELECT count(*) FROM begun) < %(most)s AND starts_with(key, %(key)s)"
        begun += f" AND popularity >= {FAMOUS} AND starts_with(key, %(key)s)"
    wanted = "(SELECT count(*) FROM begun) < %(most)s AND" if is_all and length < SHORTEST_TELLING else ""
    too_few_famous = "(SELECT count(*) FROM famous) < %(most)s"
    return f"""
WITH called_so AS (
    SELECT film_id, key, popularity + CASE
        WHEN NOT is_main THEN {CALLED_SO} - 1
        WHEN row_number() OVER (PARTITION BY is_main ORDER BY popularity DESC) <= {MOST_FIRST} THEN {FIRST_OF_ALL}
        ELSE {CALLED_SO} END AS score
    FROM (SELECT * FROM films_titlekey WHERE key = %(key)s {BEST_KNOWN}) AS title
), begun AS MATERIALIZED ({titles(begun, BEGINS)}
), all_begun AS (
    {titles(more, BEGINS, order="ORDER BY popularity + 0 DESC LIMIT %(most)s")}
), famous AS MATERIALIZED ({titles(f"{wanted} popularity >= {FAMOUS} AND {WORDS}", HAS)}
), known AS MATERIALIZED (
    {titles(f"{wanted} {too_few_famous} AND popularity >= {KNOWN} AND {WHOLE_WORDS}", HAS)}
), hits AS MATERIALIZED (
    SELECT film_id, key, score FROM called_so UNION ALL SELECT * FROM begun UNION ALL SELECT * FROM all_begun
    UNION ALL SELECT * FROM famous UNION ALL SELECT * FROM known
), everything AS (
    {titles(f"(SELECT count(DISTINCT film_id) FROM hits) < %(limit)s AND {WHOLE_WORDS}", HAS)}
), found AS MATERIALIZED (
    SELECT * FROM (
        SELECT DISTINCT ON (film_id) film_id, key, score FROM (SELECT * FROM hits UNION ALL SELECT * FROM everything) AS hit
        ORDER BY film_id, score DESC, length(key)
    ) AS each_film ORDER BY score DESC, length(key) LIMIT %(most)s
), is_alike_wanted AS MATERIALIZED (
    SELECT (SELECT count(*) < {FEW} AND coalesce(max(score), 0) < {FIRST_OF_ALL} FROM found) AS at_all,
        %(is_thorough)s OR reltuples < %(large)s AS among_all
    FROM pg_class WHERE oid = 'films_titlekey'::regclass
), alike AS (
    {alike(f"AND NOT (SELECT among_all FROM is_alike_wanted) AND popularity >= {FAMOUS if is_short else WELL_KNOWN}")}
    UNION ALL
    {alike("AND (SELECT among_all FROM is_alike_wanted)")}
)
SELECT film.id, film.slug, film.title, film.original_title, film.year, film.directed_by, film.poster, hit.tier, hit.key
FROM (SELECT film_id, key, score, 0 AS tier FROM found UNION ALL SELECT film_id, key, score, {ALIKE} FROM alike) AS hit
JOIN films_film AS film ON film.id = hit.film_id
WHERE film.state <> 'retired' AND NOT film.is_adult
ORDER BY hit.tier, hit.score DESC, length(hit.key), film.year DESC NULLS LAST, film.id
"""


def alike(where: str) -> str:
    """The titles written most like the query, asked for without its article, whose letters are in half of all titles."""
    return f"""(SELECT film_id, key, popularity AS score FROM films_titlekey
    WHERE (SELECT at_all FROM is_alike_wanted) {where} AND %(bare)s <%% key
        AND length(%(key)s) BETWEEN %(shortest_misspelt)s AND %(longest_misspelt)s
        AND (SELECT set_config('pg_trgm.word_similarity_threshold', %(likeness)s, true)) IS NOT NULL
    ORDER BY word_similarity(%(bare)s, key) DESC, popularity DESC, abs(length(key) - length(%(bare)s))
    LIMIT %(candidates)s)"""
