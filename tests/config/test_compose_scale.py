"""docker-compose.scale.yml: what an operator may rely on, and the scripts that make its replica."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from config.embedded import Embedded
from config.embedded.configuration import SUPERUSER
from tests.config.fronts import DEPLOY, ROOT, bare_environment
from tests.config.servers import ask

FILE = ROOT / "docker-compose.scale.yml"


@pytest.fixture
def compose() -> Any:
    return yaml.safe_load(FILE.read_text())


@pytest.fixture
def services(compose: Any) -> Any:
    return compose["services"]


def test_the_whole_is_there(services: Any) -> None:
    assert set(services) == {"proxy", "web", "worker", "pgbouncer", "primary", "replica"}
    assert services["web"]["deploy"]["replicas"] == 3
    assert all(service["restart"] == "unless-stopped" for service in services.values())


def test_only_the_proxy_is_published_and_to_this_machine_only_unless_said_otherwise(services: Any) -> None:
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert published == {"proxy": ["${PUBLISH:-127.0.0.1:8000}:8080"]}


def test_the_same_settings_reach_the_site_as_on_one_machine(services: Any) -> None:
    alone = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["web"]["environment"]
    assert set(services["web"]["environment"]) == set(alone) == set(services["worker"]["environment"])


def test_only_who_prepares_the_database_goes_past_the_pooler(services: Any) -> None:
    """Taking turns at it needs a connection of one's own, and so does waiting for long without an end."""
    web, worker = services["web"]["environment"], services["worker"]["environment"]
    for name in ("DATABASE_URL", "DATABASE_REPLICA_URLS"):
        assert "@pgbouncer:6432/" in web[name]
    assert web["DATABASE_POOLED"] == "yes"
    assert "@primary:5432/" in worker["DATABASE_URL"]
    assert (worker["DATABASE_POOLED"], worker["DATABASE_REPLICA_URLS"]) == ("no", "")
    assert "prepare" in services["worker"]["command"][-1]
    assert "prepare" not in " ".join(services["web"]["command"])
    assert services["web"]["depends_on"]["worker"]["condition"] == "service_healthy"


def test_the_pooler_leaves_the_database_connections_for_others(services: Any) -> None:
    pooler = (DEPLOY / "pgbouncer.ini").read_text()
    size = int(re.search(r"^default_pool_size = (\d+)$", pooler, re.MULTILINE)[1])  # type: ignore[index]
    for server in ("primary", "replica"):
        assert f"host={server} port=5432" in pooler
        assert "max_connections=100" in services[server]["command"]
    assert size <= 50


def test_every_file_that_is_mounted_is_there_and_can_be_run(services: Any) -> None:
    mounted = [
        ROOT / mount.split(":")[0]
        for service in services.values()
        for mount in service.get("volumes", [])
        if mount.startswith("./")
    ]
    assert DEPLOY / "nginx.conf" in mounted
    assert all(path.is_file() for path in mounted)
    assert all(os.access(path, os.X_OK) for path in mounted if path.suffix == ".sh")


def test_pictures_and_databases_lie_in_named_volumes(compose: Any) -> None:
    mounted = {
        mount.split(":")[0]
        for service in compose["services"].values()
        for mount in service.get("volumes", [])
        if not mount.startswith(".")
    }
    assert mounted == set(compose["volumes"]) == {"media", "kept", "primary", "replica"}


def test_no_secret_stands_in_it_and_it_asks_only_for_what_the_one_line_makes() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", FILE.read_text()))
    assert asked == {"SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_PASSWORD", "PUBLISH"}
    assert ":?" not in FILE.read_text()


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not on this machine")
def test_docker_compose_understands_it(tmp_path: Path) -> None:
    shutil.copy(FILE, tmp_path)  # without the .env of this machine
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    told = subprocess.run(
        ["docker-compose", "--file", FILE.name, "config"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


@pytest.fixture
def replica_folder(server: Embedded, folder: Path) -> Path:
    """Where a first start was interrupted while it copied."""
    replica = folder / "replica"
    half_a_copy = replica / "data.draft"
    half_a_copy.mkdir(parents=True)
    (half_a_copy / "PG_VERSION").write_text("17\n")
    for path in (replica, half_a_copy):
        shutil.chown(path, server.account.uid, server.account.gid)
    return replica


def test_the_scripts_make_a_replica_that_follows(
    server: Embedded, folder: Path, replica_folder: Path
) -> None:
    server.start()
    ask(server, "CREATE TABLE words AS SELECT 'before' AS word")
    run_in(server, ["sh", str(DEPLOY / "make_replicator.sh")], PGHOST=str(server.socket), PGUSER=SUPERUSER)
    assert "host replication replicator all scram-sha-256" in (server.data / "pg_hba.conf").read_text()
    for word in ("first start", "second start"):
        process = start_replica(server, replica_folder)
        try:
            ask(server, f"INSERT INTO words VALUES ('{word}')")
            assert word in replicated(replica_folder, word)
        finally:
            process.terminate()
            process.wait(20)
    ((active,),) = ask(server, "SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'replica'")
    assert active == 1


def environment_of(server: Embedded, **more: str) -> dict[str, str]:
    programs = server.find_programs().folder
    return {
        **bare_environment(),
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PGDATA": str(server.data),
        "DATABASE_PASSWORD": "only for this test",
        "LC_ALL": "C.UTF-8",
        **more,
    }


def run_in(server: Embedded, command: list[str], **environment: str) -> None:
    subprocess.run(
        command,
        env=environment_of(server, **environment),
        cwd="/",
        check=True,
        **server.account.process_options,
    )


def start_replica(server: Embedded, folder: Path) -> subprocess.Popen[bytes]:
    options = ["listen_addresses=", f"unix_socket_directories={folder}", "hot_standby_feedback=on"]
    return subprocess.Popen(
        ["sh", str(DEPLOY / "replica.sh"), *(word for option in options for word in ("-c", option))],
        env=environment_of(server, PGDATA=str(folder / "data"), PRIMARY=str(server.socket)),
        cwd="/",
        **server.account.process_options,
    )


def replicated(folder: Path, awaited: str) -> list[str]:
    """The words that the replica knows, once it knows the awaited one."""
    deadline = time.monotonic() + 20
    while True:
        try:
            with psycopg.connect(
                host=str(folder), dbname="houselights", user=SUPERUSER, port=5432
            ) as replica:
                words = [word for (word,) in replica.execute("SELECT word FROM words")]
        except psycopg.Error:
            words = []
        if awaited in words or time.monotonic() > deadline:
            return words
        time.sleep(0.1)
