"""Working out who is near to a member in taste.

From what both rated and what the member liked, never from everybody: however large the site, it looks at the ratings of
MOST_RATINGS films, at RATERS people beside each of the TELLING ones, and at MOST_MET people closely.
"""

from __future__ import annotations

from functools import partial

from django.db import connection
from django.utils import timezone

from accounts.models import Member
from activity.models import Neighbour, Neighbourhood
from activity.queries.taste import are_neighbours_known
from reviews.models import MemberStats
from web.making import make_unless_known

MOST_RATINGS = 500  # of the member, watched last
TELLING = 60  # of these: far from the average, and of films that few have rated
FEW = 100  # fewer ratings of a film tell no more: hardly anybody else is met there
RATERS = 100  # the latest with each rating that is as good as the same
MOST_LIKES = 1_000  # that the member gave last
MOST_MET, MOST_LIKED, MOST_KEPT = 200, 100, 300
AS_GOOD_AS_ALIKE = 2  # half-stars
UNKNOWN_FILMS = 5  # as if the two had rated so many more, half of them alike: few shared films prove little
A_LIKE, MOST_FOR_LIKES = 20, 200  # thousandths
LIKELY = 500  # thousandths: whoever is beneath agrees less than two who share no film
WIDEST_APART = 9  # half-stars, between 1 and 10
ORDINARY = 7  # half-stars, where a film has no average yet

# The ratings stand in one value: joined, PostgreSQL would compare every one of theirs with every one of the member's.
NEAREST = f"""
WITH rated AS MATERIALIZED (
    SELECT film_id, rating FROM reviews_mark
    WHERE member_id = %(member)s AND watched_at IS NOT NULL AND rating IS NOT NULL
    ORDER BY watched_at DESC, id DESC LIMIT {MOST_RATINGS}
), telling AS MATERIALIZED (
    SELECT film_id, rating FROM rated JOIN reviews_filmstats AS stats USING (film_id)
    WHERE stats.ratings_count > 1
    ORDER BY (1 + abs(rating - coalesce(average, {ORDINARY}))) / ln({FEW} + stats.ratings_count) DESC, film_id
    LIMIT {TELLING}
), liked AS MATERIALIZED (
    SELECT author_id AS id, count(*) AS likes FROM (
        SELECT author_id FROM reviews_reviewlike WHERE member_id = %(member)s AND author_id IS NOT NULL
        ORDER BY created_at DESC, id DESC LIMIT {MOST_LIKES}
    ) AS latest GROUP BY author_id ORDER BY likes DESC, id LIMIT {MOST_LIKED}
), met AS MATERIALIZED (
    SELECT rater.member_id AS id FROM telling CROSS JOIN generate_series(-1, 1) AS step CROSS JOIN LATERAL (
        SELECT member_id FROM reviews_mark
        WHERE film_id = telling.film_id AND rating = telling.rating + step
        ORDER BY rated_at DESC, id DESC LIMIT {RATERS}
    ) AS rater
    GROUP BY rater.member_id ORDER BY count(*) DESC, rater.member_id LIMIT {MOST_MET}
), others AS MATERIALIZED (
    SELECT id FROM (SELECT id FROM met UNION SELECT id FROM liked) AS both_of_them WHERE id <> %(member)s
), own AS MATERIALIZED (
    SELECT array_agg(film_id) AS films, jsonb_object_agg(film_id, rating) AS ratings FROM rated
), shared AS MATERIALIZED (
    SELECT others.id, count(*) AS films, sum(apart) AS apart,
        count(*) FILTER (WHERE apart <= {AS_GOOD_AS_ALIKE}) AS agreed
    FROM others CROSS JOIN LATERAL (
        SELECT abs(rating - ((SELECT ratings FROM own) -> film_id::text)::int) AS apart FROM reviews_mark
        WHERE member_id = others.id AND film_id = ANY((SELECT films FROM own)::bigint[]) AND rating IS NOT NULL
        OFFSET 0
    ) AS theirs GROUP BY others.id
), weighed AS (
    SELECT id, coalesce(films, 0) AS films, coalesce(agreed, 0) AS agreed, coalesce(likes, 0) AS likes,
        least(1000, round(
            1000 * (coalesce(films - apart / {WIDEST_APART}.0, 0) + {UNKNOWN_FILMS} * 0.5)
                / (coalesce(films, 0) + {UNKNOWN_FILMS})
            + least({A_LIKE} * coalesce(likes, 0), {MOST_FOR_LIKES})
        )) AS agreement
    FROM others LEFT JOIN shared USING (id) LEFT JOIN liked USING (id)
), nearest AS MATERIALIZED (
    SELECT * FROM weighed WHERE agreement > {LIKELY} ORDER BY agreement DESC, id DESC LIMIT {MOST_KEPT}
)
"""
# Whoever is leaving at this moment is locked, and passed over.
KEEP = f"""{NEAREST}
INSERT INTO activity_neighbour (member_id, other_id, agreement, shared_count, agreed_count, likes_count)
SELECT %(member)s, id, agreement, films, agreed, likes FROM nearest JOIN (
    SELECT id FROM accounts_member WHERE id = ANY(ARRAY(SELECT id FROM nearest)) AND is_active
    ORDER BY id FOR KEY SHARE SKIP LOCKED
) AS present USING (id)
"""


def find_neighbours(member: Member) -> None:
    """Works out who is near to the member in taste, unless that is known. What cannot be written now stays as it was:
    nothing hangs on it but an order."""
    make_unless_known(
        f"neighbours of {member.pk}",
        is_known=partial(are_neighbours_known, member),
        make=partial(work_out, member),
    )


def work_out(member: Member) -> None:
    """Replaces the neighbours of the member."""
    keep_when(member)
    Neighbour.objects.filter(member=member).delete()
    with connection.cursor() as cursor:
        cursor.execute(KEEP, {"member": member.pk})


def keep_when(member: Member) -> None:
    """Also tells the request that it has written, so that what follows is read where it wrote."""
    rated = MemberStats.objects.values_list("ratings_count", flat=True).get(member=member)
    Neighbourhood.objects.bulk_create(
        [Neighbourhood(member=member, made_at=timezone.now(), ratings_count=rated)],
        update_conflicts=True,
        unique_fields=["member"],
        update_fields=["made_at", "ratings_count"],
    )
