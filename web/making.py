"""What costs too much to work out at each request, and is kept as rows until it is too old."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection, transaction

log = logging.getLogger(__name__)

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def make_unless_known(what: str, *, is_known: Callable[[], bool], make: Callable[[], None]) -> None:
    """Makes these rows anew, in one transaction, unless they are known. What cannot be written now stays as it was, so
    nothing but an order or a suggestion may hang on it. `what` they are says it to who waits, and to the log."""
    if is_known():
        return
    try:
        make_in_turn(what, is_known, make)
    except DatabaseError as problem:
        log.warning("The %s stay as they were: %s", what, problem)


@transaction.atomic
def make_in_turn(what: str, is_known: Callable[[], bool], make: Callable[[], None]) -> None:
    """Of two at once the second waits, and finds it done."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME, [what])
    if not is_known():
        make()
