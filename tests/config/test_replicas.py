"""Which database a request reads from, and which replicas may answer. What real servers do is in test_failover."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.conf import LazySettings
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import router, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from psycopg.errors import QueryCanceled, SerializationFailure

from accounts.models import Session
from config.replicas import middleware as replicas
from config.replicas import route
from config.replicas.fleet import NEVER, PAUSE, SILENCE, Fleet
from config.replicas.router import Router
from config.replicas.watch import Watch
from films.models import Film

REPLICA = "replica 1"
View = Callable[[HttpRequest], HttpResponse]


@pytest.fixture
def routed(settings: LazySettings) -> None:
    settings.DATABASE_ROUTERS = ["config.replicas.router.Router"]


def reading_from(model: type = Film) -> str:
    return router.db_for_read(model)


# Where a query goes


def test_outside_requests_everything_is_read_from_the_primary(routed: None) -> None:
    assert reading_from() == "default"


def test_a_request_reads_from_its_replica_until_it_writes(routed: None) -> None:
    with route.taken(REPLICA):
        assert reading_from() == REPLICA
        assert router.db_for_write(Film) == "default"
        assert reading_from() == "default"


def test_sessions_and_limits_are_read_from_the_primary_and_pin_nothing(routed: None) -> None:
    entry = BaseDatabaseCache("cache", {}).cache_model_class
    with route.taken(REPLICA) as taken:
        assert [reading_from(model) for model in (Session, entry)] == ["default", "default"]
        assert [router.db_for_write(model) for model in (Session, entry)] == ["default", "default"]
        assert reading_from() == REPLICA
    assert not taken.wrote


@pytest.mark.django_db(transaction=True)
def test_a_transaction_reads_from_the_primary(routed: None) -> None:
    with route.taken(REPLICA):
        with transaction.atomic():
            assert reading_from() == "default"
        assert reading_from() == REPLICA


def test_a_locked_row_is_one_of_the_primary(routed: None) -> None:
    with route.taken(REPLICA):
        assert Film.objects.all().db == REPLICA
        assert Film.objects.select_for_update().db == "default"


def test_what_must_not_be_late_is_read_from_the_primary(routed: None) -> None:
    with route.taken(REPLICA):
        with route.on_primary():
            assert reading_from() == "default"
        assert reading_from() == REPLICA
        with route.on_primary():
            router.db_for_write(Film)
        assert reading_from() == "default"


def test_only_the_primary_is_migrated() -> None:
    assert Router().allow_migrate("default", "films")
    assert not Router().allow_migrate(REPLICA, "films")


# Which replica may answer


@pytest.fixture
def fleet() -> Fleet:
    """Two replicas that at second 100 have all that the primary has."""
    fleet = Fleet([REPLICA, "replica 2"], most_lag=10)
    fleet.saw_primary(5_000, 100)
    for alias in fleet.replicas:
        fleet.saw_replica(alias, is_standby=True, position=5_000, now=100)
    return fleet


def chosen(fleet: Fleet, now: float, position: int = 0) -> set[str]:
    return {fleet.choose(position, now) for _ in range(60)}


def test_before_they_were_seen_no_replica_is_read_from() -> None:
    assert chosen(Fleet([REPLICA], most_lag=10), 100) == {"default"}


def test_healthy_replicas_share_the_pages(fleet: Fleet) -> None:
    assert chosen(fleet, 100) == {REPLICA, "replica 2"}


def test_a_replica_answers_only_whom_it_has_nothing_to_miss(fleet: Fleet) -> None:
    fleet.saw_replica(REPLICA, is_standby=True, position=5_001, now=100)
    assert chosen(fleet, 100, position=5_001) == {REPLICA}
    assert chosen(fleet, 100, position=5_002) == {"default"}


def test_an_idle_primary_has_no_replica_behind(fleet: Fleet) -> None:
    for now in range(100, 900):
        fleet.saw_primary(5_000, now)
        fleet.saw_replica(REPLICA, is_standby=True, position=5_000, now=now)
    assert chosen(fleet, 900) == {REPLICA}


def test_a_replica_that_is_behind_for_too_long_is_left_out_until_it_has_caught_up(fleet: Fleet) -> None:
    choices = []
    for now in range(101, 120):
        fleet.saw_primary(5_000 + now, now)
        fleet.saw_replica(REPLICA, is_standby=True, position=5_000, now=now)
        choices.append(chosen(fleet, now) & {REPLICA})
    assert choices == [{REPLICA}] * 11 + [set()] * 8

    fleet.saw_replica(REPLICA, is_standby=True, position=5_119, now=120)
    assert chosen(fleet, 120) == {REPLICA}


def test_a_replica_that_says_nothing_or_fails_is_left_out_until_it_is_seen_again(fleet: Fleet) -> None:
    assert chosen(fleet, 100 + SILENCE) == {"default"}
    fleet.saw_replica(REPLICA, is_standby=True, position=5_000, now=104)
    assert chosen(fleet, 104) == {REPLICA}
    fleet.lost_sight_of(REPLICA)
    assert chosen(fleet, 104) == {"default"}


def test_a_replica_lost_by_a_request_has_a_pause_although_it_looks_well(fleet: Fleet) -> None:
    fleet.leave_out(REPLICA, now=100)
    assert chosen(fleet, 101) == {"replica 2"}
    fleet.saw_replica(REPLICA, is_standby=True, position=5_000, now=100 + PAUSE)
    assert REPLICA in chosen(fleet, 100 + PAUSE)


def test_a_promoted_server_is_no_replica_once_there_is_a_primary(fleet: Fleet) -> None:
    fleet.saw_replica(REPLICA, is_standby=False, position=5_000, now=105)
    assert REPLICA in chosen(fleet, 105)  # the primary has been silent for five seconds
    fleet.saw_primary(5_300, 106)
    fleet.saw_replica(REPLICA, is_standby=False, position=5_000, now=106)
    assert chosen(fleet, 106) == {"default"}


def test_a_primary_promoted_without_the_last_moments_is_measured_anew(fleet: Fleet) -> None:
    fleet.saw_primary(4_000, 115)
    fleet.saw_replica(REPLICA, is_standby=True, position=4_000, now=115)
    assert chosen(fleet, 115) == {REPLICA}


# Requests


@pytest.fixture
def site(settings: LazySettings, fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fleet]:
    """Whose replicas have all up to position 5,000 at any time."""
    settings.REPLICAS = [REPLICA]
    watch = Watch(fleet)
    watch.has_begun = True
    monkeypatch.setattr(replicas, "watched", lambda: watch)
    monkeypatch.setattr(replicas.time, "monotonic", lambda: 100)
    monkeypatch.setitem(fleet.__dict__, "replicas", {REPLICA: fleet.replicas[REPLICA]})
    return fleet


def where(request: HttpRequest) -> HttpResponse:
    taken = route.current()
    assert taken
    return HttpResponse(taken.alias)


def answered(method: str, view: View = where, **cookies: str) -> HttpResponse:
    request = RequestFactory().generic(method, "/")
    request.COOKIES.update(cookies)
    return replicas.choose_database(view)(request)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_visitor_reads_from_a_replica_and_gets_no_cookie(site: Fleet, method: str) -> None:
    response = answered(method)
    assert response.content == REPLICA.encode()
    assert not response.cookies


@pytest.mark.django_db
def test_whoever_writes_takes_the_position_along(site: Fleet) -> None:
    response = answered("POST")
    assert response.content == b"default"
    cookie = response.cookies["log_position"]
    assert 0 < int(cookie.value) < NEVER
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert answered("GET", log_position=cookie.value).content == b"default"


@pytest.mark.django_db
def test_a_page_that_wrote_is_kept_by_nobody(site: Fleet, routed: None) -> None:
    def remembering(request: HttpRequest) -> HttpResponse:
        Film.objects.filter(pk=0).update(year=1960)
        return HttpResponse(headers={"Cache-Control": "public"})

    response = answered("GET", remembering)
    assert response.cookies["log_position"].value
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("position", "alias"),
    [("5000", REPLICA), ("5001", "default"), ("-1", "default"), ("²", "default"), ("9" * 5_000, "default")],
)
def test_a_reader_with_a_position_reads_where_it_is_reached(site: Fleet, position: str, alias: str) -> None:
    assert answered("GET", log_position=position).content.decode() == alias


def failing(problem: psycopg.Error, calls: list[str]) -> View:
    """A page that fails so as long as it is not read from the primary."""

    def view(request: HttpRequest) -> HttpResponse:
        taken = route.current()
        assert taken
        calls.append(taken.alias)
        if taken.alias != "default":
            route.notice(taken.alias, problem, is_lost=False)
            return HttpResponse(status=503)
        return HttpResponse(status=200)

    return view


def test_a_page_that_its_replica_cannot_answer_is_made_by_the_primary(site: Fleet) -> None:
    calls: list[str] = []
    assert answered("GET", failing(SerializationFailure(), calls)).status_code == 200
    assert calls == [REPLICA, "default"]


def test_a_statement_that_took_too_long_is_not_asked_again(site: Fleet) -> None:
    calls: list[str] = []
    assert answered("GET", failing(QueryCanceled(), calls)).status_code == 503
    assert calls == [REPLICA]


def losing(calls: list[str], *, writing: bool = False) -> View:
    """A page whose connections always break, after something was written or not."""

    def view(request: HttpRequest) -> HttpResponse:
        taken = route.current()
        assert taken
        calls.append(taken.alias)
        if writing:
            Router().db_for_write(Film)
        route.notice("default", psycopg.OperationalError(), is_lost=True)
        return HttpResponse(status=503)

    return view


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("method", "writing", "tries"),
    [("GET", False, 2), ("GET", True, 1), ("POST", False, 1), ("POST", True, 1)],
)
def test_a_page_that_lost_its_connection_is_tried_once_more_and_a_write_never(
    method: str, writing: bool, tries: int
) -> None:
    calls: list[str] = []
    assert answered(method, losing(calls, writing=writing)).status_code == 503
    assert len(calls) == tries


def test_without_replicas_there_is_no_cookie_and_no_watch() -> None:
    assert not answered("POST").cookies
    assert answered("GET").content == b"default"
