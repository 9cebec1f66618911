"""Prepared querysets: the same rows as the plain ones, put together once."""

from __future__ import annotations

import datetime

import psycopg
import pytest
from django.db import DataError, connection, transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import Member
from films.models import Film
from reviews.queries import reviews as reading
from social import actions as social
from social.models import Audience
from tests.factories import a_film, a_review
from tests.threads import at_once
from web.prepared import Prepared, prepared
from web.viewer import NOBODY


@prepared
def films_called(title: str) -> QuerySet[Film]:
    return Film.objects.filter(title=title)


@prepared
def films_of_year(year: int) -> QuerySet[Film]:
    return Film.objects.filter(year=year).order_by("pk")


@prepared
def films_among(films: list[int]) -> QuerySet[Film, str]:
    return Film.objects.filter(pk__is_any_of=films).order_by("title").values_list("title", flat=True)


def kept_by_the_server() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall()]


def test_the_rows_are_those_of_the_plain_queryset_for_visitor_and_member(alice, bob, carol, mallory, her):
    public = a_review(alice, her)
    a_review(alice, her, audience=Audience.FOLLOWERS)
    a_review(mallory, her)
    seen = {}
    for viewer in (NOBODY, alice, bob, carol, mallory):
        plain = list(reading.reviews_of(her, viewer).for_cards(viewer).order_by(*reading.NEWEST_FIRST)[:6])
        found = reading.first_reviews_of(her, viewer, order=reading.NEWEST_FIRST, at_most=6)

        assert found == plain
        assert [vars(review).keys() for review in found] == [vars(review).keys() for review in plain]
        assert [(one.author, one.film, one.stats, one.liked) for one in found] == [
            (one.author, one.film, one.stats, one.liked) for one in plain
        ]
        seen[viewer.username] = len(found)

    assert public in reading.first_reviews_of(her, carol, order=reading.NEWEST_FIRST, at_most=6)
    assert seen == {"": 2, "alice": 2, "bob": 3, "carol": 2, "mallory": 1}


def test_a_viewer_may_be_found_late(alice, her):
    hidden = a_review(alice, her, audience=Audience.ME)
    viewer = SimpleLazyObject(lambda: Member.objects.get(pk=alice.pk))

    found = reading.first_reviews_of(her, viewer, order=reading.NEWEST_FIRST, at_most=6)

    assert found == [hidden]
    assert reading.first_reviews_of(her, SimpleLazyObject(lambda: NOBODY), order=("pk",), at_most=6) == []


def test_each_shape_is_put_together_once(her):
    asked = []

    @prepared
    def films(title: str | None, *, at_most: int) -> QuerySet[Film]:
        asked.append((title, at_most))
        rows = Film.objects.filter(title=title) if title else Film.objects.all()
        return rows.order_by("pk")[:at_most]

    other = a_film("Mirror")

    assert films("Her", at_most=2) == films("Her", at_most=2) == [her]
    assert films("Mirror", at_most=2) == [other]
    assert films(None, at_most=1) == [her]
    assert films(None, at_most=2) == [her, other]
    assert [at_most for _, at_most in asked] == [2, 1, 2]


def test_rows_are_new_at_every_call(her):
    (first,) = films_called("Her")
    first.title = "Somebody else's"
    Film.objects.filter(pk=her.pk).update(runtime=126)

    assert [(film.title, film.runtime) for film in films_called("Her")] == [("Her", 126)]


def test_lists_take_one_place_however_long(her):
    others = [a_film(title) for title in ("Mirror", "Solaris")]
    keys = [film.pk for film in others]

    assert films_among([her.pk, *keys]) == ["Her", "Mirror", "Solaris"]
    assert films_among(keys) == ["Mirror", "Solaris"]
    assert films_among([]) == []
    assert len(films_among.statements) == 1


@pytest.mark.parametrize("year", [0, 40_000, 2**40, 2**63, 10**30])
def test_a_number_without_room_in_the_column_matches_nothing(her, year):
    assert films_of_year(2013) == [her]
    assert films_of_year(year) == []


@pytest.mark.parametrize("title", ["100 %", "%s", "'; --", "back\\slash", "$1", "一期一会"])
def test_any_text_arrives_as_it_is(db, title):
    film = a_film(title)

    assert films_called(title) == [film]


def test_constants_stand_in_the_statement_whatever_they_hold(db):
    odd = "100 % of 'it' \\ %s"

    @prepared
    def odd_ones(year: int) -> QuerySet[Film, str]:
        films = Film.objects.filter(year=year, is_adult=False, title=odd)
        return films.values_list(Concat("title", Value(" 5%")), flat=True)

    a_film(odd, 1999)
    a_film("Another", 1999)

    assert odd_ones(1999) == [f"{odd} 5%"]
    assert odd_ones.statements[(int,)].sql.count("%s") == 1 + odd.count("%s")


def test_what_can_never_be_is_no_query(db, django_assert_num_queries):
    @prepared
    def nothing(title: str) -> QuerySet[Film]:
        return Film.objects.filter(title=title).none()

    with django_assert_num_queries(0):
        assert nothing("Her") == []


def wrongly_prepared() -> dict[str, tuple[Prepared, tuple[object, ...]]]:
    films = Film.objects.all()
    return {
        "what is given is not used": (prepared(lambda title: films), ("Her",)),
        "it is changed on the way": (prepared(lambda title: films.filter(title=title.upper())), ("Her",)),
        "a number is made of it": (
            prepared(lambda year: films.filter(year__lt=year + 10, year=year)),
            (1990,),
        ),
        "it hides in a pattern": (prepared(lambda title: films.filter(title__startswith=title)), ("H",)),
        "more than its key is asked of a model": (
            prepared(lambda film: films.filter(title=film.title)),
            (Film(pk=1, title="Her"),),
        ),
        "the present time is asked inside": (
            prepared(lambda title: films.filter(title=title, added_at__lt=timezone.now())),
            ("Her",),
        ),
        "today is asked inside": (
            prepared(lambda title: films.filter(title=title, released_on=datetime.date(2026, 1, 1))),
            ("Her",),
        ),
        "it is several queries": (
            prepared(lambda title: films.filter(title=title).prefetch_related("credits")),
            ("Her",),
        ),
        "it is of a kind that has no place": (prepared(lambda rating: films), (4.5,)),
    }


@pytest.mark.parametrize("mistake", sorted(wrongly_prepared()))
def test_what_cannot_be_prepared_is_refused_at_the_first_call(db, mistake):
    asked, given = wrongly_prepared()[mistake]

    with pytest.raises((TypeError, Film.DoesNotExist)):
        asked(*given)


def test_it_counts_as_one_query_and_the_server_keeps_it(her):
    films_called("Mirror")

    with CaptureQueriesContext(connection) as queries:
        films_called("Her")

    (query,) = queries
    assert query["sql"].startswith("SELECT")
    assert query["sql"].endswith("""= 'Her'""")
    assert sum('"films_film"."title" = $1' in statement for statement in kept_by_the_server()) == 1


def test_nothing_else_is_kept_by_the_server(her):
    films_called("Her")
    before = len(kept_by_the_server())
    for _ in range(7):
        list(Film.objects.filter(title="Her"))

    assert len(kept_by_the_server()) == before


@pytest.mark.django_db(transaction=True)
def test_where_a_pooler_cannot_keep_statements_none_is_kept(settings):
    settings.DATABASE_PREPARES = False
    connection.close()
    her = a_film("Her")

    assert films_called("Her") == [her]
    assert films_among([her.pk]) == ["Her"]
    assert kept_by_the_server() == []


def test_it_sees_what_its_transaction_wrote_and_forgets_it_with_it(db):
    with transaction.atomic():
        film = a_film("Stalker")
        assert films_called("Stalker") == [film]
        undone = transaction.savepoint()
        a_film("Nostalgia")
        assert len(films_called("Nostalgia")) == 1
        transaction.savepoint_rollback(undone)
        assert films_called("Nostalgia") == []
        assert films_called("Stalker") == [film]


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_after_the_connection_was_closed():
    film = a_film("Her")
    assert films_called("Her") == [film]

    connection.close()

    assert films_called("Her") == [film]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("loss", ["ALTER TABLE films_film ALTER tagline TYPE varchar(301)", "DEALLOCATE ALL"])
def test_what_the_server_can_no_longer_answer_is_asked_anew(loss):
    film = a_film("Her")
    assert films_called("Her") == [film]
    with psycopg.connect(**other_connection(), autocommit=True) as other:
        if loss.startswith("ALTER"):
            other.execute(loss)
        else:
            connection.connection.execute(loss, prepare=False)
        try:
            assert films_called("Her") == [film]
        finally:
            other.execute("ALTER TABLE films_film ALTER tagline TYPE varchar(300)")


def other_connection() -> dict[str, object]:
    return {
        name: value for name, value in connection.get_connection_params().items() if name != "cursor_factory"
    }


def test_a_real_error_stays_one(db):
    with pytest.raises((DataError, ValueError)), transaction.atomic():
        films_called("a zero \x00 byte")


@pytest.mark.django_db(transaction=True)
def test_threads_share_a_statement_and_get_their_own_rows():
    asked = prepared(lambda title: Film.objects.filter(title=title).select_related("stats"))
    films = [a_film(f"Film {number}") for number in range(8)]

    def ask(film: Film) -> list[list[Film]]:
        return [asked(film.title) for _ in range(25)]

    answers = at_once(*(lambda film=film: ask(film) for film in films))

    assert answers == [[[film]] * 25 for film in films]
    assert len(asked.statements) == 1


def test_hidden_people_stay_hidden_when_a_block_comes_between_two_calls(alice, carol, her):
    review = a_review(alice, her)
    assert reading.first_reviews_of(her, carol, order=reading.POPULAR_FIRST, at_most=6) == [review]

    social.block(carol, by=alice)

    assert reading.first_reviews_of(her, carol, order=reading.POPULAR_FIRST, at_most=6) == []
