"""A real primary, a real standby and the web server before both: who sees what when, and what outlives a dead server."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest

from config.embedded import Embedded
from tests.config.cluster import FILMS, Browser, Cluster, ask, kill, make_cluster, until
from tests.config.servers import copying

LAG_SECONDS = 4
LIKED_BY_ALICE = "/@alice/likes/films/"


@pytest.fixture(scope="module")
def cluster(data_made_once: Path) -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="houselights test "))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Embedded, "_initdb", copying(data_made_once))
        cluster = make_cluster(folder, lag_seconds=LAG_SECONDS)
        yield cluster
        cluster.site.stop()
        cluster.standby.erase()
        cluster.primary.erase()
    shutil.rmtree(folder, ignore_errors=True)


def is_read_from_the_replica(cluster: Cluster) -> bool:
    """Whether pages reach the replica, whose connections show when they were last asked for more than its position."""
    ((before,),) = ask(cluster.standby, ASKED_AT)
    for _ in range(8):
        assert cluster.visitor().get("/film/film-1/").status == 200
    ((after,),) = ask(cluster.standby, ASKED_AT)
    return bool(after != before)


ASKED_AT = """SELECT max(query_start) FROM pg_stat_activity
    WHERE usename = 'houselights' AND query NOT LIKE '%pg_last_wal_replay_lsn%'"""


def test_a_member_reads_their_own_writes_while_others_see_the_replica(cluster: Cluster) -> None:
    until(lambda: is_read_from_the_replica(cluster))
    alice, bob, nobody = cluster.browser_of("alice"), cluster.browser_of("bob"), cluster.visitor()
    ask(cluster.standby, "SELECT pg_wal_replay_pause()")

    assert alice.post("/film/film-7/like/").status == 302

    for _ in range(10):
        assert "/film/film-7/" in alice.get(LIKED_BY_ALICE).text
        assert "/film/film-7/" not in nobody.get(LIKED_BY_ALICE).text
        assert "/film/film-7/" not in bob.get(LIKED_BY_ALICE).text
    assert nobody.cookies == {}

    ask(cluster.standby, "SELECT pg_wal_replay_resume()")
    until(lambda: "/film/film-7/" in nobody.get(LIKED_BY_ALICE).text)
    assert "/film/film-7/" in alice.get(LIKED_BY_ALICE).text


@pytest.mark.alone
def test_a_replica_that_lags_is_left_out_and_comes_back(cluster: Cluster) -> None:
    ask(cluster.standby, "SELECT pg_wal_replay_pause()")
    nobody = cluster.visitor()
    assert cluster.browser_of("alice").post("/film/film-8/like/").status == 302
    assert "/film/film-8/" not in nobody.get(LIKED_BY_ALICE).text

    waited = until(lambda: "/film/film-8/" in nobody.get(LIKED_BY_ALICE).text)

    assert LAG_SECONDS - 1 < waited < LAG_SECONDS + 4
    until(lambda: not is_read_from_the_replica(cluster))
    ask(cluster.standby, "SELECT pg_wal_replay_resume()")
    until(lambda: is_read_from_the_replica(cluster))


def test_signing_out_counts_at_once_although_the_replica_does_not_know(cluster: Cluster) -> None:
    dora, elsewhere = cluster.browser_of("dora"), cluster.browser_of("dora")
    assert elsewhere.get("/settings/").status == 200
    ask(cluster.standby, "SELECT pg_wal_replay_pause()")
    try:
        assert dora.post("/accounts/logout/").status == 302
        assert elsewhere.get("/settings/").status == 302
    finally:
        ask(cluster.standby, "SELECT pg_wal_replay_resume()")


def test_pages_go_on_when_a_replica_dies_and_it_comes_back_by_itself(cluster: Cluster) -> None:
    readers = [Reader(cluster.visitor()), Reader(cluster.browser_of("bob"))]
    threads = started(readers)
    time.sleep(0.5)

    kill(cluster.standby)
    time.sleep(2)
    ended(readers, threads)
    cluster.standby.start()

    assert all(reader.answers > 20 for reader in readers)
    assert [reader.refused for reader in readers] == [[], []]
    until(lambda: is_read_from_the_replica(cluster))


@pytest.mark.alone
def test_pages_go_on_when_the_primary_is_restarted(cluster: Cluster) -> None:
    readers = [
        Reader(cluster.browser_of("bob")),
        Reader(cluster.browser_of("carol")),
        Reader(cluster.visitor()),
    ]
    threads = started(readers)
    time.sleep(0.5)

    cluster.primary.stop()
    cluster.primary.start()
    started_at = time.monotonic()
    time.sleep(2)
    ended(readers, threads)

    assert all(reader.answers > 20 for reader in readers)
    assert {status for reader in readers for status in reader.refused} <= {503}
    assert all(at < started_at + 0.5 for reader in readers for at in reader.refused_at)


def test_writes_go_on_with_the_promoted_replica_and_none_that_was_acknowledged_is_lost(
    cluster: Cluster,
) -> None:
    ask(cluster.primary, "ALTER SYSTEM SET synchronous_standby_names = 'houselights'")
    ask(cluster.primary, "SELECT pg_reload_conf()")
    until(lambda: ask(cluster.primary, "SELECT sync_state FROM pg_stat_replication") == [("sync",)])
    writers = [Writer(cluster.browser_of(name), name) for name in ("alice", "bob", "carol", "emil")]
    reader = Reader(cluster.visitor())
    threads = started([*writers, reader])
    time.sleep(2)

    kill(cluster.primary)
    died_at = time.monotonic()
    ask(
        cluster.standby, "SELECT pg_promote(false)"
    )  # waiting there, it could be in the way of what is still replayed
    until(lambda: all(writer.last_at > died_at + 1 for writer in writers))
    time.sleep(1)
    ended([*writers, reader], threads)

    outages = [min(at for at in writer.times if at > died_at) - died_at for writer in writers]
    kept = set(ask(cluster.standby, KEPT))
    acknowledged = {(writer.name, film) for writer in writers for film in writer.acknowledged}
    assert sum(at <= died_at for writer in writers for at in writer.times) > 20
    assert acknowledged <= kept
    assert max(outages) < 8
    assert reader.answers > 20
    assert reader.refused == []
    assert cluster.browser_of("alice").get(LIKED_BY_ALICE).status == 200


KEPT = """SELECT member.username, film.slug FROM reviews_mark AS mark
    JOIN accounts_member AS member ON member.id = mark.member_id JOIN films_film AS film ON film.id = mark.film_id
    WHERE mark.liked_at IS NOT NULL"""


@dataclass
class Reader:
    """Reads a page again and again, and remembers what was refused."""

    browser: Browser
    answers: int = 0
    refused: list[int] = field(default_factory=list)
    refused_at: list[float] = field(default_factory=list)
    is_done: bool = False

    def run(self) -> None:
        while not self.is_done:
            status = self.browser.get("/film/film-2/").status
            self.answers += 1
            if status != 200:
                self.refused.append(status)
                self.refused_at.append(time.monotonic())
            time.sleep(0.01)


@dataclass
class Writer:
    """Likes one film after the other, and remembers those that the site said it had."""

    browser: Browser
    name: str
    acknowledged: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    is_done: bool = False

    @property
    def last_at(self) -> float:
        return self.times[-1] if self.times else 0.0

    def run(self) -> None:
        films = count(10)
        film = next(films)
        while not self.is_done and film < FILMS:
            if self.browser.post(f"/film/film-{film}/like/").status == 302:
                self.acknowledged.append(f"film-{film}")
                self.times.append(time.monotonic())
                film = next(films)
            else:
                time.sleep(0.05)


def started(people: list[Reader] | list[Writer | Reader]) -> list[threading.Thread]:
    threads = [threading.Thread(target=person.run) for person in people]
    for thread in threads:
        thread.start()
    return threads


def ended(people: list[Reader] | list[Writer | Reader], threads: list[threading.Thread]) -> None:
    for person in people:
        person.is_done = True
    for thread in threads:
        thread.join(timeout=30)
