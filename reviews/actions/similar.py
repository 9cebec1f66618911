"""Working out which films are like one, from who loves both and from shared people and genres.

To love a film is to like it or to rate it 4 stars or more. However well known the film, so many people are asked at most,
so many films of each are looked at, and so many films of each person who made it.
"""

from __future__ import annotations

from functools import partial

from django.db import connection
from django.utils import timezone

from films.models import Film, Role
from reviews.models import Likeness, SimilarFilm
from reviews.models.stats import HIGHEST_RATING
from reviews.queries.similar import LEADS, are_similar_known
from web.making import make_unless_known

LOVED = 8  # half-stars, and more
LIKERS, RATERS = 150, 50  # the latest who like the film, and who gave it each of the ratings from LOVED on
LATEST = 25  # of each of these people: likes, and films with each of these ratings
LEAST_SHARED = 3  # fewer people would be chance, and could be told who they are
LITTLE_KNOWN = 20  # as if so many more loved the other film: what few love proves little
MOST_TASTE = 100  # points
ROLE_POINTS = {
    Role.DIRECTOR: 25,
    Role.WRITER: 10,
    Role.PHOTOGRAPHY: 6,
    Role.ACTOR: 6,
    Role.MUSIC: 4,
    Role.EDITING: 4,
    Role.ANIMATION: 4,
    Role.PRODUCTION_DESIGN: 3,
}
MOST_MAKERS, THEIR_FILMS = 30, 60
MOST_PEOPLE, MOST_GENRES = 40, 20  # points
BEST_KNOWN = 500  # films are looked through for the same genres
LEAST_POINTS = 10  # half of the genres alone
MOST_KEPT = 100

POINTS_OF_ROLE = " ".join(f"WHEN '{role.value}' THEN {points}" for role, points in ROLE_POINTS.items())
TELLING_ROLES = ", ".join(f"'{role.value}'" for role in ROLE_POINTS)
SAME_WORK = f"role IN ({TELLING_ROLES}) AND (role <> '{Role.ACTOR.value}' OR billing BETWEEN 1 AND {LEADS})"
LOVERS = "greatest(liked_count, rated_8 + rated_9 + rated_10)"
RATINGS_OF_LOVE = f"generate_series({LOVED}, {HIGHEST_RATING}) AS step"

SIMILAR = f"""
WITH lovers AS MATERIALIZED (
    SELECT member_id FROM (
        SELECT member_id FROM reviews_mark WHERE film_id = %(film)s AND liked_at IS NOT NULL
        ORDER BY liked_at DESC, id DESC LIMIT {LIKERS}
    ) AS likers
    UNION
    SELECT rater.member_id FROM {RATINGS_OF_LOVE} CROSS JOIN LATERAL (
        SELECT member_id FROM reviews_mark WHERE film_id = %(film)s AND rating = step
        ORDER BY rated_at DESC, id DESC LIMIT {RATERS}
    ) AS rater
), asked AS MATERIALIZED (
    SELECT count(*) AS people FROM lovers
), loved AS MATERIALIZED (
    SELECT film_id, count(*) AS people FROM lovers CROSS JOIN LATERAL (
        (SELECT film_id FROM reviews_mark WHERE member_id = lovers.member_id AND liked_at IS NOT NULL
            ORDER BY liked_at DESC, id DESC LIMIT {LATEST})
        UNION
        (SELECT rated.film_id FROM {RATINGS_OF_LOVE} CROSS JOIN LATERAL (
            SELECT film_id FROM reviews_mark WHERE member_id = lovers.member_id AND rating = step
            ORDER BY id DESC LIMIT {LATEST}
        ) AS rated)
    ) AS theirs
    WHERE film_id <> %(film)s GROUP BY film_id HAVING count(*) >= {LEAST_SHARED}
), taste AS MATERIALIZED (
    SELECT loved.film_id, loved.people AS shared, least({MOST_TASTE}, {MOST_TASTE} * loved.people / asked.people::float
        * sqrt(greatest(asked.people, own.lovers) / ({LITTLE_KNOWN} + {LOVERS})::float)) AS points
    FROM loved JOIN reviews_filmstats AS stats USING (film_id) CROSS JOIN asked
        CROSS JOIN (SELECT {LOVERS} AS lovers FROM reviews_filmstats WHERE film_id = %(film)s) AS own
    ORDER BY points DESC, film_id LIMIT {2 * MOST_KEPT}
), makers AS MATERIALIZED (
    SELECT DISTINCT ON (person_id, role) person_id, role, CASE role {POINTS_OF_ROLE} END AS points
    FROM (SELECT * FROM films_credit WHERE film_id = %(film)s AND {SAME_WORK}) AS credit
    ORDER BY person_id, role
), first_makers AS MATERIALIZED (
    SELECT * FROM makers ORDER BY points DESC, person_id LIMIT {MOST_MAKERS}
), made AS MATERIALIZED (
    SELECT film_id, least({MOST_PEOPLE}, sum(points)) AS points FROM (
        SELECT DISTINCT ON (work.film_id, makers.person_id, makers.role) work.film_id, makers.points
        FROM first_makers AS makers CROSS JOIN LATERAL (
            SELECT film_id FROM films_credit WHERE person_id = makers.person_id AND role = makers.role AND {SAME_WORK}
            ORDER BY id DESC LIMIT {THEIR_FILMS}
        ) AS work WHERE work.film_id <> %(film)s
    ) AS shared GROUP BY film_id ORDER BY points DESC, film_id LIMIT {2 * MOST_KEPT}
), own AS MATERIALIZED (
    SELECT genres FROM films_film WHERE id = %(film)s
), best_known AS MATERIALIZED (
    SELECT film_id FROM reviews_filmstats ORDER BY popularity DESC, film_id DESC LIMIT {BEST_KNOWN}
), candidates AS MATERIALIZED (
    SELECT film_id FROM taste UNION SELECT film_id FROM made UNION
    SELECT film_id FROM best_known JOIN films_film ON id = film_id WHERE genres && (SELECT genres FROM own)
), weighed AS (
    SELECT film.id, coalesce(taste.shared, 0) AS shared,
        coalesce(taste.points, 0) + coalesce(made.points, 0) + {MOST_GENRES} * coalesce(
            cardinality(ARRAY(SELECT unnest(film.genres) INTERSECT SELECT unnest(own.genres)))::float
            / nullif(cardinality(ARRAY(SELECT unnest(film.genres) UNION SELECT unnest(own.genres))), 0), 0) AS points
    FROM candidates JOIN films_film AS film ON film.id = candidates.film_id
        LEFT JOIN taste ON taste.film_id = film.id LEFT JOIN made ON made.film_id = film.id CROSS JOIN own
    WHERE film.id <> %(film)s AND film.state <> 'retired' AND NOT film.is_adult
)
SELECT %(film)s, id, round(10 * points), asked.people, shared FROM weighed CROSS JOIN asked
WHERE points >= {LEAST_POINTS} ORDER BY points DESC, id DESC LIMIT {MOST_KEPT}
"""
KEEP = f"INSERT INTO reviews_similarfilm (film_id, other_id, points, asked_count, shared_count) {SIMILAR}"


def find_similar(film: Film) -> None:
    """Works out which films are like this one, unless that was done within a week. What cannot be written now stays as it
    was: nothing hangs on it but a suggestion."""
    make_unless_known(
        f"films like {film.pk}",
        is_known=partial(are_similar_known, film),
        make=partial(work_out, film),
    )


def work_out(film: Film) -> None:
    """Replaces the films like this one."""
    keep_when(film)
    SimilarFilm.objects.filter(film=film).delete()
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {"film": film.pk})


def keep_when(film: Film) -> None:
    """Also tells the request that it has written, so that what follows is read where it wrote."""
    Likeness.objects.bulk_create(
        [Likeness(film=film, made_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["film"],
        update_fields=["made_at"],
    )
