"""The real PgBouncer in transaction mode, with deploy/pgbouncer.ini, between the site and PostgreSQL."""

from __future__ import annotations

import html
import io
import os
import pwd
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from reviews.models import Entry, Mark, ReviewLike
from tests.config.fronts import (
    DEPLOY,
    ROOT,
    Answer,
    Server,
    Site,
    Visitor,
    address_of_test_database,
    bare_environment,
    free_port,
    list_static_files,
    needed,
    rewritten,
    signed_in_at,
)
from tests.factories import PASSWORD, a_film, a_member, a_review

CONNECTIONS = 5
NEXT_PAGE = re.compile(r'href="([^"]*after=[^"]*)"')
SMALL_MOVIELENS = ROOT / "tests" / "films" / "movielens_small"


@pytest.fixture(scope="module")
def pooler(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[Server]:
    program, port = needed("pgbouncer"), free_port()
    folder = tmp_path_factory.mktemp("pooler")
    (folder / "userlist.txt").write_text('"houselights" "only for this test"\n')
    (folder / "pgbouncer.ini").write_text(
        rewritten((DEPLOY / "pgbouncer.ini").read_text(), places(folder, port))
    )
    command = [program, "--quiet", str(folder / "pgbouncer.ini")]
    owner = owner_of_the_database()
    if os.geteuid() == 0:  # it refuses to run as root
        command[1:1] = ["--user", owner]
        for path in (folder, *folder.iterdir(), *folder.parents):
            if path == Path(tempfile.gettempdir()):
                break
            path.chmod(path.stat().st_mode | 0o055)
    server = Server(command, port, folder / "pgbouncer.log", bare_environment())
    yield server
    server.end()


def places(folder: Path, port: int) -> dict[str, str]:
    facts = connection.settings_dict
    database = (
        f"host={facts['HOST']} port={facts['PORT'] or 5432} user={facts['USER']} dbname={facts['NAME']}"
    )
    if facts["PASSWORD"]:
        database += f" password={facts['PASSWORD']}"
    return {
        "host=primary port=5432 dbname=houselights": database,
        "host=replica port=5432 dbname=houselights": database,
        "listen_addr = *": "listen_addr = 127.0.0.1",
        "listen_port = 6432": f"listen_port = {port}",
        "auth_file = /tmp/userlist.txt": f"auth_file = {folder}/userlist.txt",
        "default_pool_size = 20": f"default_pool_size = {CONNECTIONS}",
    }


def owner_of_the_database() -> str:
    """Whose account may use the socket of the tests' database."""
    folder = Path(connection.settings_dict["HOST"] or "/nowhere")
    return pwd.getpwuid(folder.stat().st_uid).pw_name if folder.is_dir() else "nobody"


def address_at(pooler: Server, database: str = "houselights") -> str:
    return f"postgresql://houselights:only%20for%20this%20test@127.0.0.1:{pooler.port}/{database}"


@pytest.fixture(scope="module")
def site(pooler: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    list_static_files(folder)
    site = Site(
        folder,
        DATABASE_URL=address_at(pooler),
        DATABASE_POOLED="yes",
        DATABASE_POOL_SIZE="24",
        WORKERS="2",
        THREADS="12",
    )
    yield site
    site.end()


def test_two_dozen_people_at_once_meet_no_error(site: Site, transactional_db: None) -> None:
    films = [a_film(f"Film {number}", 1950 + number) for number in range(73)]
    review = a_review(a_member("author"), films[0])

    with ThreadPoolExecutor(24) as threads:
        statuses = list(
            threads.map(lambda number: an_evening(site, number, films[number].url, review), range(24))
        )
    most = server_connections()

    assert statuses == [{200}] * 24
    assert (Entry.objects.count(), Mark.objects.filter(liked_at__isnull=False).count()) == (25, 24)
    assert ReviewLike.objects.count() == 24
    assert most <= 2 * CONNECTIONS + 1  # those of two databases, and the test's own
    call_command("recount", "--check", stdout=io.StringIO())


def an_evening(site: Site, number: int, film: str, review: Entry) -> set[int]:
    """Somebody signs up, likes and logs a film, likes a review, searches and looks around, page after page."""
    person = Visitor(site.port, X_Forwarded_For=f"203.0.113.{number}")
    said = {"watched_on": "2026-11-14", "text": f"Evening {number}.", "audience": "everyone"}
    posts = [
        ("/accounts/signup/", {"username": f"guest_{number}", "password1": PASSWORD}, ""),
        (f"{film}log/", said, ""),
        (f"{film}like/", {}, film),
        (f"/entries/{review.pk}/like/", {}, review.get_absolute_url()),
    ]
    for path, facts, form in posts:
        assert patiently(person.post, path, facts, form_at=form).status == 302, path
    films = patiently(person.visit, "/films/")
    (second,) = set(NEXT_PAGE.findall(films.text))
    pages = ["/", f"/search/?q=evening+{number}", film, f"/@guest_{number}/diary/", html.unescape(second)]
    random.Random(number).shuffle(pages)  # noqa: S311
    return {patiently(person.visit, page).status for page in pages}


def patiently(act: Callable[..., Answer], *what: Any, **how: Any) -> Answer:
    """Comes back later where the site says that it is busy, as it may be on a slow machine."""
    for _ in range(20):
        answer = act(*what, **how)
        if answer.status != 503:
            break
        time.sleep(0.5)
    return answer


def server_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def manage(site: Site, *words: str) -> str:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_an_import_in_bulk_goes_through_it(site: Site, transactional_db: None) -> None:
    manage(site, "load_movielens", str(SMALL_MOVIELENS))
    assert Mark.objects.exists()
    assert "Every count is exact" in manage(site, "recount", "--check")


@pytest.mark.parametrize("database", ["houselights", "houselights_replica"])
def test_waits_end_as_soon_behind_it_as_without_it(pooler: Server, database: str, db: None) -> None:
    names = re.findall(r"-c ([\w.]+)=", connection.settings_dict["OPTIONS"]["options"])
    assert {"statement_timeout", "lock_timeout", "pgtrigger.ignore"} <= set(names)
    direct = {name: shown(connection.cursor(), name) for name in names}
    for _ in range(2):
        with psycopg.connect(address_at(pooler, database)) as pooled:
            assert {name: shown(pooled.cursor(), name) for name in names} == direct


def shown(cursor: Any, name: str) -> str:
    cursor.execute(f"SHOW {name}")
    return str(cursor.fetchone()[0])


def test_a_row_that_stays_locked_is_said_to_be_busy(site: Site, transactional_db: None) -> None:
    alice, her = a_member("alice"), a_film("Her", 2013)
    person = signed_in_at(site.port, alice)
    person.post(f"/film/{her.slug}/like/", {}, form_at=f"/film/{her.slug}/")
    with transaction.atomic():
        Mark.objects.select_for_update().get()
        answer = person.post(f"/film/{her.slug}/unlike/", {}, form_at=f"/film/{her.slug}/")
    assert (answer.status, answer.header("Retry-After")) == (503, "5")


@pytest.mark.alone
def test_when_all_its_connections_are_busy_the_site_says_so_in_time(
    site: Site, pooler: Server, transactional_db: None
) -> None:
    a_film("Her", 2013)

    def sit() -> None:
        with psycopg.connect(address_at(pooler), autocommit=True) as busy:
            busy.execute("SELECT pg_sleep(3)")

    sitting = [Thread(target=sit) for _ in range(CONNECTIONS)]
    for thread in sitting:
        thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    answer = Visitor(site.port).visit("/film/her-2013/")
    seconds = time.monotonic() - began
    alive = Visitor(site.port).visit("/healthz")
    for thread in sitting:
        thread.join()

    assert (answer.status, answer.header("Retry-After")) == (503, "5")
    assert seconds < 2.5
    assert alive.status == 200
    assert Visitor(site.port).visit("/film/her-2013/").status == 200


def test_a_program_that_sends_options_is_let_in_and_one_without_the_password_is_not(pooler: Server) -> None:
    with psycopg.connect(address_at(pooler), options="-c statement_timeout=1s") as asking:
        assert asking.execute("SHOW statement_timeout").fetchone() == ("15s",)
    wrong = re.sub("only", "not", address_at(pooler))
    with pytest.raises(psycopg.OperationalError, match=r"(?i)authentication failed"):
        psycopg.connect(wrong)


def test_the_test_database_is_the_one_behind_the_pooler(pooler: Server) -> None:
    with psycopg.connect(address_at(pooler)) as pooled, psycopg.connect(address_of_test_database()) as direct:
        question = "SELECT current_database()"
        assert pooled.execute(question).fetchone() == direct.execute(question).fetchone()
