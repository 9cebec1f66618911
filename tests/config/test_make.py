"""What `make` and its scripts say and do, without a server."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.fronts import needed

ROOT = Path(__file__).resolve().parents[2]


def made(*words: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_alone_lists_every_target_with_what_it_does() -> None:
    listed = made("make").stdout
    described = set(re.findall(r"^make ([a-z-]+) +\S", listed, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony
    assert described == set(phony.group(1).split()) - {"broken"}
    assert {"run", "test", "check"} <= described


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_package_is_pinned_with_its_hashes_and_says_what_it_is_for(name: str) -> None:
    compiled = (ROOT / f"{name}.txt").read_text()
    packages = re.findall(
        r"^([a-z0-9-]+)==\S+(?: ;[^\\]*)? \\\n    --hash=sha256:[0-9a-f]{64}", compiled, re.MULTILINE
    )
    assert len(packages) == len(re.findall(r"^[a-z]", compiled, re.MULTILINE)) > 10
    assert "make compile-requirements" in compiled
    assert "://" not in compiled, "requirements name no place to download from"
    for line in (ROOT / f"{name}.in").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        requirement, _, reason = line.partition("#")
        assert reason.strip(), f"{requirement} lacks its reason"
        if requirement.startswith("-"):
            continue
        package = re.split(r"[\[<>=]", requirement.strip())[0].lower()
        assert package in packages, f"{package} is not compiled: make compile-requirements"


def test_a_machine_without_a_new_enough_python_is_told_so(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "dirname", "mkdir"):
        (programs / name).symlink_to(shutil.which(name) or name)
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n")
    (programs / "python3").chmod(0o755)
    told = made(
        "sh", "scripts/make_venv.sh", "requirements.txt", folder=tmp_path, PATH=str(programs), PYTHON=""
    )
    assert told.returncode == 1
    assert "needs Python 3.11 or newer" in told.stderr


def test_clean_removes_nothing_unless_told_yes(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / ".data").mkdir()
    assert "Nothing was removed" in made("sh", "scripts/clean.sh", folder=tmp_path, YES="").stdout
    assert (tmp_path / ".data").exists()
    made("sh", "scripts/clean.sh", folder=tmp_path, YES="1")
    assert not (tmp_path / ".data").exists()


def test_a_browser_that_is_named_and_does_not_run_is_refused_with_a_sentence() -> None:
    told = made(sys.executable, "scripts/get_browser.py", CHROMIUM="/bin/false")
    assert told.returncode == 1
    assert "CHROMIUM is /bin/false, which is no browser that runs" in told.stderr


def test_where_no_browser_can_be_had_the_tests_do_not_run_and_say_why(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, 'scripts'); import get_browser as g; "
        "g.candidates = lambda: iter(()); g.download = lambda: None; g.install = lambda *_: None; g.main()"
    )
    told = made(sys.executable, "-c", program, CHROMIUM="")
    assert told.returncode == 1
    assert "The browser tests need Chromium" in told.stderr


def test_a_server_that_cannot_be_had_is_said_with_a_sentence() -> None:
    program = (
        "import sys; sys.path.insert(0, 'scripts'); import get_servers as g; "
        "g.install = lambda *_: None; g.main(['sh', 'no-such-server'])"
    )
    told = made(sys.executable, "-c", program)
    assert told.returncode == 1
    assert told.stderr.startswith("no-such-server could not be found or installed here.")


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_without_a_server_its_tests_are_skipped_but_fail_where_every_change_is_checked(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(
        outcome, match=r"no-such-server is not on this machine: .*get_servers.py no-such-server"
    ):
        needed("no-such-server")


def test_the_command_of_a_package_manager_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path.insert(0, 'scripts'); import get_browser as g; "
        f"g.run(['sh', '-c', 'sleep 30 & echo $! > {tmp_path}/child; wait'], 1)"
    )
    assert "took longer than 1 seconds" in made(sys.executable, "-c", program).stderr
    child = Path("/proc") / (tmp_path / "child").read_text().strip() / "stat"
    assert not child.exists() or child.read_text().split(") ")[1][0] == "Z"


def test_the_same_checks_run_for_every_change() -> None:
    commands = (ROOT / ".ci" / "run").read_text()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert "\nmake check\nmake test\n" in commands
