"""One measurement: every size served at once, every page asked for in turn, in a new order each round."""

from __future__ import annotations

import datetime
import importlib.util
import json
import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench import database, load, machine, pages, places, processes, server, single, statements
from bench.database import World
from bench.pages import Job
from bench.server import Server

WARM_SECONDS = 1
WARM_CONNECTIONS = 8
SLOWEST = 6
OVERHEAD_SECONDS = 2  # of a job: warming up, and waiting for silence
APPLICATIONS = {"twin": "bench.twins.application:application", "empty": "bench.empty:application"}


@dataclass(frozen=True)
class Options:
    sizes: list[int]
    connections: list[int]
    seconds: int
    rounds: int
    only: list[str]
    settings: dict[str, str]
    fresh: bool
    wrk: str


@dataclass
class Stage:
    """One size: its servers by what they answer, its jobs, and the figures found so far."""

    world: World
    servers: dict[str, Server]
    jobs: list[Job]
    subjects: dict[str, Any]
    found: dict[str, Any] = field(default_factory=dict)


def has_twins() -> bool:
    return importlib.util.find_spec("bench.twins.application") is not None


def measure(options: Options) -> list[dict[str, Any]]:
    """Measures all sizes and writes what was found, once the pages were asked for singly and after every round."""
    places.make_folders()
    with database.cluster() as cluster, ExitStack() as stack:
        worlds = [database.world_of(cluster, size, fresh=options.fresh) for size in options.sizes]
        environment = server.settings_of_site(worlds[0].url)
        server.manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        postmaster = cluster.postmaster()
        stages = [stack.enter_context(staged(world, options)) for world in worlds]
        for stage in stages:
            ask_singly(stage)
            stage.found["postgresql"] = cluster.version()
            keep(stage, options)
        for number in range(options.rounds):
            print(f"Round {number + 1} of {options.rounds}", flush=True)
            load_all(stages, options, postmaster, random.Random(number))  # noqa: S311
            for stage in stages:
                stage.found["memory"] = memory_of(stage, postmaster)
                keep(stage, options)
        return [stage.found for stage in stages]


@contextmanager
def staged(world: World, options: Options) -> Iterator[Stage]:
    """Serves one size: twice the site, without and with keeping what has not changed, and what it is compared with."""
    subjects = single.told_by("bench.subjects", world)
    site = server.settings_of_site(world.url, **options.settings)
    with ExitStack() as stack:

        def serve(name: str, environment: dict[str, str], application: str = "") -> Server:
            return stack.enter_context(server.serving(f"{name}-{world.reviews}", environment, application))

        servers = {
            "anew": serve("anew", {**site, "KEPT_PAGES_MEGABYTES": "0"}),
            "kept": serve("kept", site),
            "empty": serve("empty", site, APPLICATIONS["empty"]),
        }
        if has_twins():
            twin = {**site, "BENCH_DSN": world.url}
            servers["twin"] = serve("twin", twin, APPLICATIONS["twin"])
        start = seconds_of_a_start(servers["anew"])
        jobs = pages.jobs_of(subjects, has_twins=has_twins()) + pages.limits(static_address())
        chosen = [job for job in jobs if not options.only or job.page in options.only]
        yield Stage(world, servers, chosen, subjects, {"start_seconds": start})


def static_address() -> str:
    names = json.loads((places.FOLDER / "static" / "staticfiles.json").read_text())["paths"]
    return f"/static/{names['css/main.css']}"


def server_of(stage: Stage, job: Job) -> Server:
    """Members' pages are not kept, so they come from the site as it is in production."""
    return stage.servers["kept" if job.by == "anew" and job.who == "member" else job.by]


def ask_singly(stage: Stage) -> None:
    """Queries, bytes and statuses; a page that does not answer as it should is left out of the load."""
    print(f"Asking singly at {stage.world.reviews:,} reviews", flush=True)
    asked: dict[str, list[statements.Statement]] = {}
    stage.found.update(reviews=stage.world.reviews, single={}, runs={})
    with stage.world.connect() as connection:
        for job in stage.jobs:
            undo(job, stage.world)
            without_database = None if job.who == "limit" else connection
            figures, found = single.counted(job, server_of(stage, job), without_database)
            stage.found["single"][job.key] = figures
            if job.by == "anew" and job.who != "limit":
                asked[job.key] = found
            undo(job, stage.world)
    slow = statements.slowest(asked, SLOWEST)
    told = single.explained(
        stage.world, stage.jobs, stage.subjects, [statements.shape_of(one["text"]) for one in slow]
    )
    with stage.world.connect() as connection:
        for one in slow:
            known = told["plans"].get(statements.shape_of(one["text"]))
            one["plan"] = known or statements.generic_plan(connection, one["text"])
    stage.found["slowest"] = slow
    searches = single.found_by_searches(stage.subjects["searches"], stage.servers["anew"])
    stage.found["searches"] = [
        {**search, "milliseconds": time} for search, time in zip(searches, told["searches"], strict=True)
    ]


def seconds_of_a_start(served: Server) -> float:
    """Processor seconds that a web process takes until it serves."""
    processes.wait_until_idle(served.number)
    return max(processes.tree_seconds(number) for number in served.workers())


def undo(job: Job, world: World) -> None:
    if job.undo:
        with world.connect() as connection:
            connection.execute(job.undo)


def load_all(stages: Sequence[Stage], options: Options, postmaster: int | None, order: random.Random) -> None:
    turns = [
        (stage, job, connections)
        for stage in stages
        for job in stage.jobs
        if answers_well(stage, job)
        for connections in options.connections
    ]
    order.shuffle(turns)
    print(
        f"  {len(turns)} jobs, about {len(turns) * (options.seconds + OVERHEAD_SECONDS) / 60:.0f} minutes",
        flush=True,
    )
    for number, (stage, job, connections) in enumerate(turns, 1):
        run = load_one(stage, job, connections, options, postmaster)
        stage.found["runs"].setdefault(job.key, []).append(run)
        print(
            f"  {number}/{len(turns)} {stage.world.reviews} {job.key} × {connections}: {described(run)}",
            flush=True,
        )


def answers_well(stage: Stage, job: Job) -> bool:
    figures = stage.found["single"][job.key]
    return figures["status"] < 400 and figures["is_for_whom"]


def load_one(
    stage: Stage, job: Job, connections: int, options: Options, postmaster: int | None
) -> dict[str, Any]:
    """Processor time is read when wrk ends, not when the last of its abandoned requests does."""
    asked, script = server_of(stage, job), places.SCRIPTS / "job.lua"
    roots = [asked.number, *([postmaster] if postmaster else [])]
    if not job.undo:
        load.run(options.wrk, script, job.requests, asked.port, WARM_CONNECTIONS, WARM_SECONDS)
    undo(job, stage.world)
    processes.wait_until_idle(asked.number)
    before = [processes.tree_seconds(root) for root in roots]
    outcome = load.run(options.wrk, script, job.requests, asked.port, connections, options.seconds)
    spent = [processes.tree_seconds(root) - start for root, start in zip(roots, before, strict=True)]
    processes.wait_until_idle(asked.number)
    undo(job, stage.world)
    each = [1000 * seconds / max(outcome.requests, 1) for seconds in spent]
    return {
        "connections": connections,
        **outcome._asdict(),
        "web": each[0],
        "database": each[1] if postmaster else None,
    }


def described(run: dict[str, Any]) -> str:
    cost = run["web"] + (run["database"] or 0)
    problems = run["bad_statuses"] + run["timeouts"] + run["broken_connections"]
    words = (
        f"{run['requests'] / run['seconds']:.0f}/s, median {run['median']:.1f} ms, {cost:.2f} ms of processor"
    )
    return f"{words}, {problems} errors" if problems else words


def memory_of(stage: Stage, postmaster: int | None) -> dict[str, Any]:
    """Bytes (PSS) of each web process by server, and of the whole of PostgreSQL."""
    found: dict[str, Any] = {
        name: [processes.memory_of(number) for number in one.workers()] for name, one in stage.servers.items()
    }
    found["postgresql"] = processes.memory_of_tree(postmaster) if postmaster else None
    return found


def keep(stage: Stage, options: Options) -> None:
    """Writes what was found; where only some pages were asked for, the others stay as they were measured before."""
    file = places.RESULTS / f"{stage.world.reviews}.json"
    found = stage.found | {
        "measured_on": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine.facts(),
        "options": {"seconds": options.seconds, "rounds": options.rounds, "settings": options.settings},
    }
    if options.only and file.exists():
        found = joined(json.loads(file.read_text()), found)
    file.write_text(json.dumps(found, indent=1))


def joined(before: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    by_page = {name: {**before[name], **found[name]} for name in ("single", "runs")}
    return {**before, **found, **by_page, "slowest": before["slowest"]}
