"""The cast: alice writes, bob follows her, carol is a stranger, mallory is blocked by alice, and there is nobody."""

from __future__ import annotations

import os

os.environ.setdefault("DEBUG", "1")
os.environ["DATABASE_POOL_SIZE"] = "0"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop of its own beside Django

from collections.abc import Iterator
from contextlib import suppress

import pytest
import pytest_django
from django.conf import LazySettings
from django.conf import settings as site
from django.core.management import CommandError
from django.db import connection
from django.test import Client, TransactionTestCase

from accounts.models import Member
from films.models import Film
from social import actions as social
from tests.factories import a_film, a_member
from tests.memory import forget
from tests.places import database_in_use, erase_databases, use_quick_folder
from tests.rooms import alone, beside_others

# The settings were read before this file. Tests with more threads than a pool has connections have one for each.
site.DATABASES["default"]["OPTIONS"].pop("pool", None)
use_quick_folder()
ATTEMPTS = 4  # at emptying the tables, each of which a late request can hold up for the second that locks are waited for


def pytest_unconfigure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        erase_databases()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """A database of this run, unless DATABASE_URL names one, for as long as the tests take."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with database_in_use() as server:
        site.DATABASES["default"]["HOST"] = str(server.socket)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """A request that a browser sends while it is closed does not keep the tables from being emptied, nor the database
    from being erased."""
    emptied = TransactionTestCase._fixture_teardown

    def emptied_by_the_only_session(case: TransactionTestCase) -> None:
        for _ in range(ATTEMPTS):
            end_other_sessions()
            with suppress(CommandError):
                return emptied(case)
        return emptied(case)

    TransactionTestCase._fixture_teardown = emptied_by_the_only_session
    yield
    TransactionTestCase._fixture_teardown = emptied
    with django_db_blocker.unblock():
        connection.close()  # a test may have ended this session too, after the last that asked it anything
        end_other_sessions()


def end_other_sessions() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


@pytest.fixture(autouse=True)
def room(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where several processes run the tests, one marked `alone` waits until the others have none, and they for it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        yield
        return
    enter = alone if request.node.get_closest_marker("alone") else beside_others
    with enter(tmp_path_factory.getbasetemp().parent):
        yield


@pytest.fixture(autouse=True)
def ordinary_settings(settings: LazySettings, tmp_path: object) -> None:
    """As in production, but with quick passwords and files of their own for each test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def nothing_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does a quarter of an hour begin in the middle of a test, with which kept pages are built anew."""
    forget()
    monkeypatch.setattr("web.kept.quarter", lambda: 1)


@pytest.fixture
def alice(db: None) -> Member:
    return a_member("alice")


@pytest.fixture
def bob(alice: Member) -> Member:
    """Follows alice."""
    member = a_member("bob")
    social.follow(alice, by=member)
    return member


@pytest.fixture
def carol(db: None) -> Member:
    """A stranger to everybody."""
    return a_member("carol")


@pytest.fixture
def mallory(alice: Member) -> Member:
    """Blocked by alice."""
    member = a_member("mallory")
    social.block(member, by=alice)
    return member


@pytest.fixture
def her(db: None) -> Film:
    return a_film("Her", 2013, directed_by="Spike Jonze")


@pytest.fixture
def signed_in():
    """`signed_in(alice)` is a client with her session."""

    def client_of(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return client_of
