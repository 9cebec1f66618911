"""Where each request reads, what its browser remembers of its writes, and the second try of a page whose server died."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.http import HttpRequest, HttpResponse

from config.replicas.fleet import NEVER, Fleet
from config.replicas.route import PRIMARY, Route, taken
from config.replicas.watch import REACHED, Watch

Handler = Callable[[HttpRequest], HttpResponse]
READING = {"GET", "HEAD"}
COOKIE = "log_position"
LONGEST_POSITION = 20
DID_NOT_ANSWER = 503
# Far longer than the lag after which a replica is left out, so that none needs to be asked whether it got there.
REMEMBERED_SECONDS = settings.DATABASE_REPLICA_LAG_SECONDS + 60


def choose_database(get_response: Handler) -> Handler:
    """Pages are read from a replica that has what their reader wrote, everything else from the primary.

    A page that lost its server is made once more, by the primary. That is also so without replicas: after a restart of
    the database, pages that were being read then are no errors.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        is_reading = request.method in READING
        response, route = answer(request, chosen(request) if is_reading else PRIMARY)
        if is_reading and response.status_code == DID_NOT_ANSWER and route.can_be_tried_again:
            give_up(route)
            response, route = answer(request, PRIMARY)
        if settings.REPLICAS and (route.wrote or not is_reading):
            remember_position(response)
            response["Cache-Control"] = "private, no-cache"  # with this cookie it is for nobody else
        return response

    def answer(request: HttpRequest, alias: str) -> tuple[HttpResponse, Route]:
        with taken(alias) as route:
            return get_response(request), route

    return middleware


@cache
def watched() -> Watch:
    return Watch(Fleet(settings.REPLICAS, settings.DATABASE_REPLICA_LAG_SECONDS))


def chosen(request: HttpRequest) -> str:
    if not settings.REPLICAS:
        return PRIMARY
    watch = watched()
    if not watch.has_begun:
        watch.begin()
    return watch.fleet.choose(position_of(request), time.monotonic())


def position_of(request: HttpRequest) -> int:
    """How far a replica must be for this reader. Whoever makes one up reads from the primary, and harms nobody."""
    position = request.COOKIES.get(COOKIE, "0")
    is_number = position.isascii() and position.isdecimal() and len(position) <= LONGEST_POSITION
    return int(position) if is_number else NEVER


def give_up(route: Route) -> None:
    """Forgets the connections that broke, and for a moment the replicas behind them."""
    for alias in route.lost:
        connections[alias].close()
        if alias != PRIMARY:
            watched().fleet.leave_out(alias, time.monotonic())


def remember_position(response: HttpResponse) -> None:
    response.set_cookie(
        COOKIE,
        str(position_reached()),
        max_age=REMEMBERED_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def position_reached() -> int:
    """What was written may stand even where the primary does not answer any more: then nobody else may answer either."""
    try:
        with connections[PRIMARY].cursor() as cursor:
            cursor.execute(REACHED)
            return int(cursor.fetchone()[0])
    except (DatabaseError, InterfaceError):
        return NEVER
