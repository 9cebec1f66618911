"""Every wait has an end: the site under its own web server, before a database in each kind of trouble."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from config.embedded import Embedded
from config.postgresql.waits import PAGE_SECONDS, TRUSTED_SECONDS
from tests.config.cluster import until
from tests.config.fronts import ROOT, Site, bare_environment, list_static_files
from tests.config.servers import ask, copying
from tests.config.troubles import Place, Reply, Wire, held, reply, slowest, stopped
from tests.threads import at_once

pytestmark = pytest.mark.alone
BUSY_SECONDS = 2  # within which somebody reads that the site is busy
SOON = 5  # seconds after the trouble
CROWD = 32
WITHOUT_DATABASE = ("/healthz", "/static/favicon.svg", "/robots.txt", "/accounts/login/")
CAST = """
import json, django
django.setup()
from django.test import Client
from reviews.actions.favourites import set_favourites
from reviews.actions.marks import like_film, unlike_film
from tests.factories import a_film, a_member, a_review
alice, her = a_member("alice"), a_film("Her", 2013)
review = a_review(alice, her)
set_favourites(alice, [her])
sessions = []
for _ in range(16):
    member, browser = a_member(), Client()
    like_film(her, by=member)
    unlike_film(her, by=member)
    browser.force_login(member)
    sessions.append(browser.cookies["sessionid"].value)
print(json.dumps({"review": review.pk, "sessions": sessions}))
"""


@pytest.fixture(scope="module")
def place(data_made_once: Path) -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="houselights test "))
    folder.chmod(0o755)
    list_static_files(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Embedded, "_initdb", copying(data_made_once))
        database = Embedded(folder / "postgres")
        database.start()
        cast = prepare(folder, database)
        site = Site(folder, DATABASE_URL=database.url(), WORKERS="2", MAX_REQUESTS="0")
        try:
            yield Place(site, database, cast["sessions"], cast["review"])
        finally:
            site.end()
            database.erase()
    shutil.rmtree(folder, ignore_errors=True)


def prepare(folder: Path, database: Embedded) -> dict[str, Any]:
    environment = bare_environment(
        SECRET_KEY=settings.SECRET_KEY,
        ALLOWED_HOSTS="127.0.0.1",
        DATA_DIR=str(folder),
        DATABASE_URL=database.url(),
        DJANGO_SETTINGS_MODULE="config.settings",
    )
    run = partial(subprocess.run, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    run([sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"])
    return dict(json.loads(run([sys.executable, "-c", CAST]).stdout))


def crowd(place: Place, path: str = "/film/her-2013/") -> list[Reply]:
    """What as many get who all come at once, every other of them signed in."""
    asks = [partial((place.bob() if turn % 2 else place.visitor()).ask, path) for turn in range(CROWD)]
    return at_once(*[partial(reply, ask) for ask in asks])


def assert_busy_and_no_more(place: Place) -> None:
    """Everybody reads in time that the site is busy, and what needs no database is as ever."""
    replies = crowd(place)
    assert [one for one in replies if not one.is_busy] == []
    assert slowest(replies) < BUSY_SECONDS
    liked = place.like()
    assert liked.is_busy
    assert liked.seconds < BUSY_SECONDS
    for path in WITHOUT_DATABASE:
        assert place.visitor().ask(path).status == 200
    assert place.bob().ask("/healthz").status == 200
    assert place.visitor().ask("/readyz").status == 503


def assert_well_again(place: Place) -> None:
    until(lambda: place.bob().ask("/film/her-2013/").status == 200, SOON)
    until(lambda: place.like().status == 302, SOON)
    assert {place.bob().ask("/@alice/").status for _ in range(8)} == {200}


def test_a_database_that_is_down(place: Place) -> None:
    assert_well_again(place)
    place.database.stop()

    assert_busy_and_no_more(place)
    assert_busy_and_no_more(place)

    place.database.start()
    assert_well_again(place)


def test_a_database_that_was_stopped_in_the_middle(place: Place) -> None:
    assert_well_again(place)
    with stopped(place.database):
        begun = crowd(place)
        assert [one for one in begun if not one.is_busy] == []
        assert slowest(begun) < PAGE_SECONDS + 1
        assert_busy_and_no_more(place)

    assert_well_again(place)


def test_a_database_that_was_stopped_while_nobody_asked(place: Place) -> None:
    assert_well_again(place)
    time.sleep(TRUSTED_SECONDS)
    with stopped(place.database):
        assert_busy_and_no_more(place)

    assert_well_again(place)


def test_a_table_that_somebody_locked(place: Place) -> None:
    assert_well_again(place)
    with held(place, "LOCK TABLE reviews_entry IN ACCESS EXCLUSIVE MODE"):
        assert place.visitor().ask("/films/").status == 200
        replies = crowd(place)
        liked = place.like()

    assert [one for one in [*replies, liked] if not one.is_busy] == []
    assert max(slowest(replies), liked.seconds) < BUSY_SECONDS
    assert_well_again(place)


def test_connections_that_are_all_taken_by_slow_statements(place: Place) -> None:
    """A page that takes the database ten seconds is given up. Meanwhile others are answered or refused, but at once."""
    assert_well_again(place)
    slow = "CREATE POLICY slow ON reviews_favourite USING (pg_sleep(10) IS NOT NULL)"
    ask(place.database, slow)
    ask(place.database, "ALTER TABLE reviews_favourite ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    readers = [partial(reply, partial(place.bob().ask, "/@alice/")) for _ in range(CROWD)]
    others: list[Reply] = []

    def meanwhile() -> None:
        time.sleep(0.5)
        others.extend(crowd(place))

    try:
        *given_up, _ = at_once(*readers, meanwhile)
    finally:
        ask(place.database, "ALTER TABLE reviews_favourite DISABLE ROW LEVEL SECURITY")
        ask(place.database, "DROP POLICY slow ON reviews_favourite")

    assert [one for one in given_up if not one.is_busy] == []
    assert [one for one in others if not (one.is_busy or one.status == 200)] == []
    assert slowest(others) < BUSY_SECONDS
    assert slowest(given_up) < PAGE_SECONDS + 1
    assert_well_again(place)


def test_a_row_that_everybody_wants_does_not_stop_those_who_read(place: Place) -> None:
    assert_well_again(place)
    asked_until = time.monotonic() + 4

    def again_and_again(act: Callable[[], Reply]) -> list[Reply]:
        replies = []
        while time.monotonic() < asked_until:
            replies.append(act())
        return replies

    likes_of = [partial(place.press, "/film/her-2013/like/", member) for member in range(16)]
    read = partial(again_and_again, partial(reply, partial(place.bob().ask, "/@alice/")))
    with held(place, "SELECT FROM reviews_filmstats FOR UPDATE"):
        *writers, first, second = at_once(*[partial(again_and_again, like) for like in likes_of], read, read)

    likes, pages = [one for replies in writers for one in replies], [*first, *second]
    assert [one for one in likes if not one.is_busy] == []
    assert [one for one in pages if one.status != 200] == []
    assert slowest(likes) < BUSY_SECONDS + 1  # for room to write, and then for the row
    assert slowest(pages) < BUSY_SECONDS
    assert_well_again(place)


@pytest.fixture
def wired(place: Place) -> Iterator[tuple[Place, Wire]]:
    wire = Wire(str(place.database.socket / ".s.PGSQL.5432"))
    url = f"postgresql://houselights@127.0.0.1:{wire.port}/houselights"
    site = Site(Path(place.site.environment["DATA_DIR"]), DATABASE_URL=url, MAX_REQUESTS="0")
    yield replace(place, site=site), wire
    wire.is_cut = False
    wire.listener.close()
    site.end()


def test_a_network_that_takes_everything_and_brings_nothing_back(wired: tuple[Place, Wire]) -> None:
    place, wire = wired
    assert_well_again(place)
    wire.is_cut = True

    begun = crowd(place)
    assert [one for one in begun if not one.is_busy] == []
    assert slowest(begun) < PAGE_SECONDS + 1
    assert_busy_and_no_more(place)
    assert_busy_and_no_more(place)

    wire.is_cut = False
    assert_well_again(place)
