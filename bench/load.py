"""Runs wrk with a script of prepared requests, and reads what it found."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

MICROSECONDS = 1e6
TIMEOUT_SECONDS = 10
MISSING = (
    "The measurements need wrk, and this machine has none. Install it with the system's package manager "
    "(apt-get install wrk, dnf install wrk, pacman -S wrk)."
)
MARK = "bench-result "

# Every request is formatted once, before the clock runs. `done` prints what wrk would print, for a program to read.
SCRIPT = """
local requests = {{
{requests}
}}
local prepared, at = {{}}, 0
function init(arguments)
  for index, one in ipairs(requests) do
    prepared[index] = wrk.format(one[1], one[2], one[3], one[4])
  end
end
function request()
  at = at % #prepared + 1
  return prepared[at]
end
function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '{mark}{{"requests": %d, "microseconds": %d, "bytes": %d, "median": %d, "p99": %d, '
    .. '"connect": %d, "read": %d, "write": %d, "status": %d, "timeout": %d}}\\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
"""


class Request(NamedTuple):
    """What is sent: the headers as name and value."""

    path: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""


class Outcome(NamedTuple):
    """What wrk saw: seconds, and milliseconds of the median and 99th percentile; `bad_statuses` are 400 and above."""

    requests: int
    seconds: float
    bytes: int
    median: float
    p99: float
    bad_statuses: int
    timeouts: int
    broken_connections: int

    @property
    def a_second(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0


def find_wrk(name: str = "wrk") -> str:
    """The path of wrk; ends the program with a sentence when there is none."""
    found = shutil.which(name)
    if not found:
        sys.exit(MISSING)
    return found


def lua_text(text: str) -> str:
    """The text as a literal of Lua 5.1, whose only safe escape for any byte is its decimal number."""
    plain = (
        chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03d}" for byte in text.encode()
    )
    return f'"{"".join(plain)}"'


def lua_request(request: Request) -> str:
    headers = ", ".join(f"[{lua_text(name)}] = {lua_text(value)}" for name, value in request.headers)
    body = lua_text(request.body) if request.body else "nil"
    return f"  {{{lua_text(request.method)}, {lua_text(request.path)}, {{{headers}}}, {body}}},"


def script_of(requests: Iterable[Request]) -> str:
    lines = "\n".join(lua_request(request) for request in requests)
    return SCRIPT.format(requests=lines, mark=MARK)


def parse(output: str) -> Outcome:
    """Reads the line that the script printed; raises ValueError when wrk ended without one."""
    line = next((line for line in output.splitlines() if line.startswith(MARK)), None)
    if line is None:
        raise ValueError(f"wrk gave no result. It said:\n{output.strip()}")
    found = json.loads(line.removeprefix(MARK))
    return Outcome(
        requests=found["requests"],
        seconds=found["microseconds"] / MICROSECONDS,
        bytes=found["bytes"],
        median=found["median"] / 1000,
        p99=found["p99"] / 1000,
        bad_statuses=found["status"],
        timeouts=found["timeout"],
        broken_connections=found["connect"] + found["read"] + found["write"],
    )


def run(
    wrk: str, script: Path, requests: Sequence[Request], port: int, connections: int, seconds: int
) -> Outcome:
    """Sends the requests in turn, over and over, from so many connections at once, for so long."""
    script.write_text(script_of(requests))
    command = [
        *(wrk, "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s"),
        *("--timeout", f"{TIMEOUT_SECONDS}s", "--latency", "--script", str(script)),
        f"http://127.0.0.1:{port}/",
    ]
    ended = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=seconds + 6 * TIMEOUT_SECONDS
    )
    return parse(ended.stdout + ended.stderr)
