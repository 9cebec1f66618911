"""Reading pages of films."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from films.models import Film


def page_at(address: str, client: Client | None = None, **query: str) -> str:
    """The page with its white space made even."""
    response = (client or Client()).get(address, query)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def page_of(film: Film, client: Client | None = None, **query: str) -> str:
    return page_at(film.url, client, **query)


def queries_of(client: Client, address: str, **query: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, query).status_code == 200, address
    return len(queries)
