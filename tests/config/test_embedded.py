"""The embedded database, in what goes wrong on people's machines; each test starts real servers."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from config.embedded import Embedded, EmbeddedDatabaseError, database_url, processes
from tests.config.servers import ask, remember, remembered

ROOT = Path(__file__).resolve().parents[2]


def test_telling_the_address_makes_and_starts_nothing(folder: Path) -> None:
    assert database_url(folder / "data").startswith("postgresql://houselights@:5432/houselights?host=")
    assert not (folder / "data").exists()


def test_the_sites_role_owns_its_database_may_make_test_databases_and_no_more(server: Embedded) -> None:
    assert server.start()
    assert ask(
        server, "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ) == [(False, True, False)]
    for extension in ("pg_trgm", "unaccent", "btree_gin"):
        ask(server, f"CREATE EXTENSION {extension}")
    ask(server, "CREATE DATABASE test_houselights")
    ask(server, "CREATE EXTENSION pg_trgm", "test_houselights")


def test_case_and_trigrams_know_every_script(server: Embedded) -> None:
    server.start()
    ask(server, "CREATE EXTENSION pg_trgm")
    assert ask(
        server,
        "SELECT lower('ÉLAN'), 'Ж' < 'а', cardinality(show_trgm('Москва')), cardinality(show_trgm('七人'))",
    ) == [("élan", True, 7, 3)]


def test_only_its_own_account_may_enter_and_that_is_never_root(server: Embedded) -> None:
    server.start()
    for place in (server.data, server.socket):
        assert stat.S_IMODE(place.stat().st_mode) == 0o700
        assert place.stat().st_uid == (os.geteuid() or place.stat().st_uid) != 0


def test_nothing_listens_on_the_network(server: Embedded) -> None:
    server.start()
    assert ask(server, "SHOW listen_addresses") == [("",)]


def test_a_running_server_is_joined_and_a_stopped_one_keeps_its_data(server: Embedded) -> None:
    assert server.start()
    remember(server, "lights")
    assert not server.start()
    assert server.stop()
    assert not server.running()
    assert not server.stop()
    assert server.start()
    assert remembered(server) == "lights"


def test_starting_twice_at_once_starts_one_server(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from config.embedded import Embedded; "
        "print(Embedded(Path(sys.argv[1])).start())"
    )
    command = [sys.executable, "-c", program, str(folder / "postgres")]
    starts = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    answers = [start.communicate(timeout=60)[0].strip() for start in starts]
    assert sorted(answers) == ["False", "False", "False", "True"]
    assert Embedded(folder / "postgres").running()


def test_a_database_killed_with_sigkill_starts_again(server: Embedded) -> None:
    server.start()
    remember(server, "lights")
    os.kill(processes.postmaster(server.data) or 0, signal.SIGKILL)
    wait_until(lambda: not server.running())
    assert server.died()
    assert server.start()
    assert not server.died()
    assert remembered(server) == "lights"


def test_processes_that_outlive_a_killed_server_do_not_keep_the_next_one_from_starting(
    server: Embedded,
) -> None:
    server.start()
    with psycopg.connect(server.url()) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        os.kill(processes.postmaster(server.data) or 0, signal.SIGKILL)
        assert backend in processes.orphans(server.data)
        assert server.start()
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")


@pytest.mark.parametrize("action", ["start", "stop"])
def test_a_stale_pid_file_that_names_another_program_leaves_it_alone(server: Embedded, action: str) -> None:
    server.start()
    server.stop()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        try:
            (server.data / "postmaster.pid").write_text(f"{stranger.pid}\n{server.data}\n")
            getattr(server, action)()
            assert server.running() == (action == "start")
            assert stranger.poll() is None
        finally:
            stranger.kill()


def test_a_stale_pid_file_that_names_another_checkouts_server_leaves_it_alone(folder: Path) -> None:
    ours, theirs = Embedded(folder / "ours"), Embedded(folder / "theirs")
    theirs.start()
    ours.start()
    ours.stop()
    (ours.data / "postmaster.pid").write_text(f"{processes.postmaster(theirs.data)}\n{ours.data}\n")
    assert ours.start()
    ours.stop()
    assert theirs.running()


def test_two_checkouts_do_not_disturb_each_other(folder: Path) -> None:
    one, two = Embedded(folder / "one" / "postgres"), Embedded(folder / "two" / "postgres")
    one.start()
    two.start()
    remember(one, "first")
    remember(two, "second")
    one.stop()
    assert two.running()
    assert remembered(two) == "second"


@pytest.mark.parametrize(
    "name",
    ["a folder with spaces", 'it\'s, "quoted" and $(touch opened)', "çinéma ☀", "long " * 30],
    ids=str.split,
)
def test_any_path_will_do(folder: Path, name: str) -> None:
    server = Embedded(folder / name / ".data" / "postgres")
    assert server.start()
    remember(server, "lights")
    assert remembered(server) == "lights"
    assert not list(folder.rglob("opened"))
    assert server.stop()


def test_a_start_that_was_interrupted_while_making_the_data_is_made_up_for(server: Embedded) -> None:
    (server.home / "draft" / "base").mkdir(parents=True)
    (server.home / "draft" / "PG_VERSION").write_text("18")
    assert server.start()


def test_a_server_whose_socket_was_swept_away_is_started_anew(server: Embedded) -> None:
    server.start()
    remember(server, "lights")
    (server.socket / ".s.PGSQL.5432").unlink()
    assert server.start()
    assert remembered(server) == "lights"


def test_data_removed_under_a_running_server_are_made_anew(folder: Path, server: Embedded) -> None:
    server.start()
    old = processes.postmaster(server.data) or 0
    subprocess.run(["rm", "-rf", str(server.base)], check=True)
    try:
        assert server.start()
        assert processes.postmaster(server.data) != old
    finally:
        os.kill(old, signal.SIGQUIT)


def test_data_of_another_major_version_are_refused_with_a_sentence(server: Embedded) -> None:
    server.start()
    server.stop()
    (server.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(EmbeddedDatabaseError, match="was made by PostgreSQL 14, and here there is only"):
        server.start()


def test_something_else_in_the_place_of_the_data_is_refused_and_left(server: Embedded) -> None:
    server.data.mkdir(parents=True)
    (server.data / "diary.txt").write_text("mine")
    with pytest.raises(EmbeddedDatabaseError, match="holds something that is no database"):
        server.start()
    assert (server.data / "diary.txt").read_text() == "mine"


def test_a_wrong_pg_bindir_is_refused_with_a_sentence(
    server: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PG_BINDIR", "/usr/share")
    with pytest.raises(EmbeddedDatabaseError, match="PG_BINDIR is /usr/share, where there is no program"):
        server.start()


def test_a_machine_without_any_postgresql_is_told_the_ways_out(
    server: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.embedded.programs._folders", lambda: iter(()))
    with pytest.raises(EmbeddedDatabaseError, match="Set DATABASE_URL to a PostgreSQL server, or PG_BINDIR"):
        server.start()


def test_a_server_that_cannot_start_says_why(server: Embedded) -> None:
    server.start()
    server.stop()
    local = server.data / "local.conf"
    local.write_text("work_mem = 'plenty'\n")
    local.chmod(0o644)
    with pytest.raises(EmbeddedDatabaseError, match='invalid value for parameter "work_mem"'):
        server.start()


def test_what_steers_postgresql_in_the_environment_does_not_steer_it_elsewhere(
    server: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "PGPORT": "6000",
        "PGHOST": "/nowhere",
        "PGDATA": "/nowhere",
        "PGUSER": "nobody",
    }.items():
        monkeypatch.setenv(name, value)
    assert server.start()
    assert ask(server, "SELECT current_user::text") == [("houselights",)]


def test_the_last_to_leave_stops_the_server(server: Embedded) -> None:
    with server.in_use():
        with Embedded(server.base).in_use():
            pass
        assert server.running()
    assert not server.running()


def test_a_server_that_somebody_is_connected_to_is_left_running(server: Embedded) -> None:
    with server.in_use():
        shell = psycopg.connect(server.url())
    assert server.running()
    shell.close()


def test_a_server_to_be_kept_runs_until_it_is_stopped_by_hand(server: Embedded) -> None:
    server.keep()
    with server.in_use():
        pass
    assert server.running()
    server.stop()
    with server.in_use():
        pass
    assert not server.running()


def test_a_server_left_by_a_killed_program_is_stopped_by_the_next_one(server: Embedded) -> None:
    server.start()
    with server.in_use():
        pass
    assert not server.running()


def test_erasing_leaves_nothing_behind(server: Embedded) -> None:
    server.start()
    server.erase()
    assert not server.base.exists()
    assert not server.running()


def wait_until(condition: "object", seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.02)
