"""Connections to servers that end, and addresses of several servers."""

from __future__ import annotations

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import OperationalError, connection, connections

from accounts.models import Member
from config.databases import database
from config.postgresql.base import has_ended


@pytest.mark.django_db(transaction=True)
def test_a_server_that_may_only_be_read_counts_as_one_that_does_not_answer() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    with pytest.raises(OperationalError):
        get_user_model().objects.create(username="alice")
    former = connection.connection
    connection.close()
    assert former.closed
    assert Member.objects.create(username="alice").pk


@pytest.mark.django_db(transaction=True)
def test_a_connection_whose_server_process_ended_is_known_by_a_look() -> None:
    with psycopg.connect(**connection.get_connection_params()) as idle:
        idle.execute("SELECT 1")
        idle.rollback()
        assert not has_ended(idle)
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [idle.info.backend_pid])
        assert has_ended(idle)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        (
            "postgresql://site:secret@one:5432,two:5433/site?target_session_attrs=read-write",
            "one,two",
            "5432,5433",
        ),
        (
            "postgresql://site@/site?host=%2Frun%2Fone,%2Frun%2Ftwo&target_session_attrs=read-write",
            "/run/one,/run/two",
            "",
        ),
    ],
)
def test_an_address_of_several_servers_reaches_the_driver_whole(url: str, host: str, port: str) -> None:
    parts = database(url, busy_seconds=1, statement_seconds=15, pool_size=4, is_pooled=False)
    assert (parts["HOST"], parts["PORT"], parts["NAME"]) == (host, port, "site")
    assert parts["OPTIONS"]["target_session_attrs"] == "read-write"
