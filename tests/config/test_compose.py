"""docker-compose.yml: what an operator may rely on, read from the file itself."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def compose() -> Any:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_there_is_the_site_and_the_official_database_and_no_more(compose: Any) -> None:
    assert set(compose["services"]) == {"web", "database"}
    assert re.fullmatch(r"postgres:\d+", compose["services"]["database"]["image"])


def test_the_database_is_not_published(compose: Any) -> None:
    database = compose["services"]["database"]
    assert not database.keys() & {"ports", "network_mode"}


def test_the_site_is_published_to_this_machine_only_unless_said_otherwise(compose: Any) -> None:
    assert compose["services"]["web"]["ports"] == ["${PUBLISH:-127.0.0.1:8000}:8000"]


def test_both_start_again_and_say_whether_they_are_well(compose: Any) -> None:
    for service in compose["services"].values():
        assert service["restart"] == "unless-stopped"
    assert compose["services"]["database"]["healthcheck"]["test"]
    assert compose["services"]["web"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()


def test_data_and_pictures_lie_in_named_volumes(compose: Any) -> None:
    mounted = {
        mount.split(":")[0]
        for service in compose["services"].values()
        for mount in service["volumes"]
        if mount[0] != "."
    }
    assert mounted == set(compose["volumes"]) == {"database", "media"}


def test_no_secret_stands_in_the_file_and_it_reads_without_any(compose: Any) -> None:
    """`docker compose config` accepts a fresh clone; it is the services that refuse to start without secrets."""
    secrets = {
        value
        for service in compose["services"].values()
        for name, value in service["environment"].items()
        if "SECRET" in name or "PASSWORD" in name
    }
    assert secrets == {"${SECRET_KEY:-}", "${DATABASE_PASSWORD:-}", None}  # None: as it stands in .env
    assert ":?" not in (ROOT / "docker-compose.yml").read_text()
    assert all("env_file" not in service for service in compose["services"].values())


def test_every_documented_setting_reaches_the_site(compose: Any) -> None:
    documented = set(
        re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )
    of_the_image = {"DEBUG", "DATA_DIR", "MEDIA_ROOT", "BIND"}
    of_this_machine = {
        "DATABASE_PASSWORD",
        "PUBLISH",
        "PORT",
        "PG_BINDIR",
        "CHROMIUM",
        "REVIEWS",
        "BENCH_DATABASE_URL",
    }
    passed_on = set(compose["services"]["web"]["environment"])
    assert documented - of_the_image - of_this_machine == passed_on


def test_one_line_makes_secrets_that_are_never_replaced(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    command = ["sh", str(tmp_path / "scripts" / "make_env.sh"), "films.example.org"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    file = tmp_path / ".env"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    made = dict(line.split("=", 1) for line in file.read_text().splitlines() if not line.startswith("#"))
    assert made["ALLOWED_HOSTS"] == "films.example.org"
    assert len(made["SECRET_KEY"]) >= 50
    assert len(made["DATABASE_PASSWORD"]) >= 40
    before = file.read_text()
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    assert file.read_text() == before


def test_the_compose_file_asks_only_for_what_the_one_line_makes(compose: Any, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    subprocess.run(["sh", str(tmp_path / "scripts" / "make_env.sh")], capture_output=True, check=True)
    made = {line.split("=")[0] for line in (tmp_path / ".env").read_text().splitlines()}
    asked = set(re.findall(r"\$\{([A-Z_]+)(?::-)?\}", (ROOT / "docker-compose.yml").read_text()))
    assert asked <= made


def test_the_site_runs_as_nobody_special(compose: Any) -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert dockerfile.index("USER houselights") < dockerfile.index('CMD ["sh"')
    assert os.access(ROOT / "scripts" / "make_role.sh", os.X_OK)
    assert compose["services"]["web"]["cap_drop"] == ["ALL"]
