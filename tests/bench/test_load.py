"""What wrk is told, and what is read from its words."""

from __future__ import annotations

import pytest

from bench import load
from bench.load import Request

SAID = """Running 1s test @ http://127.0.0.1:1/
  1 threads and 8 connections
  Latency Distribution
     50%    9.63ms
     99%   44.20ms
  738 requests in 1.00s, 3.60MB read
bench-result {"requests": 738, "microseconds": 1000500, "bytes": 3774873, "median": 9630, "p99": 44200, \
"connect": 1, "read": 2, "write": 3, "status": 4, "timeout": 5}
"""


def test_the_result_of_wrk_is_read_in_seconds_and_milliseconds():
    outcome = load.parse(SAID)

    assert (outcome.requests, outcome.bytes) == (738, 3_774_873)
    assert outcome.seconds == pytest.approx(1.0005)
    assert (outcome.median, outcome.p99) == (9.63, 44.2)
    assert (outcome.bad_statuses, outcome.timeouts, outcome.broken_connections) == (4, 5, 6)
    assert outcome.a_second == pytest.approx(737.6, abs=0.1)


def test_a_run_that_ended_without_a_result_says_what_wrk_said():
    with pytest.raises(ValueError, match="unable to connect"):
        load.parse("unable to connect to 127.0.0.1:1 Connection refused")


def test_requests_reach_the_script_whatever_letters_they_hold():
    post = Request("/entries/1/like/", "POST", (("Cookie", 'a="b"'),), "text=line\nnext\\")

    script = load.script_of([Request("/search/?q=기"), post])

    assert '{"GET", "/search/?q=\\234\\184\\176", {}, nil},' in script
    assert '["Cookie"] = "a=\\034b\\034"' in script
    assert '"text=line\\010next\\092"' in script


def test_without_wrk_the_program_ends_with_how_to_get_it():
    with pytest.raises(SystemExit, match="apt-get install wrk"):
        load.find_wrk("no-such-program")
